"""Which times can be asked for, and how faults stand in an exercise and in the record of one."""

import pytest

from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.clocks import out_of_reach
from hotwash.viewmodels.faults import RECORD_WORDS, STATE_WORDS, fault_rows
from tests.small_world import small_scenario


@pytest.mark.parametrize(
    ("at", "later", "words"),
    [
        (9 * MINUTE, False, "is at 0:10:00 already"),
        (10 * MINUTE, False, ""),
        (10 * MINUTE, True, "is at 0:10:00 already"),
        (60 * MINUTE, True, ""),
        (60 * MINUTE + 1, False, "ends at 1:00:00"),
    ],
)
def test_a_time_is_ahead_and_within_the_exercise(at: int, words: str, *, later: bool) -> None:
    sentence = out_of_reach(10 * MINUTE, 60 * MINUTE, at, later=later)
    assert words in sentence
    assert bool(words) is bool(sentence)


def test_nothing_in_a_record_waits_for_anybody() -> None:
    session = Session(small_scenario(), 911, MemoryStore())
    session.open()
    live = fault_rows(session.scenario, session.board)
    kept = fault_rows(session.scenario, session.board, "The file is damaged.")
    assert {row.state_words() for row in live} <= set(STATE_WORDS.values())
    assert {row.state_words() for row in kept} <= set(RECORD_WORDS.values())
    waiting = [row for row in kept if row.state == "waiting"]
    assert waiting
    assert {row.when for row in waiting} == {""}
    assert {row.when for row in live if row.state == "waiting"} == {"for you to launch"}
