"""An evaluator's panel as records: on a recording nothing is written, without a network everything is in the file."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.plan import Rating
from hotwash.domain.time import MINUTE
from hotwash.exercise.evaluator_notes import Note, Written
from hotwash.exercise.evaluator_pack import Pack, pack_of
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.evaluator import EvaluatorDesk
from hotwash.viewmodels.evaluator_sources import ExerciseSource, FileSource
from tests.room_world import room_scenario


class PaperNotes:
    """Notes that nobody keeps; `trouble` is why none can be written."""

    def __init__(self) -> None:
        self.pack: Pack = pack_of(room_scenario(), "x1")
        self.seat, self.path = "eva", Path("eva.hwnotes")
        self.kept: list[Note] = []
        self.trouble = ""

    @property
    def notes(self) -> Sequence[Note]:
        return tuple(self.kept)

    def write(self, command: Written, wall_ms: int) -> None:
        if self.trouble:
            raise OpenFailed(self.trouble)
        self.kept.append(Note(f"{len(self.kept):06x}{0:026x}", wall_ms, command))

    def close(self) -> None:
        pass


def begun() -> Session:
    one = Session(room_scenario(per_day=1_200), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(11 * MINUTE)
    return one


def test_a_recording_can_be_looked_at_and_nothing_is_written() -> None:
    one = begun()
    recording = Recording(one.scenario, 911, one.facts, one.now, "It was recorded by another version.")
    desk = EvaluatorDesk(pack_of(one.scenario, ""), "eva", ExerciseSource(recording, "eva"))
    assert desk.note("x") == "It was recorded by another version."
    view = desk.view()
    assert view.barred == "It was recorded by another version."
    assert not any(task.can_judge for task in view.tasks)
    assert view.tasks[0].measured == "not shown yet; due by T+0:15:00"


def test_a_note_is_about_the_moment_it_was_begun_until_it_is_kept_or_dropped() -> None:
    one = begun()
    desk = EvaluatorDesk(pack_of(one.scenario, ""), "eva", ExerciseSource(one, "eva"))
    assert desk.begin() == "T+0:11:00"
    one.run_to(12 * MINUTE)
    assert desk.begin() == "T+0:11:00"
    desk.drop()
    assert desk.begin() == "T+0:12:00"
    assert desk.note(" ") == "The note is empty."
    one.run_to(13 * MINUTE)
    assert desk.begin() == "T+0:12:00", "what was refused is still the same note"


@pytest.mark.parametrize("at", ["", "soon", "12", "0:99:00"])
def test_a_correction_needs_a_time(at: str) -> None:
    one = begun()
    desk = EvaluatorDesk(pack_of(one.scenario, ""), "eva", ExerciseSource(one, "eva"))
    assert "is not a time" in desk.correct_task("t1", at, "", "")


def test_without_a_network_notes_ratings_and_corrections_are_read_back_from_the_file() -> None:
    file = PaperNotes()
    desk = EvaluatorDesk(file.pack, "eva", FileSource(file, lambda: 1_700_000_000.0))
    assert desk.note("Asks the vendor", "t1", "call-in", "+") == ""
    [first] = desk.view().notes
    assert desk.correct_note(first.reference, "Asks the carrier") == ""
    target, capability = desk.view().ratings
    assert desk.rate(target, Rating.S, "Late") == ""
    assert desk.rate(capability, Rating.M, "") == ""
    view = desk.view()
    assert [(line.rating, line.note) for line in view.ratings] == [(Rating.S, "Late"), (Rating.M, "")]
    newest, oldest = view.notes
    assert newest.text == f"Correction of {first.reference}: Asks the carrier"
    assert oldest.corrected == f"corrected by {newest.reference}"
    assert (newest.about, newest.sign) == ("First alarm acknowledged · inject 1", "+")
    assert view.tasks[0].notes == 1, "what was corrected counts once"
    assert (view.cues, view.coverage, view.tasks[0].measured) == ((), "", "")


def test_a_file_that_takes_nothing_more_says_so() -> None:
    file = PaperNotes()
    file.trouble = "The disk is full."
    desk = EvaluatorDesk(file.pack, "eva", FileSource(file))
    assert desk.note("x") == "The disk is full."
    assert desk.view().notes == ()
