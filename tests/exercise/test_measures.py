"""The measures of an exercise, checked against journals small enough to count by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import pytest

from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.facts import (
    CallersTallied,
    CallsTallied,
    ExerciseOpened,
    Fact,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
)
from hotwash.domain.network import Network
from hotwash.domain.scenario import Demand, Overview, Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measures import Measures, measures

NONE: Mapping[str, int] = MappingProxyType({})


def scenario() -> Scenario:
    elements = {
        "cell": WirelessNetwork(id="cell", name="Cell network", at=(0, 0), share_permille=1000),
        "north": Psap(id="north", name="North", at=(1, 1), region="r", weight=1, positions=2, waiting=4),
        "south": Psap(id="south", name="South", at=(2, 2), region="r", weight=1, positions=2, waiting=4),
    }
    network = Network(MappingProxyType(elements), NONE, NONE, NONE, NONE)  # type: ignore[arg-type]  # nothing else
    words = Overview("Small", "", (), (), "", "", "", (), "")
    return Scenario(
        "small", "Small", "", datetime(2024, 6, 18, 13, 15), 60 * MINUTE, 7, words, network,  # noqa: DTZ001
        Demand(100, (1,) * 24, "", ""), {}, {}, {}, (), (), (), {},
    )  # fmt: skip


def tally(
    *,
    started: Mapping[str, int] = NONE,
    outcomes: Mapping[str, int] = NONE,
    origins: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
    psaps: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
    answer_ms: tuple[int, ...] = (),
    callers: int = 0,
    length: int = MINUTE,
) -> CallsTallied:
    return CallsTallied(
        length, dict(started), callers, dict(outcomes), {k: dict(v) for k, v in origins.items()},
        {k: dict(v) for k, v in psaps.items()}, answer_ms, 0, 0, 0, "00",
    )  # fmt: skip


def journal(*facts: tuple[int, Fact]) -> list[Happened]:
    opened = ExerciseOpened("small", "Small", "2024-06-18T13:15:00", 60 * MINUTE, 99)
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate([(0, opened), *facts], start=1)]


def minutes(rates: list[tuple[int, int]], start: int = 0) -> list[tuple[int, Fact]]:
    """One tally a minute with so many answered and silent attempts."""
    made: list[tuple[int, Fact]] = []
    for number, (good, bad) in enumerate(rates, start=start + 1):
        outcomes = {"answered": good, "silent": bad}
        made.append((number * MINUTE, tally(started={"911": good + bad}, outcomes=outcomes)))
    return made


def outage(restored_after: int = 20) -> list[Happened]:
    """Ten good minutes, a total loss, ten poor minutes at half, then good ones."""
    began = FaultBegan("f", "Loss", "F6", "Everything is lost.", "script")
    ended = FaultEnded("f", "Loss", "vendor")
    lost = minutes([(0, 10)] * 20, start=10)
    half = minutes([(6, 4)] * 10, start=30)
    good = minutes([(10, 0)] * restored_after, start=40)
    facts = [*minutes([(10, 0)] * 10), (10 * MINUTE, began), *lost, *half, (40 * MINUTE, ended), *good]
    return journal(*facts)


def measured(happened: list[Happened]) -> Measures:
    return measures(scenario(), happened, engine="9.9")


def test_an_empty_journal_measures_nothing_and_says_so() -> None:
    found = measures(scenario(), [], engine="9.9")
    assert found.attempts == 0
    assert found.percentile(90) is None
    assert found.as_json()["answered_within"] == {"10": None, "15": None, "20": None, "40": None}
    assert found.callers_never_answered is None
    assert found.user_minutes is None
    assert "number of users" in found.user_minutes_reason
    assert found.as_json()["user_minutes"] is None
    assert found.as_json()["user_minutes_reason"] == found.user_minutes_reason


def test_keys_are_those_that_run_json_promises() -> None:
    assert list(measured(outage()).as_json()) == [
        "scenario", "seed", "engine", "span_s", "attempts", "callers", "outcomes", "callers_never_answered",
        "answered_within", "answer_time_s", "by_psap", "by_origin", "per_minute", "timeline", "user_minutes",
        "test_calls", "call_backs", "ten_digit", "outages", "calls", "by_way", "causes", "callers_by_fate",
        "lost_call_minutes", "most_unserved", "worst_hour", "standards", "call_back_coverage", "ten_digit_lines",
        "cut_off", "exposure_s", "public_statements", "false_declarations", "early_all_clears", "legal_clocks",
        "population", "user_minutes_reportable_from", "user_minutes_reason", "contradicted_statements",
        "neighbour_overload", "alert_only_s", "alerted_calls",
    ]  # fmt: skip


def test_the_seed_is_the_one_that_was_played() -> None:
    assert measured(outage()).seed == 99


def test_test_calls_are_counted_by_themselves_and_in_no_rate() -> None:
    one = tally(
        started={"911": 3, "test": 4, "ten_digit": 2, "call_back": 1},
        outcomes={"answered": 4, "silent": 3, "answered_ten_digit": 2, "call_back_unreached": 1},
        origins={"cell": {"answered": 1, "silent": 2}, "test": {"answered": 3, "silent": 1}},
    )
    found = measured(journal((MINUTE, one)))
    assert found.attempts == 6
    assert dict(found.outcomes) == {"answered": 1, "answered_ten_digit": 2, "silent": 2, "call_back_unreached": 1}
    assert sum(found.outcomes.values()) == found.attempts
    as_json = found.as_json()
    assert [row["origin"] for row in as_json["by_origin"]] == ["cell"]
    assert (as_json["test_calls"], as_json["ten_digit"], as_json["call_backs"]) == (4, 2, 1)
    assert (found.minutes[0].offered, found.minutes[0].answered, found.minutes[0].failed) == (3, 1, 2)


def test_undecided_attempts_are_in_progress() -> None:
    open_call = tally(started={"911": 5}, outcomes={"answered": 3})
    assert measured(journal((MINUTE, open_call))).outcomes["in_progress"] == 2


def test_a_call_cut_off_after_it_was_answered_counts_once_by_what_became_of_it() -> None:
    first = tally(
        started={"911": 6, "test": 1}, outcomes={"answered": 4, "answered_elsewhere": 2},
        origins={"cell": {"answered": 3, "answered_elsewhere": 2}, "test": {"answered": 1}},
        psaps={"north": {"answered": 4}, "south": {"answered_elsewhere": 2}},
    )  # fmt: skip
    dropped = tally(
        outcomes={"dropped": 3}, origins={"cell": {"dropped": 2}, "test": {"dropped": 1}},
        psaps={"north": {"dropped": 2}, "south": {"dropped": 1}},
    )  # fmt: skip
    dropped = replace(
        dropped,
        cut_origins={"cell": {"answered": 1, "answered_elsewhere": 1}, "test": {"answered": 1}},
        cut_psaps={"north": {"answered": 2}, "south": {"answered_elsewhere": 1}},
    )
    found = measured(journal((MINUTE, first), (2 * MINUTE, dropped)))
    assert dict(found.outcomes) == {
        "in_progress": 1, "answered": 2, "answered_elsewhere": 1, "dropped": 2,
    }  # fmt: skip
    assert sum(found.outcomes.values()) == found.attempts == 6
    assert [dict(place.outcomes) for place in found.psaps] == [
        {"answered": 2, "dropped": 2},
        {"answered_elsewhere": 1, "dropped": 1},
    ]
    assert [dict(place.outcomes) for place in found.origins] == [{"answered": 2, "answered_elsewhere": 1, "dropped": 2}]
    assert [(minute.answered, minute.failed, minute.cut) for minute in found.minutes] == [(5, 0, 0), (0, 2, 2)]
    rows = found.as_json()["per_minute"]
    assert sum(row["answered"] - row["cut"] for row in rows) == found.answered == 3


def test_psaps_tell_test_calls_apart_and_add_up_to_the_whole() -> None:
    first = replace(
        tally(
            started={"911": 5, "test": 4, "nuisance": 2}, outcomes={"answered": 8, "silent": 2},
            origins={"cell": {"answered": 3, "silent": 1}, "test": {"answered": 3, "silent": 1},
                     "nuisance": {"answered": 2}},
            psaps={"north": {"answered": 5, "silent": 2}, "south": {"answered": 3}},
        ),
        tests_of={"north": 3, "south": 1},
        apart_psaps={"north": {"answered": 3, "silent": 1}, "south": {"answered": 2}},
    )  # fmt: skip
    cut = replace(
        tally(outcomes={"dropped": 2}, origins={"cell": {"dropped": 1}, "test": {"dropped": 1}},
              psaps={"north": {"dropped": 2}}),
        cut_origins={"cell": {"answered": 1}, "test": {"answered": 1}}, cut_psaps={"north": {"answered": 2}},
        apart_psaps={"north": {"dropped": 1}}, cut_apart_psaps={"north": {"answered": 1}},
    )  # fmt: skip
    told = measured(journal((MINUTE, first), (2 * MINUTE, cut))).as_json()
    rows = {row["psap"]: row for row in told["by_psap"]}
    assert rows["north"]["outcomes"] == {"answered": 1, "silent": 1, "dropped": 1}
    assert rows["south"]["outcomes"] == {"answered": 1}
    assert [row["test_calls"] for row in rows.values()] == [3, 1]
    assert sum(row["test_calls"] for row in rows.values()) == told["test_calls"]
    for name, number in told["outcomes"].items():
        assert name == "in_progress" or sum(row["outcomes"].get(name, 0) for row in rows.values()) == number


def test_an_older_journal_does_not_tell_test_calls_at_psaps() -> None:
    older = tally(started={"test": 2}, outcomes={"answered": 2}, psaps={"north": {"answered": 2}})
    assert [row["test_calls"] for row in measured(journal((MINUTE, older))).as_json()["by_psap"]] == [None, None]


@pytest.mark.parametrize(("percent", "expected"), [(50, 5_000), (90, 9_000), (95, 10_000), (99, 10_000)])
def test_percentiles_are_exact_by_nearest_rank(percent: int, expected: int) -> None:
    late = tally(answer_ms=tuple(range(6_000, 11_000, 1_000)))
    early = tally(answer_ms=tuple(range(1_000, 6_000, 1_000)))
    assert measured(journal((MINUTE, late), (2 * MINUTE, early))).percentile(percent) == expected


def test_a_limit_is_kept_by_a_call_answered_in_exactly_that_time() -> None:
    found = measured(journal((MINUTE, tally(answer_ms=(10_000, 10_001, 15_000, 41_000)))))
    assert found.as_json()["answered_within"] == {"10": 0.25, "15": 0.75, "20": 0.75, "40": 0.75}


def test_recovery_is_measured_from_the_calls() -> None:
    found = measured(outage())
    assert (found.baseline_permille, found.baseline_is_default) == (1000, False)
    assert found.timeline["mitigated"].at == 30 * MINUTE
    assert found.timeline["restored"].at == 40 * MINUTE
    assert (found.since_onset("mitigated"), found.since_onset("restored")) == (20 * MINUTE, 30 * MINUTE)


def test_a_recovery_cites_the_minutes_it_was_read_from() -> None:
    happened = outage()
    found = measures(scenario(), happened)
    by_seq = {one.seq: one for one in happened}
    assert [by_seq[seq].at for seq in found.timeline["restored"].seqs] == [41 * MINUTE, 45 * MINUTE]


def test_too_few_minutes_of_recovery_prove_nothing() -> None:
    assert "restored" not in measured(outage(restored_after=4)).timeline


def test_at_night_a_few_lucky_calls_are_no_recovery() -> None:
    began = FaultBegan("f", "Lock", "", "Calls fail.", "script")
    lucky = [(0, 1)] * 20 + [(1, 0)] * 6 + [(0, 1)] * 30
    found = measured(journal(*minutes([(1, 0)] * 20), (20 * MINUTE, began), *minutes(lucky, start=20)))
    assert {"mitigated", "restored"}.isdisjoint(found.timeline)
    mended = [*lucky, *[(1, 0)] * 25]
    found = measured(journal(*minutes([(1, 0)] * 20), (20 * MINUTE, began), *minutes(mended, start=20)))
    assert found.timeline["restored"].at >= 76 * MINUTE


def test_what_hits_a_few_callers_is_not_over_while_it_lasts() -> None:
    began, ended = FaultBegan("f", "Lock", "", "Some calls fail.", "script"), FaultEnded("f", "Lock", "x")
    some = [*[(4, 0)] * 9, (0, 4)] * 12
    before, after = minutes([(4, 0)] * 20), minutes([(4, 0)] * 30, start=140)
    told = journal(*before, (20 * MINUTE, began), *minutes(some, start=20), (140 * MINUTE, ended), *after)
    assert measured(told).timeline["restored"].at == 140 * MINUTE


def test_without_loss_there_is_nothing_to_mitigate() -> None:
    began = FaultBegan("f", "Harmless", "", "Nobody notices.", "script")
    found = measured(journal(*minutes([(10, 0)] * 5), (5 * MINUTE, began), *minutes([(10, 0)] * 10, start=5)))
    assert not found.timeline
    assert found.onset is not None
    assert found.onset.at == 5 * MINUTE


def test_a_fault_at_the_start_leaves_a_default_baseline_and_says_so() -> None:
    began = FaultBegan("f", "Loss", "", "All lost.", "script")
    found = measured(journal((0, began), *minutes([(0, 5)] * 5), *minutes([(5, 0)] * 9, start=5)))
    assert found.baseline_is_default
    assert found.timeline["restored"].at == 5 * MINUTE


def test_a_milestone_counts_once_and_calls_outrank_a_script_that_claims_restoration() -> None:
    claims = [MilestoneReached("detected", "state"), MilestoneReached("detected", "state")]
    early = MilestoneReached("restored", "script")
    happened = outage()
    for at, fact in ((12, claims[0]), (15, claims[1]), (20, early)):
        happened.append(Happened(len(happened) + 1, at * MINUTE, fact))
    found = measured(happened)
    assert found.timeline["detected"].at == 12 * MINUTE
    assert (found.timeline["restored"].at, found.stated["restored"].at) == (40 * MINUTE, 20 * MINUTE)


def test_windows_part_the_minutes_without_loss_or_overlap() -> None:
    found = measured(outage())
    assert [(window.name, window.length // MINUTE, window.rate_permille) for window in found.windows] == [
        ("before", 10, 1000),
        ("during", 30, 200),
        ("after", 20, 1000),
    ]
    assert sum(window.offered for window in found.windows) == found.started["911"]


def test_a_live_fault_keeps_the_outage_open() -> None:
    happened = outage()
    relapse = FaultBegan("g", "Again", "F1", "Lost again.", "script")
    happened.append(Happened(len(happened) + 1, 60 * MINUTE, relapse))
    assert measured(happened).faults_over is None
    assert measured(outage()).faults_over is not None


def test_places_stand_in_the_order_of_the_network() -> None:
    one = tally(psaps={"south": {"silent": 2, "answered_ten_digit": 1}}, origins={"cell": {"silent": 2}})
    found = measured(journal((MINUTE, one)))
    assert [(place.id, place.failed, place.other_way) for place in found.psaps] == [("north", 0, 0), ("south", 2, 1)]
    assert found.as_json()["by_origin"][0]["outcomes"] == {"silent": 2}


def test_callers_never_answered_are_all_but_the_served() -> None:
    end = CallersTallied(callers=50, served=41, gave_up=6, still_trying=3)
    found = measured(journal((MINUTE, tally(callers=50)), (MINUTE, end)))
    assert (found.callers_never_answered, found.callers_seq) == (9, 3)


def test_callers_and_those_never_answered_are_of_the_same_people() -> None:
    end = CallersTallied(callers=51, served=41, gave_up=7, still_trying=3)
    found = measured(journal((MINUTE, tally(callers=50)), (MINUTE + 5_000, end)))
    assert (found.callers, found.callers_never_answered) == (51, 10)
    assert measured(journal((MINUTE, tally(callers=50)))).callers == 50


def test_what_is_left_of_a_minute_at_the_end_counts_everywhere() -> None:
    began = FaultBegan("f", "Loss", "", "All lost.", "script")
    short = tally(started={"911": 4}, outcomes={"silent": 4}, length=30_000, callers=3)
    found = measured(journal(*minutes([(5, 0)] * 2), (2 * MINUTE, began), (150_000, short)))
    assert [(window.name, window.length, window.failed) for window in found.windows] == [
        ("before", 2 * MINUTE, 0),
        ("during", 30_000, 4),
    ]
    assert (found.span, found.attempts, found.callers) == (150_000, 14, 3)
    assert [row["length_s"] for row in found.as_json()["per_minute"]] == [60, 60, 30]


def test_a_recovery_in_the_last_part_begins_where_that_part_begins() -> None:
    began = FaultBegan("f", "Loss", "", "All lost.", "script")
    facts: list[tuple[int, Fact]] = [*minutes([(9, 0)] * 2), (2 * MINUTE, began), *minutes([(0, 9)] * 6, start=2)]
    for number in range(5):
        at = 8 * MINUTE + (number + 1) * 30_000
        facts.append((at, tally(started={"911": 9}, outcomes={"answered": 9}, length=30_000)))
    assert measured(journal(*facts)).timeline["restored"].at == 8 * MINUTE


F = FaultBegan("f", "Loss", "F6", "Everything is lost.", "script")
F_OVER = FaultEnded("f", "Loss", "vendor")
G = FaultBegan("g", "Again", "F1", "Lost again.", "facilitator")
G_OVER = FaultEnded("g", "Again", "vendor")
GOOD, LOST = (10, 0), (0, 10)


def two_outages(second: FaultBegan = G, second_over: FaultEnded = G_OVER, gap: int = 20) -> list[Happened]:
    """Ten good minutes, ten lost, a gap of good ones, ten lost, ten good; each outage is detected after 3 min."""
    again = 20 + gap
    return journal(
        *minutes([GOOD] * 10), (10 * MINUTE, F), (13 * MINUTE, MilestoneReached("detected", "state")),
        *minutes([LOST] * 10, start=10), (20 * MINUTE, F_OVER), *minutes([GOOD] * gap, start=20),
        (again * MINUTE, second), ((again + 3) * MINUTE, MilestoneReached("detected", "state")),
        *minutes([LOST] * 10, start=again), ((again + 10) * MINUTE, second_over),
        *minutes([GOOD] * 10, start=again + 10),
    )  # fmt: skip


@pytest.mark.parametrize(("second", "over"), [(G, G_OVER), (F, F_OVER)], ids=["another fault", "the same one again"])
def test_a_second_outage_has_a_timeline_of_its_own(second: FaultBegan, over: FaultEnded) -> None:
    found = measured(two_outages(second, over))
    assert [(outage.onset.at // MINUTE, outage.over and outage.over.at // MINUTE) for outage in found.outages] == [
        (10, 20),
        (40, 50),
    ]
    for outage in found.outages:
        assert (outage.since_onset("detected"), outage.since_onset("restored")) == (3 * MINUTE, 10 * MINUTE)
    assert found.since_onset("restored") == 10 * MINUTE, "of the first outage, whatever came later"
    assert [row["faults"] for row in found.as_json()["outages"]] == [["f"], [second.fault]]
    assert [row["restored"] for row in found.as_json()["outages"]] == [20 * 60, 50 * 60]


def test_the_quiet_time_between_two_outages_is_neither_during_nor_after() -> None:
    happened = two_outages()
    found = measured(happened)
    assert [(window.name, window.length // MINUTE, window.rate_permille) for window in found.windows] == [
        ("before", 10, 1000),
        ("during", 20, 0),
        ("between", 20, 1000),
        ("after", 10, 1000),
    ]
    by_seq = {one.seq: one.at // MINUTE for one in happened}
    during = found.windows[1]
    assert [(by_seq[first], by_seq[last]) for first, last in during.stretches] == [(11, 20), (41, 50)]
    assert sum(window.offered for window in found.windows) == found.started["911"]


def test_faults_that_follow_each_other_at_once_are_one_outage() -> None:
    found = measured(two_outages(gap=4))
    assert [outage.faults for outage in found.outages] == [("f", "g")]
    assert found.outages[0].since_onset("restored") == 24 * MINUTE
    assert [window.name for window in found.windows] == ["before", "during", "after"]
    assert len(measured(two_outages(gap=5)).outages) == 2


def test_overlapping_faults_are_one_outage_until_the_last_is_over() -> None:
    found = measured(
        journal(
            *minutes([GOOD] * 10), (10 * MINUTE, F), *minutes([LOST] * 5, start=10), (15 * MINUTE, G),
            *minutes([LOST] * 5, start=15), (20 * MINUTE, F_OVER), *minutes([LOST] * 5, start=20),
            (25 * MINUTE, G_OVER), *minutes([GOOD] * 10, start=25),
        )
    )  # fmt: skip
    assert [(outage.faults, outage.onset.at // MINUTE) for outage in found.outages] == [(("f", "g"), 10)]
    assert found.faults_over is not None
    assert found.faults_over.at == 25 * MINUTE
    assert found.since_onset("restored") == 15 * MINUTE


def test_an_outage_that_was_not_over_before_the_next_was_not_restored_by_it() -> None:
    facts = [*minutes([GOOD] * 10), (10 * MINUTE, F), (11 * MINUTE, F_OVER), *minutes([LOST] * 10, start=10)]
    found = measured(journal(*facts, (20 * MINUTE, G), (25 * MINUTE, G_OVER), *minutes([GOOD] * 10, start=20)))
    assert "restored" not in found.outages[0].timeline


def test_a_milestone_before_any_fault_is_not_taken_for_its_detection() -> None:
    early = MilestoneReached("detected", "state")
    found = measured(journal(*minutes([GOOD] * 10), (5 * MINUTE, early), (10 * MINUTE, F)))
    assert "detected" in found.stated
    assert "detected" not in found.timeline
