"""Measures beside the success rate, checked against journals small enough to count by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.actions.post_public_notice import PostPublicNotice
from hotwash.domain import facts
from hotwash.domain.facts import CallersTallied, CallsTallied, Fact, FaultBegan, FaultEnded, Happened, MilestoneReached
from hotwash.domain.impairment import Bypassed, PublicTold
from hotwash.domain.network import Network
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Milestone, Step
from hotwash.domain.time import HOUR, MINUTE, SECOND
from hotwash.exercise.projections.duties import MET, MISSED, NOT_DISCOVERED, NOT_DUE, NOT_OFFERED, RUNNING
from hotwash.exercise.projections.measures import Measures, measures
from tests.exercise.test_measures import F_OVER, GOOD, LOST, F, journal, minutes, outage, scenario, tally


def served(population: int) -> Scenario:
    base = scenario()
    return replace(base, demand=replace(base.demand, population=population, population_source="made"))


def of(happened: list[Happened], population: int = 0) -> Measures:
    return measures(served(population), happened)


def marked(name: str, minute: int) -> tuple[int, Fact]:
    return (minute * MINUTE, MilestoneReached(name, "duty"))


def lost(length: int, *more: tuple[int, Fact], good: int = 10) -> list[Happened]:
    """Ten good minutes, so many without any answer, and good ones after; the fault is live while nobody answers."""
    events: list[tuple[int, Fact]] = [
        *minutes([GOOD] * 10), (10 * MINUTE, F), *minutes([LOST] * length, start=10),
        ((10 + length) * MINUTE, F_OVER), *minutes([GOOD] * good, start=10 + length), *more,
    ]  # fmt: skip
    return journal(*sorted(events, key=lambda event: event[0]))


def test_user_minutes_are_people_times_the_share_that_failed_times_minutes() -> None:
    assert of(lost(20), 1_000).user_minutes == 20 * 1_000
    assert of(outage(), 1_000).user_minutes == 20 * 1_000 + 10 * 400, "ten minutes at six of ten"
    assert of(lost(20)).user_minutes is None
    assert of(journal(*minutes([GOOD] * 5)), 1_000).user_minutes == 0


def test_a_minute_without_a_decided_attempt_has_the_share_of_the_one_before() -> None:
    events = [*minutes([GOOD] * 5), (5 * MINUTE, F), *minutes([LOST] * 3 + [(0, 0)] * 7, start=5)]
    assert of(journal(*events), 100).user_minutes == 10 * 100


@pytest.mark.parametrize(
    ("population", "length", "reportable"),
    [(45_000, 20, False), (45_000, 30, True), (29_999, 30, False), (30_000, 30, True), (0, 30, None), (0, 20, False)],
)
def test_an_outage_is_reportable_by_both_thresholds(population: int, length: int, reportable: bool | None) -> None:
    assert of(lost(length), population).users[0].reportable is reportable


def states(found: Measures) -> dict[str, str]:
    return {duty.key: duty.state for duty in found.duties}


def test_clocks_run_from_discovery_and_are_met_or_missed() -> None:
    nobody = of(lost(60), 100_000)
    assert states(nobody)["psaps_told"] == NOT_DISCOVERED
    in_time = of(lost(60, marked("detected", 12), marked("psaps_notified", 42)), 100_000)
    assert states(in_time) == {"psaps_told": MET, "psaps_updated": NOT_DUE, "regulator_told": NOT_OFFERED}
    assert in_time.duties[0].took == 30 * MINUTE
    late = of(lost(60, marked("detected", 12), marked("psaps_notified", 43)), 100_000)
    assert states(late)["psaps_told"] == MISSED
    assert (in_time.told_in_time, late.told_in_time, nobody.told_in_time) == ((1000,), (0,), (None,))
    early = of(lost(15, marked("detected", 12), good=6), 100_000)
    assert states(early)["psaps_told"] == RUNNING


def test_an_update_to_psaps_is_a_second_notice_within_two_hours_of_the_first() -> None:
    told = (marked("detected", 12), marked("psaps_notified", 20))
    assert states(of(lost(180, *told, marked("psaps_notified", 140))))["psaps_updated"] == MET
    assert states(of(lost(180, *told, marked("psaps_notified", 141))))["psaps_updated"] == MISSED
    assert states(of(lost(180, *told)))["psaps_updated"] == MISSED
    assert states(of(lost(180)))["psaps_updated"] == NOT_DUE, "nobody was told a first time"


class Report(Action):
    """An act that marks the notification to the regulator."""

    def steps(self, network: Network) -> Iterator[Step]:
        yield Milestone("regulator_notified")

    def narrative(self, network: Network) -> str:
        return "Told."


def test_the_regulator_is_told_within_two_hours_of_discovery_where_an_act_can_and_the_outage_is_great() -> None:
    def state(population: int, *more: tuple[int, Fact]) -> str:
        base = served(population)
        offered = MappingProxyType({"report": OfferedAction("report", Report(), ("duty",))})
        happened = lost(180, marked("detected", 12), *more)
        return states(measures(replace(base, actions=offered), happened))["regulator_told"]

    assert state(100_000, marked("regulator_notified", 132)) == MET
    assert state(100_000, marked("regulator_notified", 133)) == MISSED
    assert state(100_000) == MISSED
    assert state(100) == NOT_DUE


def test_who_acknowledges_an_alarm_of_a_later_outage_has_detected_it() -> None:
    more: list[tuple[int, Fact]] = [
        (12 * MINUTE, facts.AlarmRaised(1, "MediaLoss", "guard", "No voice.", ())),
        (14 * MINUTE, facts.AlarmAcknowledged(1, "duty")), marked("detected", 14),
        (50 * MINUTE, F), *minutes([LOST] * 10, start=50), (60 * MINUTE, F_OVER),
        (52 * MINUTE, facts.AlarmAcknowledged(1, "other")),
        (53 * MINUTE, facts.AlarmRaised(2, "MediaLoss", "guard", "No voice.", ())),
        (55 * MINUTE, facts.AlarmAcknowledged(2, "duty")),
    ]  # fmt: skip
    first, second = of(lost(20, *more, good=20)).outages
    assert [first.since_onset(name) for name in ("alarm", "acknowledged", "detected")] == [
        2 * MINUTE, 4 * MINUTE, 4 * MINUTE,
    ]  # fmt: skip
    assert [second.since_onset(name) for name in ("alarm", "acknowledged", "detected")] == [
        3 * MINUTE, 5 * MINUTE, 5 * MINUTE,
    ]  # fmt: skip
    assert first.since("detected", "restored") == 16 * MINUTE
    assert second.since("detected", "all_clear") is None


def test_each_fault_of_an_outage_keeps_its_own_times() -> None:
    g, g_over = FaultBegan("g", "More", "", "More is lost.", "script"), FaultEnded("g", "More", "vendor")
    found = of(lost(20, (15 * MINUTE, g), (18 * MINUTE, g_over)))
    assert found.as_json()["outages"][0]["by_fault"] == [
        {"fault": "f", "began": 600.0, "ended": 1800.0},
        {"fault": "g", "began": 900.0, "ended": 1080.0},
    ]


def test_diagnosis_is_measured_where_a_script_marks_it() -> None:
    told = of(lost(20, marked("detected", 12), marked("diagnosed", 17))).as_json()["outages"][0]
    assert (told["from_onset"]["diagnosed"], told["from_detection"]["diagnosed"]) == (420.0, 300.0)


def answering(seconds: list[int], start: int = 0) -> list[tuple[int, Fact]]:
    """A tally a minute with one answer after so many seconds."""
    return [
        (number * MINUTE, tally(started={"911": 1}, outcomes={"answered": 1}, answer_ms=(wait * SECOND,)))
        for number, wait in enumerate(seconds, start=start + 1)
    ]


def test_the_worst_hour_is_the_one_with_the_smallest_share_within_fifteen_seconds() -> None:
    found = of(journal(*answering([5] * 40 + [16] * 30 + [5] * 50)))
    hour = found.worst_hour
    assert hour is not None
    assert (hour.begins, hour.ends) == (10 * MINUTE, 70 * MINUTE), "the first hour that holds all thirty"
    assert (hour.answers.within(15), hour.answers.percentile(90)) == (0.5, 16_000)
    assert found.within(15) == 0.75
    assert hour.ends - hour.begins == HOUR


def test_without_a_whole_hour_there_is_no_worst_hour() -> None:
    assert of(journal(*answering([20] * 59))).worst_hour is None
    assert of(journal(*answering([20] * 60))).worst_hour is not None


def test_answer_time_limits_can_be_chosen() -> None:
    found = measures(scenario(), journal(*answering([4, 6])), within_s=(5, 60))
    assert found.as_json()["answered_within"] == {"5": 0.5, "60": 1.0}


def test_causes_say_what_kind_they_are_and_cut_calls_stand_apart() -> None:
    first = replace(tally(), causes={"f": {"silent": 3, "dropped": 2}, "psap": {"busy": 4}})
    second = replace(tally(), causes={"f": {"silent": 1}, "act:fail-over": {"dropped": 5}, "network": {"dropped": 1}})
    told = of(journal((MINUTE, first), (2 * MINUTE, second))).as_json()
    assert [(row["kind"], row["cause"], row["failed"]) for row in told["causes"]] == [
        ("fault", "f", 6), ("act", "act:fail-over", 5), ("psap", "psap", 4), ("network", "network", 1),
    ]  # fmt: skip
    assert told["causes"][0]["outcomes"] == {"silent": 4, "dropped": 2}
    assert told["cut_off"] == {"fault": 2, "act": 5, "other": 1}


def test_a_busy_ten_digit_line_is_no_failure_of_911() -> None:
    one = replace(
        tally(started={"911": 4, "ten_digit": 3}, outcomes={"answered": 4, "busy": 2, "answered_ten_digit": 1}),
        ways={"911": {"answered": 4}, "ten_digit": {"busy": 2, "answered_ten_digit": 1}},
    )
    found = of(journal((MINUTE, one)))
    assert (found.failed, found.minutes[0].failed, found.minutes[0].decided) == (2, 0, 4)
    assert found.as_json()["ten_digit_lines"] == {"attempts": 3, "answered": 1, "blocked": 2, "wrong_place": 0}


def test_an_older_journal_has_no_figures_that_it_does_not_hold() -> None:
    told = of(journal((MINUTE, tally(callers=5)), (MINUTE, CallersTallied(5, 4, 1, 0)))).as_json()
    assert (told["callers"], told["callers_never_answered"]) == (5, 1)
    assert (told["callers_by_fate"], told["lost_call_minutes"], told["calls"], told["causes"]) == (None, None, {}, [])


def test_callers_are_told_by_their_fate_and_ratios_by_definition() -> None:
    end = CallersTallied(
        callers=100, served=90, gave_up=7, still_trying=3, attempts=150, failed=60, failed_callers=40, first_failed=38,
        helped={"answered": 70, "answered_call_back": 15, "answered_ten_digit": 5}, helped_at_once={"answered": 55},
        helped_within={"1": 60, "15": 80, "5": 75}, dialable=30, tried_back=20, reached_back=15, unserved_ms=90_000,
    )  # fmt: skip
    found = of(journal((MINUTE, tally(callers=100)), (MINUTE, end)))
    told = found.as_json()
    fate = told["callers_by_fate"]
    assert (fate["answered_at_first_attempt"], fate["connected_late"], fate["never_connected"]) == (55, 15, 10)
    assert fate["other_way"] == {"answered_ten_digit": 5, "answered_call_back": 15}
    assert (fate["redial_ratio"], fate["failed_attempts_per_failed_caller"]) == (1.5, 1.5)
    assert list(fate["helped_within_min"]) == ["1", "5", "15"]
    assert told["call_back_coverage"]["coverage"] == 0.5
    assert told["lost_call_minutes"] == 1.5


def test_exposure_is_the_time_a_policy_was_bypassed_whoever_ordered_it_twice() -> None:
    def turned(key: str, minute: int, *, on: bool, policy: str = "guard") -> tuple[int, Fact]:
        return (minute * MINUTE, facts.WorldChanged(key, policy, Bypassed(), laid=on))

    events = [
        turned("a", 1, on=True), turned("b", 3, on=True), turned("a", 5, on=False), turned("b", 8, on=False),
        turned("c", 10, on=True, policy="other"), (20 * MINUTE, facts.NoteWritten("duty", "The end.")),
    ]  # fmt: skip
    found = of(journal(*events))
    assert found.beside.exposure == 7 * MINUTE + 10 * MINUTE
    assert found.as_json()["exposure_s"] == 17 * 60


def test_false_steps_are_those_that_the_world_did_not_bear_out() -> None:
    early = of(lost(20, marked("detected", 5), marked("all_clear", 25), marked("all_clear", 35)))
    assert (len(early.beside.false_declarations), len(early.beside.early_all_clears)) == (1, 1)
    right = of(lost(20, marked("detected", 12), marked("all_clear", 35)))
    assert (right.beside.false_declarations, right.beside.early_all_clears) == ((), ())


def test_statements_are_public_messages_and_reach_is_that_of_the_act() -> None:
    post = MappingProxyType({"post": OfferedAction("post", PostPublicNotice(reach=300), ("duty",))})
    events: list[tuple[int, Fact]] = [
        (20 * MINUTE, facts.MessageTold("911 is down.", "State 911", "post", (), public=True)),
        (20 * MINUTE, facts.MessageTold("Between us.", "State 911", "bridge", (), public=False)),
        (20 * MINUTE, facts.WorldChanged("act:post:1:post", "everywhere", PublicTold(45), laid=True)),
    ]
    found = measures(replace(scenario(), actions=post), lost(20, *events))
    assert len(found.beside.statements) == 1
    assert found.reach == (300,)
    assert of(lost(20)).reach == (None,)


def test_an_unserved_caller_is_counted_at_the_end_of_each_minute() -> None:
    tallies: list[CallsTallied] = [replace(tally(), unserved=number) for number in (0, 4, 7, 2)]
    found = of(journal(*((number * MINUTE, one) for number, one in enumerate(tallies, start=1))))
    assert [minute.unserved for minute in found.minutes] == [0, 4, 7, 2]
    assert found.most_unserved == 7
