"""What the window prints of an exercise is what the command line prints of its file: pauses and left histories too."""

import time
from pathlib import Path

import pytest

from hotwash.bootstrap import printing
from hotwash.bootstrap.desk import RealDesk
from hotwash.documents.aar.front import cover
from hotwash.documents.aar.gathered import material_of
from hotwash.documents.marks import Marks
from hotwash.domain.commands import FACILITATOR, PauseClock, Rewind, StartClock
from hotwash.domain.time import MINUTE
from hotwash.exercise.branching import branches_of
from hotwash.exercise.histories import every, histories, left_of, recording_of
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.viewmodels.desk import PrintOrder

NAME = "massachusetts-2024"


def played(desk: RealDesk) -> Session:
    """Eight minutes, taken back to the third, then a pause and two minutes more."""
    one = desk.begin(NAME, 7)
    one.ask(FACILITATOR, StartClock())
    one.run_to(8 * MINUTE)
    one.ask(FACILITATOR, Rewind(3 * MINUTE, "Once more."))
    while not one.catch_up(0.1):
        pass
    one.ask(FACILITATOR, StartClock())
    one.run_to(4 * MINUTE)
    one.ask(FACILITATOR, PauseClock("Lunch."))
    time.sleep(0.002)
    one.ask(FACILITATOR, StartClock())
    one.run_to(5 * MINUTE)
    one.ask(FACILITATOR, PauseClock("Over."))
    one.settle()
    return one


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> list[Marks]:
    """The marks of everything that is printed from here on."""
    seen: list[Marks] = []

    def take(*_: object, marks: Marks, **__: object) -> None:
        seen.append(marks)

    monkeypatch.setattr(printing, "print_document", take)
    return seen


def test_both_carry_pauses_and_left_histories(tmp_path: Path, marks: list[Marks]) -> None:
    desk = RealDesk(tmp_path)
    one = played(desk)
    order = PrintOrder("aar")
    printing.write_shown(one, order, tmp_path / "a.pdf", lambda _, __: None, lambda: False)
    left = recording_of(one, left_of(one.board)[0])
    printing.write_shown(left, order, tmp_path / "b.pdf", lambda _, __: None, lambda: False)
    one.close()
    (path,) = desk.exercise_folder().glob("*.hotwash")
    printing.write_document("aar", path, tmp_path / "c.pdf", "letter", compared=False)
    shown, of_left, of_file = marks
    assert shown.pauses
    assert shown.pauses == of_file.pauses
    assert [branch.ends for branch in shown.left] == [8 * MINUTE]
    assert shown.left == of_file.left
    assert of_left.stamp is not None
    assert of_left.stamp.line.startswith("LEFT HISTORY 1, up to T+0:08:00")
    assert of_left.history.startswith("This is history 1, left at T+0:08:00")
    assert shown.history == of_file.history == ""
    words = str(cover(material_of(left.scenario, left.facts, "x", of_left), of_left))
    assert "This is history 1" in words
    assert "A history that was left:" in words


def test_a_board_knows_every_history_in_full(tmp_path: Path) -> None:
    one = played(RealDesk(tmp_path))
    assert [happened.seq for happened in every(one.board)] == sorted({h.seq for h in every(one.board)})
    first, now = histories(one.board)
    assert first.facts[-1].seq == first.left.left_seq if first.left else 0
    assert now.facts == tuple(one.facts)
    assert branches_of(every(one.board)) == (first, now)
    looked_at = recording_of(one, first)
    assert isinstance(looked_at, Recording)
    assert tuple(looked_at.facts) == first.facts
    assert looked_at.now == 8 * MINUTE
    assert "This is history 1, left at T+0:08:00" in looked_at.reason
    one.close()
