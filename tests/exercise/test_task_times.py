"""Measured times of critical tasks, from facts alone: first, last, clock, seat, evidence; live and afterwards alike."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, KeyIn, StartClock, TakeAction
from hotwash.domain.conduct_commands import SendMessage
from hotwash.domain.conduct_facts import ActKeyedIn, InjectReleased, MessageSent
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmRaised,
    Fact,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
    NoteWritten,
)
from hotwash.domain.plan import Target, Task
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measured import Moment
from hotwash.exercise.projections.tasks import TaskClock, TaskState, TaskTime, task_times
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.room_world import INJECTS, room_scenario

VOICE = FaultBegan("voice", "Voice blocked", "F1", "Voice is blocked.", "scenario")
OVER = FaultEnded("voice", "Voice blocked", "logs")


def world(*tasks: Task, injects: tuple[str, ...] = (), faults: tuple[str, ...] = ()) -> Scenario:
    """The room with these tasks; `injects` provoke the first of them, `faults` are those of the objective."""
    room = room_scenario()
    named = {one.id: replace(one, tasks=(tasks[0].id,) if one.id in injects else ()) for one in INJECTS}
    return replace(
        room,
        targets=MappingProxyType({"g1": Target(id="g1", objective="o1", text="Soon.", tasks=tasks)}),
        injects=MappingProxyType(named),
        objectives=(replace(room.objectives[0], faults=faults),),
    )


def told(*facts: tuple[float, Fact]) -> list[Happened]:
    return [Happened(number, int(minute * MINUTE), fact) for number, (minute, fact) in enumerate(facts, start=1)]


def one_task(done: str, after: str = "", within: int = 0) -> Task:
    return Task(id="t1", text="Do it", done=parse(done), after=parse(after) if after else None, within=within * MINUTE)


def timed(task: Task, facts: Sequence[Happened], now: int = 60, **world_of: tuple[str, ...]) -> TaskTime:
    return task_times(world(task, **world_of), facts, now * MINUTE)[0]


def acted(run: int, action: str, seat: str) -> tuple[Fact, Fact]:
    return ActionBegan(run, action, action, seat), ActionEnded(run, action, action, seat, "Done.")


def test_a_task_shows_by_the_fact_that_makes_its_rule_true_counted_from_its_own_clock() -> None:
    began, ended = acted(1, "logs", "noc")
    facts = told((10, VOICE), (12, MilestoneReached("detected", "duty")), (14, began), (19, ended), (30, ended))
    found = timed(one_task("act_over(logs)", "milestone(detected)", 10), facts)
    assert found.state is TaskState.MET
    assert (found.since, found.first, found.last) == (
        Moment(12 * MINUTE, (2,)),
        Moment(19 * MINUTE, (4,)),
        Moment(30 * MINUTE, (5,)),
    )
    assert (found.took, found.due, found.seats, found.evidence) == (7 * MINUTE, 22 * MINUTE, ("noc",), (4, 5))


@pytest.mark.parametrize(("minute", "state"), [(20.0, TaskState.MET), (20.01, TaskState.LATE)])
def test_the_limit_itself_is_still_in_time(minute: float, state: TaskState) -> None:
    facts = told((10, VOICE), (minute, ActionBegan(1, "logs", "Logs", "noc")))
    assert timed(one_task("act(logs)", "fault(voice)", 10), facts).state is state


def test_what_nobody_did_is_not_shown_and_what_nothing_made_necessary_is_not_provoked() -> None:
    task = one_task("act(logs)", "fault(voice)", 10)
    assert timed(task, told((10, VOICE))).state is TaskState.NOT_SHOWN
    assert timed(task, []).state is TaskState.NOT_PROVOKED
    plain = one_task("act(logs)")
    assert timed(plain, []).state is TaskState.NOT_SHOWN, "nothing says what it waits for: it is due from the start"
    assert timed(plain, [], injects=("press",)).state is TaskState.NOT_PROVOKED
    press = told((20, InjectReleased("press", "2", "Press asks", FACILITATOR)))
    found = timed(plain, press, injects=("press",))
    assert (found.state, found.provoked) == (TaskState.NOT_SHOWN, Moment(20 * MINUTE, (1,)))
    assert timed(plain, press, faults=("voice",)).state is TaskState.NOT_PROVOKED
    assert timed(plain, told((10, VOICE)), faults=("voice",)).provoked == Moment(10 * MINUTE, (1,))


def test_a_task_without_a_rule_says_so_and_still_says_whether_it_was_provoked() -> None:
    silent = Task(id="t1", text="Reason told")
    assert timed(silent, []).state is TaskState.NO_RULE
    assert timed(silent, [], injects=("press",)).provoked is None


def test_what_was_done_before_the_clock_began_shows_nothing_but_is_told() -> None:
    sent = MessageSent(1, "duty", "Duty officer", ("simcell",), "phone", "Look at this.", 0)
    facts = told((5, sent), (12, MilestoneReached("detected", "duty")), (14, sent), (16, sent))
    task = one_task("message(duty, to=simcell)", "milestone(detected)", 5)
    never = timed(task, facts[:1])
    assert (never.state, never.first, never.early) == (TaskState.NOT_PROVOKED, None, Moment(5 * MINUTE, (1,)))
    early = timed(task, facts[:2])
    assert (early.state, early.early) == (TaskState.NOT_SHOWN, Moment(5 * MINUTE, (1,)))
    again = timed(task, facts)
    assert (again.state, again.took, again.early) == (TaskState.MET, 2 * MINUTE, None)
    assert (again.first, again.last) == (Moment(14 * MINUTE, (3,)), Moment(16 * MINUTE, (4,)))


def test_a_test_call_before_the_repair_proves_no_repair() -> None:
    before, after = acted(1, "test-call", "duty"), acted(2, "test-call", "duty")
    task = one_task("act_over(test-call)", "milestone(detected) and not fault(voice)")
    facts = told((10, VOICE), (11, MilestoneReached("detected", "duty")), (12, before[0]), (14, before[1]), (30, OVER))
    assert timed(task, facts).state is TaskState.NOT_SHOWN
    more = told((10, VOICE), (11, MilestoneReached("detected", "duty")), (14, before[1]), (30, OVER), (33, after[1]))
    found = timed(task, more)
    assert (found.since, found.first) == (Moment(30 * MINUTE, (2, 4)), Moment(33 * MINUTE, (5,)))


def test_what_begins_the_clock_may_show_the_task_too_and_how_things_are_is_kept() -> None:
    task = one_task("milestone(detected) and fault(voice)", "milestone(detected)")
    found = timed(task, told((10, VOICE), (12, MilestoneReached("detected", "duty"))))
    assert (found.first, found.took) == (Moment(12 * MINUTE, (1, 2)), 0)


def test_nothing_shows_before_its_time_began() -> None:
    found = timed(
        one_task("fault(voice)", "milestone(detected)", 5), told((2, VOICE), (12, MilestoneReached("detected", "x")))
    )
    assert found.first == Moment(12 * MINUTE, (1,))


def test_what_was_done_between_a_deed_on_paper_and_its_keying_in_counts() -> None:
    keyed = ActKeyedIn("duty", 13 * MINUTE, "acknowledge_alarm")
    facts = told((10, VOICE), (14, ActionBegan(1, "logs", "Logs", "noc")), (25, keyed))
    facts.append(Happened(4, 25 * MINUTE, MilestoneReached("detected", "duty")))
    found = timed(one_task("act(logs)", "milestone(detected)", 5), facts)
    assert (found.since, found.first) == (Moment(13 * MINUTE, (4,)), Moment(14 * MINUTE, (2,)))


def test_a_state_that_merely_is_the_case_shows_nothing_until_the_clock_has_begun() -> None:
    task = one_task("not fault(voice)", "fault(voice)", 30)
    assert timed(task, []).state is TaskState.NOT_PROVOKED
    assert timed(task, told((10, VOICE))).state is TaskState.NOT_SHOWN
    over = timed(task, told((10, VOICE), (35, OVER)))
    assert (over.state, over.first, over.took) == (TaskState.MET, Moment(35 * MINUTE, (2,)), 25 * MINUTE)


def test_a_condition_for_some_time_shows_to_the_millisecond_and_not_where_it_broke() -> None:
    task = one_task("not fault(voice) for 0:10:00", "fault(voice)")
    steady = timed(task, told((10, VOICE), (20, OVER), (50, NoteWritten("duty", "Fine"))))
    assert steady.first == Moment(30 * MINUTE, (2,))
    broken = timed(task, told((10, VOICE), (20, OVER), (25, VOICE), (40, OVER)), now=49)
    assert broken.state is TaskState.NOT_SHOWN
    later = timed(task, told((10, VOICE), (20, OVER), (25, VOICE), (40, OVER)), now=50)
    assert later.first == Moment(50 * MINUTE, (4,))


def test_all_of_several_show_with_the_last_and_either_with_the_first() -> None:
    logs, call = ActionBegan(1, "logs", "Logs", "noc"), ActionBegan(2, "test-call", "Test call", "duty")
    facts = told((10, logs), (15, call))
    both = timed(one_task("act(logs) and act(test-call)"), facts)
    assert (both.first, both.seats) == (Moment(15 * MINUTE, (1, 2)), ("noc", "duty"))
    either = timed(one_task("act(logs) or act(test-call)"), facts)
    assert (either.first, either.seats) == (Moment(10 * MINUTE, (1,)), ("noc",))
    assert either.last == Moment(15 * MINUTE, (2,))


def test_an_exercise_time_alone_needs_no_fact() -> None:
    assert timed(one_task("time(0:30:00) and not act(logs)"), [], now=60).first == Moment(30 * MINUTE, ())
    assert timed(one_task("time(0:30:00)"), [], now=29).first is None


def test_what_was_keyed_in_from_paper_counts_from_when_it_was_done() -> None:
    rung = AlarmRaised(1, "MediaLoss", "psap-a", "No audio", ())
    keyed = ActKeyedIn("duty", 13 * MINUTE, "acknowledge_alarm")
    facts = told((10, VOICE), (12, rung), (25, keyed), (25, AlarmAcknowledged(1, "duty")))
    facts.append(Happened(5, 25 * MINUTE, MilestoneReached("detected", "duty")))
    found = timed(one_task("seen(MediaLoss)", "fault(voice)", 5), facts)
    assert (found.state, found.took, found.first) == (TaskState.MET, 3 * MINUTE, Moment(13 * MINUTE, (4,)))
    assert timed(one_task("act(logs)", "milestone(detected)"), facts).since == Moment(13 * MINUTE, (5,))
    later = told((25, keyed), (25, AlarmAcknowledged(1, "duty")), (25, NoteWritten("noc", "x")))
    later.append(Happened(9, 25 * MINUTE, ActionBegan(1, "logs", "Logs", "duty")))
    assert timed(one_task("act(logs)"), later).first == Moment(25 * MINUTE, (9,)), "an act of its own, not from paper"


def played() -> Session:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(13 * MINUTE)
    one.ask("duty", AcknowledgeAlarm(1))
    one.ask("duty", SendMessage(("noc",), "phone", "Pull the logs."))
    one.ask("noc", TakeAction("logs"))
    one.ask(FACILITATOR, KeyIn("duty", 13 * MINUTE, TakeAction("test-call")))
    one.run_to(40 * MINUTE)
    return one


def test_an_exercise_told_as_it_goes_gives_the_same_as_its_journal_read_afterwards() -> None:
    one = played()
    live = TaskClock(one.scenario)
    for item in one.facts:
        live.take(item)
        live.times(item.at)
    whole = task_times(one.scenario, one.facts, one.now)
    assert live.times(one.now) == whole
    assert [item.state for item in whole] == [TaskState.MET, TaskState.LATE, TaskState.NO_RULE]
    for time in whole[:2]:
        told_of = {fact.seq: fact.fact for fact in one.facts}
        assert time.evidence
        assert all(isinstance(told_of[seq], AlarmAcknowledged | ActionEnded) for seq in time.evidence)


LEAVES = st.sampled_from(["fault(voice)", "act(logs)", "act_over(logs)", "message(duty)", "time(0:20:00)"])
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda one: f"not ({one})"),
        inner.map(lambda one: f"(({one}) for 0:04:00)"),
    ),
    max_leaves=4,
)
FACTS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(
            [VOICE, OVER, *acted(1, "logs", "noc"), MessageSent(1, "duty", "D", ("noc",), "phone", "x", 0)]
        ),
    ),
    max_size=8,
).map(lambda found: told(*sorted(found, key=lambda pair: pair[0])))


@given(RULES, RULES, FACTS, st.lists(st.integers(0, 50), max_size=5))
def test_how_often_it_is_asked_changes_nothing_and_evidence_never_lies_ahead(
    done: str, after: str, facts: list[Happened], looks: list[int]
) -> None:
    scenario = world(one_task(done, after, 5))
    asked = TaskClock(scenario)
    for item in facts:
        for look in sorted(looks):
            if (facts[0].at <= look * MINUTE <= item.at) and look * MINUTE >= max(
                (before.at for before in facts if before.seq < item.seq), default=0
            ):
                asked.times(look * MINUTE)
        asked.take(item)
    [found] = asked.times(60 * MINUTE)
    assert [found] == list(task_times(scenario, facts, 60 * MINUTE))
    times = {item.seq: item.at for item in facts}
    for moment in (found.first, found.last, found.since, found.provoked, found.early):
        assert moment is None or all(times[seq] <= moment.at for seq in moment.seqs)
    if found.first and found.last:
        assert found.first.at <= found.last.at
        assert found.since is not None
        assert found.since.at <= found.first.at
    assert (found.state in (TaskState.MET, TaskState.LATE)) == (found.first is not None)
