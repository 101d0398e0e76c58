"""Where the first file is lost, its second copy is opened and the exercise gone on with, to the second."""

from pathlib import Path

import pytest

from hotwash.bootstrap.desk import RealDesk
from hotwash.domain.commands import FACILITATOR, PauseClock, StartClock, WriteNote
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore, NotKept
from tests.small_world import small_scenario


def test_the_exercise_goes_on_from_the_copy(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = RealDesk(tmp_path)
    one = desk.begin("massachusetts-2024", None)
    one.ask(FACILITATOR, StartClock())
    one.run_to(2 * MINUTE)
    path = desk.second_copy(one, stick, lambda _: None)
    one.ask(FACILITATOR, WriteNote("Kept twice."))
    one.run_to(3 * MINUTE)
    one.ask(FACILITATOR, PauseClock("Lunch"))
    facts = list(one.facts)
    one.close()
    for lost in tmp_path.glob("*.hotwash"):
        lost.unlink()
    again = RealDesk(stick).resume(path)
    try:
        assert isinstance(again, Session)
        assert again.now == 3 * MINUTE
        assert list(again.facts) == facts
        assert RealDesk(stick).second_copy(again, tmp_path, lambda _: None).parent == tmp_path
    finally:
        again.close()


def test_what_nobody_keeps_has_no_copy(tmp_path: Path) -> None:
    with pytest.raises(NotKept, match="kept in no file"):
        Session(small_scenario(), 1, MemoryStore()).second_copy(tmp_path, lambda _: None)
