"""The exercise everything stands on, played whole: its numbers against what is published."""

from functools import cache
from typing import Any

import pytest

from hotwash.bootstrap import exercises
from hotwash.domain.facts import CallsTallied
from hotwash.domain.time import MINUTE
from hotwash.exercise.replay import verify
from hotwash.exercise.store import MemoryStore

NAME = "massachusetts-2024"
FAULT, FIXED = 15, 135
"""Minutes of exercise time: 13:15 and 15:15."""


@cache
def run(decisions: str) -> exercises.Outcome:
    played = exercises.load(NAME)
    return exercises.play_through(exercises.rehearse(played), exercises.decisions(played, decisions), None)


def minutes(decisions: str) -> list[CallsTallied]:
    return [item.fact for item in run(decisions).session.facts if isinstance(item.fact, CallsTallied)]


def total(tallies: list[CallsTallied], outcome: str) -> int:
    return sum(tally.outcomes.get(outcome, 0) for tally in tallies)


@pytest.mark.parametrize("decisions", ["history", "textbook", "do-nothing"])
def test_every_shipped_decision_is_taken(decisions: str) -> None:
    assert run(decisions).refused == []


def test_first_attempts_in_the_two_hours_are_those_expected_of_8800_calls_a_day() -> None:
    expected = 8_800 * (0.75 * 5.95 + 6.07 + 0.25 * 6.60) / 100
    assert 1_070 * 0.98 < expected < 1_070 * 1.02
    first = sum(tally.callers for tally in minutes("history")[FAULT:FIXED])
    assert abs(first - 1_070) <= 0.08 * 1_070


def test_nobody_is_answered_by_voice_through_the_esinet_while_the_fault_holds() -> None:
    held = minutes("history")[FAULT:FIXED]
    for outcome in ("answered", "answered_elsewhere", "answered_no_location"):
        assert total(held, outcome) == 0
    assert total(held, "no_audio") > 800


def test_call_backs_and_ten_digit_answers_are_counted_apart() -> None:
    told: dict[str, Any] = dict(run("history").measures.as_json())
    outcomes = told["outcomes"]
    assert outcomes["answered_call_back"] > 100
    assert outcomes["answered_ten_digit"] > 100
    assert told["ten_digit"] == outcomes["answered_ten_digit"]
    assert (
        outcomes["answered"] + outcomes["answered_call_back"] + outcomes["answered_ten_digit"]
        < told["attempts"] + told["call_backs"]
    )


def test_service_is_normal_before_the_fault_and_after_the_fix() -> None:
    before, after = minutes("history")[:FAULT], minutes("history")[FIXED + 2 :]
    for part in (before, after):
        assert total(part, "answered") > 0.95 * sum(tally.started.get("911", 0) for tally in part) - 10
        assert total(part, "no_audio") == 0


def test_the_published_moments_are_hit() -> None:
    board = run("history").session.board
    told = [item.at for item in board.log if type(item.fact).__name__ == "MessageTold" and "Wireless" in str(item.fact)]
    assert told == [90 * MINUTE]
    assert [line.ended for line in board.ended_faults] == [135 * MINUTE]
    all_clear = board.milestone("all_clear")
    assert all_clear is not None
    assert all_clear[0] == (15 + 148) * MINUTE


def test_doing_nothing_is_worst_and_the_textbook_is_best() -> None:
    never = {
        name: run(name).measures.as_json()["callers_never_answered"] for name in ("history", "textbook", "do-nothing")
    }
    assert never["textbook"] < never["history"] < never["do-nothing"]


def test_the_public_makes_the_same_first_calls_whatever_is_done() -> None:
    counts = {name: [tally.callers for tally in minutes(name)] for name in ("history", "textbook", "do-nothing")}
    assert counts["history"] == counts["textbook"] == counts["do-nothing"]


def test_user_minutes_are_those_of_the_whole_state_for_two_hours() -> None:
    told = run("history").measures.as_json()
    assert told["population"] == 6_892_503
    assert abs(told["user_minutes"] - 6_892_503 * 120) < 0.02 * 6_892_503 * 120
    assert told["outages"][0]["reportable"]


def test_every_failed_attempt_is_laid_to_the_firewall() -> None:
    told = run("history").measures.as_json()
    assert [row["cause"] for row in told["causes"] if row["kind"] != "psap"] == ["firewall"]
    assert sum(row["failed"] for row in told["causes"]) == run("history").measures.failed


def test_attempts_and_callers_are_told_apart() -> None:
    told = run("history").measures.as_json()
    fate, calls = told["callers_by_fate"], told["calls"]
    assert calls["offered"] == calls["answered"] + calls["failed"] + calls["in_progress"]
    helped = fate["answered_at_first_attempt"] + fate["connected_late"] + sum(fate["other_way"].values())
    assert told["callers"] == helped + fate["gave_up"] + fate["still_trying"]
    assert fate["own_attempts"] > told["callers"] > calls["answered"]
    assert calls["first_attempt_failures"] == fate["first_attempt_failed"]
    assert fate["never_connected"] == told["callers_never_answered"]


def test_with_call_backs_few_callers_are_never_reached_and_without_any_many() -> None:
    history, nothing = (run(name).measures.as_json() for name in ("history", "do-nothing"))
    assert history["call_back_coverage"]["coverage"] > 0.7
    assert nothing["call_back_coverage"]["callers_reached"] == 0
    assert nothing["lost_call_minutes"] > 2 * history["lost_call_minutes"]


def test_psaps_are_told_in_time_in_history_and_never_where_nothing_is_done() -> None:
    clocks = {
        name: {row["clock"]: row["state"] for row in run(name).measures.as_json()["legal_clocks"]}
        for name in ("history", "do-nothing")
    }
    assert clocks["history"]["psaps_told"] == "met"
    assert clocks["do-nothing"]["psaps_told"] != "met"


def test_the_run_replays_identically() -> None:
    outcome = run("textbook")
    store = outcome.session._store
    assert isinstance(store, MemoryStore)
    assert verify(outcome.session.scenario, outcome.session.seed, list(store.rows())) is None
