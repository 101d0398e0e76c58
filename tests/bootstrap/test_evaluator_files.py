"""Packs and notes on a disk: what was acknowledged survives a kill, foreign files are left alone, trouble is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotwash.bootstrap.evaluating import KeptNotes, RealEvaluatorFiles
from hotwash.bootstrap.exercises import Played, begin
from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.plan import Rating
from hotwash.domain.review_commands import Observe, RateTarget
from hotwash.domain.time import MINUTE
from hotwash.exercise.evaluator_merge import carry_out
from hotwash.exercise.evaluator_notes import read_notes
from hotwash.exercise.session import Session
from hotwash.viewmodels.desk import OpenFailed
from tests.room_world import room_scenario

FILES = RealEvaluatorFiles()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A room in a file of its own, ten minutes in."""
    one = begin(Played(room_scenario(per_day=1_200), {"scenario.yaml": b"x"}), tmp_path / "room.hotwash", 911)
    one.ask(FACILITATOR, StartClock())
    one.run_to(10 * MINUTE)
    return one


def noted(session: Session, folder: Path) -> KeptNotes:
    pack_file = folder / "room.hwpack"
    FILES.save_pack(session, pack_file)
    return FILES.open_notes(pack_file, FILES.open_pack(pack_file), "eva")


def test_notes_go_out_by_file_and_come_back_once(session: Session, tmp_path: Path) -> None:
    kept = noted(session, tmp_path)
    wall = next(row.wall_ns for row in session.rows()) // 1_000_000
    kept.write(Observe("Asked the vendor", "t1"), wall + 60_000)
    kept.write(RateTarget("g1", Rating.S, "Late."), wall + 61_000)
    kept.close()
    plan = FILES.read_merge(session, kept.path, 0)
    assert carry_out(session, plan) == (2, ())
    assert len(session.board.review.observations) == 1
    again = FILES.read_merge(session, kept.path, 0)
    assert (len(again.new), again.known) == (0, 2)
    session.close()


def test_an_evaluator_goes_on_where_the_file_stopped_and_a_torn_line_costs_only_itself(
    session: Session, tmp_path: Path
) -> None:
    kept = noted(session, tmp_path)
    kept.write(Observe("One"), 1)
    kept.close()
    with kept.path.open("ab") as file:
        file.write(b'{"key":"torn')
    again = KeptNotes(kept.path, kept.pack, "eva")
    again.write(Observe("Two"), 2)
    again.close()
    found = read_notes(kept.path.read_bytes())
    assert [note.command for _, note in found.notes] == [Observe("One"), Observe("Two")]
    assert [line for line, _ in found.refused] == [3]
    assert [note.command for note in KeptNotes(kept.path, kept.pack, "eva").notes] == [Observe("One"), Observe("Two")]
    session.close()


WRITER = """
import sys
from pathlib import Path
from hotwash.bootstrap.evaluating import RealEvaluatorFiles
from hotwash.domain.review_commands import Observe
files = RealEvaluatorFiles()
kept = files.open_notes(Path(sys.argv[1]), files.open_pack(Path(sys.argv[1])), "eva")
for number in range(100_000):
    kept.write(Observe(f"note {number}"), number)
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(session: Session, tmp_path: Path) -> None:
    kept = noted(session, tmp_path)
    kept.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "room.hwpack")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "app")},
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(40)]
    writer.kill()
    acknowledged += [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    writer.stdout.close()
    found = [getattr(note.command, "text", "") for _, note in read_notes(kept.path.read_bytes()).notes]
    assert found[: len(acknowledged)] == [f"note {number}" for number in acknowledged]
    session.close()


def test_a_file_that_is_something_else_is_left_alone(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "thesis.txt"
    other.write_text("My life's work")
    with pytest.raises(OpenFailed, match="can't be used as an evaluator pack"):
        FILES.save_pack(session, other)
    assert other.read_text() == "My life's work"
    pack_file = tmp_path / "room.hwpack"
    FILES.save_pack(session, pack_file)
    FILES.save_pack(session, pack_file)
    (tmp_path / "room eva.hwnotes").write_text("Something of my own")
    with pytest.raises(OpenFailed, match="another kind of file"):
        FILES.open_notes(pack_file, FILES.open_pack(pack_file), "eva")
    for path in (other, tmp_path, tmp_path / "missing"):
        with pytest.raises(OpenFailed):
            FILES.open_pack(path)
        with pytest.raises(OpenFailed):
            FILES.read_merge(session, path, 0)
    session.close()


def test_notes_of_another_evaluator_are_not_written_into(session: Session, tmp_path: Path) -> None:
    kept = noted(session, tmp_path)
    kept.close()
    with pytest.raises(ValueError, match="another exercise or another evaluator"):
        KeptNotes(kept.path, kept.pack, "bob")
    session.close()


def test_a_disk_that_is_full_is_told_and_the_note_is_not_kept(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = noted(session, tmp_path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OpenFailed, match="No space left"):
            kept.write(Observe("x"), 1)
    assert kept.notes == ()
    kept.close()
    session.close()
