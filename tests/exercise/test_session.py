"""One writer: what it accepts, refuses, writes down, and gives again."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.catalogue.actions.add_lines import AddLines
from hotwash.catalogue.actions.recall_staff import RecallStaff
from hotwash.catalogue.actions.release_staff import ReleaseStaff
from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    ClearFault,
    Command,
    EndExercise,
    JumpTo,
    LaunchFault,
    PauseClock,
    SetSpeed,
    StartClock,
    TakeAction,
    WriteNote,
)
from hotwash.domain.facts import (
    ActionEnded,
    CallsTallied,
    CommandRefused,
    FaultBegan,
    FaultEnded,
    WorldChanged,
)
from hotwash.domain.impairment import PeerUnreachable
from hotwash.domain.scenario import Decision, OfferedAction, Scenario
from hotwash.domain.scripts import Action
from hotwash.domain.time import HOUR, MINUTE, SECOND
from hotwash.exercise.play import play
from hotwash.exercise.projections.board import fold
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.exercise.acts import ACTS
from tests.small_world import small_scenario


def session(scenario: Scenario | None = None, seed: int = 911) -> Session:
    made = Session(scenario or small_scenario(), seed, MemoryStore())
    made.open()
    return made


def played(decisions: Sequence[Decision] = ACTS, seed: int = 911) -> Session:
    one = session(seed=seed)
    play(one, decisions, HOUR)
    return one


def facts(one: Session) -> list[tuple[int, int, object]]:
    return [(item.seq, item.at, item.fact) for item in one.facts]


def laid(one: Session) -> list[str]:
    """What faults and acts have laid; what keep-alives have found out is left out."""
    return [overlay.key for overlay in one.board.live if not isinstance(overlay.change, PeerUnreachable)]


def test_the_fault_breaks_calls_and_the_remedy_mends_them() -> None:
    one = played()
    minutes = [item.fact for item in one.facts if isinstance(item.fact, CallsTallied)]
    assert sum(minute.outcomes.get("answered", 0) for minute in minutes[:10]) > 8
    ended = next(item.at for item in one.facts if isinstance(item.fact, FaultEnded) and item.fact.fault == "voice")
    broken = minutes[12 : ended // MINUTE]
    assert sum(minute.outcomes.get("no_audio", 0) for minute in broken) > 20
    assert sum(minute.outcomes.get("answered_call_back", 0) for minute in minutes) > 5
    after = minutes[ended // MINUTE + 2 :]
    assert sum(minute.outcomes.get("no_audio", 0) for minute in after) == 0
    assert sum(minute.outcomes.get("answered", 0) for minute in after) > 5


def test_the_same_seed_and_acts_give_the_same_journal_at_any_frame_rate() -> None:
    coarse = played()
    fine = session()
    fine.ask(FACILITATOR, StartClock())
    for decision in ACTS:
        while not fine.run_to(min(fine.now + 777, decision.at)) or fine.now < decision.at:
            pass
        fine.ask(decision.actor, decision.command)
    while fine.now < HOUR:
        fine.run_to(fine.now + 3_331, budget_s=0.0)
    fine.ask(FACILITATOR, EndExercise())
    assert facts(coarse) == facts(fine)


def test_another_seed_gives_another_journal() -> None:
    assert facts(played()) != facts(played(seed=912))


def test_the_fold_of_the_journal_is_the_live_board() -> None:
    one = played()
    assert fold(one.facts) == one.board
    half = len(one.facts) // 2
    assert fold(one.facts[half:], fold(one.facts[:half])) == one.board


def test_numbers_in_the_journal_are_gapless_and_those_of_the_store() -> None:
    one = played()
    store = one._store
    rows = list(store.rows())
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert {item.seq for item in one.facts} == {row.seq for row in rows if row.kind.startswith("fact.")}


def test_a_second_fault_on_the_same_policy_survives_the_end_of_the_first() -> None:
    one = session(small_scenario(fault_at=None))
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, LaunchFault("voice"))
    one.run_to(5 * MINUTE)
    one.ask(FACILITATOR, LaunchFault("push"))
    one.run_to(10 * MINUTE)
    one.ask(FACILITATOR, ClearFault("voice"))
    assert [line.fault for line in one.board.faults] == ["push"]
    assert laid(one) == ["fault:push:push"]
    one.ask(FACILITATOR, ClearFault("push"))
    assert laid(one) == []
    one.run_to(12 * MINUTE)
    assert one.board.live == (), "keep-alives are answered again"
    assert one._history.simulation.world.network == one.scenario.network


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["voice", "push", "refuse", "signature", "location", "power"]), st.booleans()),
        max_size=14,
    )
)
def test_however_faults_overlap_clearing_them_all_gives_the_base_network(orders: list[tuple[str, bool]]) -> None:
    one = session(small_scenario(fault_at=None, per_day=500))
    one.ask(FACILITATOR, StartClock())
    for number, (fault, launch) in enumerate(orders):
        one.ask(FACILITATOR, LaunchFault(fault) if launch else ClearFault(fault))
        one.run_to((number + 1) * 20 * SECOND)
    for line in one.board.faults:
        one.ask(FACILITATOR, ClearFault(line.fault))
    assert laid(one) == []
    one.run_to(one.now + 3 * MINUTE)
    assert one.board.live == ()
    assert one.board.faults == ()
    assert one._history.simulation.world.network == one.scenario.network


def test_a_remedy_that_does_not_fit_changes_nothing_and_says_so() -> None:
    one = session(small_scenario(fault_at=None))
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, LaunchFault("voice"))
    one.ask(FACILITATOR, TakeAction("roll-back", for_seat="duty", takes=MINUTE))
    one.run_to(2 * MINUTE)
    ended = [item.fact for item in one.facts if isinstance(item.fact, ActionEnded)]
    assert ended[0].effect == "The vendor rolled the last change back. Nothing in it concerned calls."
    assert one.board.fault("voice") is not None


def test_a_ruled_time_lands_to_the_millisecond() -> None:
    one = session(small_scenario(fault_at=None))
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, TakeAction("logs", for_seat="duty", takes=123_456))
    one.run_to(10 * MINUTE)
    assert one.board.actions[0].ended_at == 123_456


def test_what_would_count_twice_is_refused_until_it_is_taken_back() -> None:
    base = small_scenario(fault_at=None)
    acts: dict[str, Action] = {"recall": RecallStaff(), "release": ReleaseStaff(), "lines": AddLines()}
    offered = {key: OfferedAction(key, action, ("duty",)) for key, action in acts.items()}
    one = session(replace(base, actions=MappingProxyType({**base.actions, **offered})))
    one.ask(FACILITATOR, StartClock())

    def ask(action: str) -> str:
        answer = one.ask(FACILITATOR, TakeAction(action, for_seat="duty", takes=0))
        one.run_to(one.now + MINUTE)
        return "" if answer.accepted else answer.sentence

    for action in ("recall", "lines"):
        assert ask(action) == ""
        title = acts[action].title
        assert ask(action) == f"'{title}' has been done already, and what it brought is still there."
    assert ask("release") == ""
    assert ask("recall") == ""
    assert ask("logs") == ask("logs") == "", "what adds nothing may be done again"


def test_a_fail_over_cuts_calls_in_progress_and_does_not_help_against_a_shared_policy() -> None:
    one = session(small_scenario(fault_at=5 * MINUTE))
    one.ask(FACILITATOR, StartClock())
    one.run_to(4 * MINUTE)
    assert sum(one.calls.busy()) > 0
    one.ask(FACILITATOR, TakeAction("fail-over", for_seat="duty", takes=0))
    one.run_to(20 * MINUTE)
    assert one.board.total("dropped") > 0
    assert one.board.total("no_audio") > 5


def test_an_act_under_a_fault_that_ended_meanwhile_stops_its_symptoms() -> None:
    one = session(small_scenario(fault_at=None))
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, LaunchFault("voice"))
    one.run_to(2 * MINUTE)
    one.ask(FACILITATOR, ClearFault("voice"))
    one.run_to(40 * MINUTE)
    assert not one.board.messages


@pytest.mark.parametrize(
    ("actor", "command", "words"),
    [
        ("nobody", WriteNote("x"), "no seat 'nobody'"),
        ("duty", LaunchFault("voice"), "Only the facilitator"),
        ("duty", StartClock(), "Only the facilitator"),
        ("duty", TakeAction("nothing"), "offers no action"),
        ("duty", TakeAction("logs", takes=0), "Only the facilitator can rule"),
        ("duty", TakeAction("logs", for_seat="duty"), "act for another seat"),
        (FACILITATOR, TakeAction("logs"), "for which seat"),
        (FACILITATOR, TakeAction("logs", for_seat="ghost"), "no seat 'ghost'"),
        (FACILITATOR, TakeAction("logs", for_seat="duty", takes=-7), "takes some time"),
        (FACILITATOR, LaunchFault("ghost"), "no fault 'ghost'"),
        (FACILITATOR, ClearFault("voice"), "not live"),
        (FACILITATOR, PauseClock(), "stands still"),
        (FACILITATOR, SetSpeed(0), "between"),
        (FACILITATOR, SetSpeed(10**9), "between"),
        (FACILITATOR, JumpTo(-1), "only goes ahead"),
        (FACILITATOR, JumpTo(HOUR + 1), "ends at 1:00:00"),
        ("duty", AcknowledgeAlarm(7), "no such alarm"),
        ("duty", WriteNote("  \n"), "empty"),
        ("duty", WriteNote("x" * 4_001), "4,001 characters"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(actor: str, command: Command, words: str) -> None:
    one = session()
    answer = one.ask(actor, command)
    assert not answer.accepted
    assert words in answer.sentence
    assert answer.sentence.endswith(".")
    told = one.facts[-1].fact
    assert isinstance(told, CommandRefused)
    assert told.sentence == answer.sentence


def test_words_that_cannot_be_stored_are_refused_for_good() -> None:
    one = session()
    answer = one.ask("duty", WriteNote("half \ud800"))
    assert not answer.accepted
    assert "half of a character" in answer.sentence
    assert {row.kind for row in one._store.rows()} == {"fact.exercise_opened", "fact.fault_armed"}


def test_a_resent_command_is_answered_again_and_done_once() -> None:
    one = session()
    first = one.ask(FACILITATOR, StartClock(), cid="a")
    again = one.ask(FACILITATOR, StartClock(), cid="a")
    assert again == first
    assert sum(type(item.fact).__name__ == "ClockStarted" for item in one.facts) == 1


def test_after_the_end_only_notes_are_taken() -> None:
    one = played()
    assert not one.ask("duty", TakeAction("logs")).accepted
    assert one.ask("duty", WriteNote("afterthought")).accepted


def test_a_fault_begins_at_its_time_and_lays_its_overlay_then() -> None:
    one = played()
    began = next(item for item in one.facts if isinstance(item.fact, FaultBegan))
    laid = next(item for item in one.facts if isinstance(item.fact, WorldChanged))
    assert began.at == laid.at == 10 * MINUTE


def test_attempts_are_conserved_cut_calls_and_all() -> None:
    one = session(small_scenario(fault_at=None))
    one.ask(FACILITATOR, StartClock())
    for number in range(6):
        one.run_to(number * 5 * MINUTE + 90 * SECOND)
        one.ask(FACILITATOR, LaunchFault("power"))
        one.run_to(number * 5 * MINUTE + 150 * SECOND)
        one.ask(FACILITATOR, ClearFault("power"))
    one.ask(FACILITATOR, EndExercise())
    minutes = [item.fact for item in one.facts if isinstance(item.fact, CallsTallied)]
    started = sum(sum(minute.started.values()) for minute in minutes)
    decided = sum(sum(minute.outcomes.values()) for minute in minutes)
    columns = one.calls.columns(0)
    open_rows = int((columns["outcome"] == 0).sum())
    for table in ("cut_origins", "cut_psaps"):
        cut = sum(sum(counts.values()) for minute in minutes for counts in getattr(minute, table).values())
        assert cut > 0
        assert started == decided - cut + open_rows == len(columns["outcome"])


def test_why_is_answered_for_every_attempt() -> None:
    one = played()
    for row in range(len(one.calls.columns(0)["stream"])):
        assert one.why(row).endswith(".")


def test_a_full_queue_raises_the_alarm_at_the_same_instant_however_time_is_chopped() -> None:
    alarms = []
    for step in (HOUR, 977):
        one = session(small_scenario(fault_at=None, per_day=60_000, span=20 * MINUTE))
        one.ask(FACILITATOR, StartClock())
        while one.now < 20 * MINUTE:
            one.run_to(one.now + step)
        alarms.append(one.board.alarms)
    coarse, fine = alarms
    assert coarse == fine
    full = [line for line in coarse if line.name == "EngorgedQ"]
    assert {line.element for line in full} == {"psap-a", "psap-b"}
    assert full[0].text == "The queue of PSAP A is full; it turns calls away."
    assert all(line.cleared_at == line.at + 10 * MINUTE for line in full if line.at + 10 * MINUTE <= 20 * MINUTE)
