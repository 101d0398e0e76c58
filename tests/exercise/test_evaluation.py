"""What evaluators said beside what was measured: spread and lead, coverage apart from score, cues in time."""

from dataclasses import replace

import pytest

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import InjectDeferred, InjectDue, InjectReleased, InjectSkipped
from hotwash.domain.facts import AlarmAcknowledged, AlarmRaised, ExerciseClosed, Fact, Happened, MilestoneReached
from hotwash.domain.plan import Rating
from hotwash.domain.ratings import DEFINITIONS, Definition
from hotwash.domain.review_facts import CapabilityRated, Observed, TargetRated, TaskJudged
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.cues import Cue, cues
from hotwash.exercise.projections.evaluation import Evaluation, evaluate
from hotwash.exercise.projections.tasks import task_times
from tests.exercise.test_task_times import VOICE, told
from tests.room_world import room_scenario

ROOM = room_scenario()
SEEN = ((10.0, VOICE), (12.0, AlarmRaised(1, "MediaLoss", "psap-a", "", ())), (13.0, AlarmAcknowledged(1, "duty")))


def weighed(*facts: tuple[float, Fact]) -> Evaluation:
    happened = told(*facts)
    return evaluate(ROOM, task_times(ROOM, happened, 60 * MINUTE), fold(happened).review)


def looked(facts: list[Happened], now: float) -> tuple[Cue, ...]:
    at = int(now * MINUTE)
    return cues(ROOM, task_times(ROOM, facts, at), fold(facts), at)


def rated(by: str, rating: Rating) -> Fact:
    return TargetRated(by, "g1", rating, "Because.")


def judged(by: str, verdict: str, at: int = -1) -> Fact:
    return TaskJudged(by, "t1", verdict, at, "", "Seen.")


def test_a_judgement_stands_beside_the_measured_time_and_replaces_nothing() -> None:
    alone = weighed(*SEEN)
    said = weighed(*SEEN, (30, judged("eva", "correct", 11 * MINUTE)))
    assert said.tasks[0].time == alone.tasks[0].time
    assert [one.seq for one in said.tasks[0].judged] == [4]
    assert said.tasks[0].settled is said.tasks[0].judged[0]


def test_where_evaluators_differ_the_spread_is_shown_and_the_lead_decides_with_both_kept() -> None:
    two = ((30.0, rated("eva", Rating.S)), (31.0, rated("bob", Rating.U)))
    open_yet = weighed(*two).targets[0]
    assert (open_yet.spread, open_yet.final, open_yet.disputed) == ((Rating.S, Rating.U), Rating.UNRATED, True)
    closed = weighed(*two, (40, rated(FACILITATOR, Rating.M))).targets[0]
    assert (closed.final, closed.by_lead, closed.disputed) == (Rating.M, True, False)
    assert [one.fact for one in closed.given] == [two[0][1], two[1][1], rated(FACILITATOR, Rating.M)]
    agreed = weighed(two[0], (31, rated("bob", Rating.S))).targets[0]
    assert (agreed.final, agreed.spread) == (Rating.S, (Rating.S,))


def test_a_rating_taken_back_is_no_rating() -> None:
    back = weighed((30, rated("eva", Rating.U)), (31, rated("eva", Rating.UNRATED))).targets[0]
    assert (back.given, back.final) == ((), Rating.UNRATED)
    final = weighed((30, CapabilityRated("eva", "o1", Rating.P, ""))).capabilities[0]
    assert final.final is Rating.P


def test_judgements_that_differ_wait_for_the_lead() -> None:
    differ = weighed(*SEEN, (30, judged("eva", "accept")), (31, judged("bob", "reject"))).tasks[0]
    assert (differ.disputed, differ.settled) == (True, None)
    settled = weighed(*SEEN, (30, judged("eva", "accept")), (32, judged(FACILITATOR, "reject"))).tasks[0]
    assert settled.settled is not None
    assert settled.settled.seq == 5
    same = weighed(*SEEN, (30, judged("eva", "accept")), (31, judged("bob", "accept"))).tasks[0]
    assert not same.disputed


def test_coverage_is_told_apart_from_any_score() -> None:
    nothing = weighed().coverage
    assert nothing.sentence == "0 of 3 tasks observed; 2 not provoked; 0 rated without evidence."
    seen = weighed(*SEEN, (20, Observed("eva", "Told the room.", "t3", "", "+", 20 * MINUTE)))
    assert seen.coverage.sentence == "2 of 3 tasks observed; 1 not provoked; 0 rated without evidence."
    [target] = seen.coverage.targets
    assert (target.tasks, target.provoked, target.observed, target.ratings) == (3, 2, 2, 0)
    assert weighed((30, rated("eva", Rating.U))).coverage.bare == 1
    assert weighed(*SEEN, (30, rated("eva", Rating.U))).coverage.bare == 0


def test_no_time_and_no_count_ever_gives_a_letter() -> None:
    late = weighed(*SEEN[:2], (50, AlarmAcknowledged(1, "duty")), (51, judged("eva", "accept")))
    assert late.targets[0].final is Rating.UNRATED
    assert late.capabilities[0].final is Rating.UNRATED


def test_a_window_opens_with_the_clock_of_the_task_and_closes_when_it_shows_or_its_time_is_up() -> None:
    [cue] = looked(told(SEEN[0]), 10)
    assert (cue.task, cue.why, cue.since, cue.until) == ("t1", "its time is running", 10 * MINUTE, 15 * MINUTE)
    assert len(looked(told(SEEN[0]), 15)) == 1
    assert looked(told(SEEN[0]), 15.01) == ()
    assert looked(told(*SEEN), 13) == ()


def test_a_window_opens_a_minute_before_the_inject_that_provokes_it() -> None:
    assert looked([], 10.99) == ()
    assert [cue.why for cue in looked([], 11)] == ["inject 1 comes soon"]
    due = told((12, InjectDue("call-in", "its time has come", 12 * MINUTE + 30 * SECOND)))
    assert [(cue.why, cue.until) for cue in looked(due, 30)] == [("inject 1 is due", -1)]
    out = told((12.5, InjectReleased("call-in", "1", "Dead air", "clock")))
    assert [(cue.why, cue.inject) for cue in looked(out, 13)] == [("inject 1 is out", "call-in")]
    assert looked(told((5, InjectSkipped("call-in", FACILITATOR, ""))), 11.5) == ()
    deferred = told((5, InjectDeferred("call-in", 20 * MINUTE, FACILITATOR, "")))
    assert looked(deferred, 11.5) == ()
    assert len(looked(deferred, 19.5)) == 1


def test_a_cue_names_the_seats_at_which_the_task_should_show() -> None:
    found = looked(told((10, MilestoneReached("detected", "duty"))), 11)
    assert [(cue.task, cue.seats) for cue in found if cue.task == "t2"] == [("t2", ("duty", "noc"))]


def test_a_task_without_a_rule_is_looked_at_until_somebody_noted_it() -> None:
    call_in = replace(ROOM.injects["call-in"], tasks=("t3",))
    room = replace(ROOM, injects={**ROOM.injects, "call-in": call_in})
    out: list[tuple[float, Fact]] = [(12, InjectReleased("call-in", "1", "Dead air", "clock"))]
    noted = (14.0, Observed("eva", "Told.", "t3", "", "", 14 * MINUTE))
    for facts, expected in ((out, ["t3"]), ([*out, noted], [])):
        happened = told(*facts)
        found = cues(room, task_times(room, happened, 15 * MINUTE), fold(happened), 15 * MINUTE)
        assert [cue.task for cue in found] == expected


def test_after_endex_there_is_nothing_to_look_at() -> None:
    assert looked(told(SEEN[0], (11, ExerciseClosed(FACILITATOR))), 12) == ()


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.rating.value)
def test_the_official_definitions_are_whole(definition: Definition) -> None:
    text, letter = definition.meaning, definition.rating
    tests = (
        "negatively impact the performance of other activities",
        "health and/or safety risks for the public or for emergency workers",
        "accordance with applicable plans, policies, procedures, regulations, and laws",
    )
    if letter in (Rating.P, Rating.S):
        assert all(test in text for test in tests)
        assert ("opportunities to enhance effectiveness and/or efficiency" in text) is (letter is Rating.S)
    elif letter is Rating.M:
        assert "negative impact on the performance of other activities" in text
        assert tests[1] in text
        assert "not conducted in " + tests[2] in text
    else:
        assert text.endswith("were not performed in a manner that achieved the objective(s).")
