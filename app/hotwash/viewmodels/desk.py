"""What the window asks of the composition root: scenarios to begin, exercises to go on with, places for files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hotwash.exercise.recording import Run
from hotwash.exercise.session import Session
from hotwash.scenario.draft import Draft
from hotwash.viewmodels.evaluator_files import EvaluatorFiles


@dataclass(frozen=True, slots=True)
class ScenarioOffer:
    """A scenario that can be begun; `name` is what `Desk.begin` is asked with."""

    name: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise file known from earlier. `place` is the story's time it stands at, such as `13:42:07`.

    One that is `read_only` can be looked at and not gone on with, as its `words` say; one that is not even `known` is
    no exercise, so that its `words` say why and nothing can be done with it.
    """

    path: Path
    title: str
    words: str
    place: str
    unfinished: bool
    read_only: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One document as it is wanted: its name, `letter` or `a4`, pdf, docx, xlsx or csv, marked as a draft or not."""

    name: str
    paper: str = "letter"
    form: str = "pdf"
    draft: bool = True


Progress = Callable[[int, int], None]
"""Told how many pages or entries are done, and how many there are."""
Cancelled = Callable[[], bool]
"""Asked now and then whether to give up."""


class OpenFailed(Exception):
    """A scenario or an exercise could not be opened; the text is one sentence for the person who asked."""


class Desk(Protocol):
    """What is offered. Every method may raise `OpenFailed` with a sentence, and nothing else for a bad file."""

    def scenarios(self) -> Sequence[ScenarioOffer]:
        """Shipped scenarios and those the person keeps."""
        ...

    def recent(self) -> Sequence[ExerciseFile]:
        """Exercise files, newest first."""
        ...

    def begin(self, scenario: str, seed: int | None) -> Session:
        """A new exercise with a file of its own; None takes the scenario's seed. Called in a thread, as `resume` is."""
        ...

    def resume(self, path: Path, progress: Progress | None = None) -> Run:
        """An exercise from its file, at the place where it stood, paused; a recording where it can't be gone on with.

        Called in a thread of its own, which hands the session over. `progress` is told entries done and entries in
        all, and may raise to give up; whatever it raises comes out of here with nothing left open.
        """
        ...

    def begin_again(self, path: Path) -> Session:
        """A new exercise, in a file of its own, of the scenario and with the seed that a recorded one was played with.

        Called in a thread, as `resume` is.
        """
        ...

    def begin_draft(self, draft: Draft) -> Session:
        """A new exercise, in a file of its own, of a draft in which nothing is wrong. Called in a thread."""
        ...

    def keys_file(self, session: Session) -> Path | None:
        """Where the keys of its browser seats are kept, beside its own file; None where it has none."""
        ...

    def second_copy(self, session: Session, folder: Path, tell: Callable[[str], None]) -> Path:
        """Keep a second file of an exercise up to date in another folder, such as on a stick, until it is closed.

        What goes wrong with it later is told, in another thread. Raises `OpenFailed` where it can't be begun.
        """
        ...

    def save_copy(self, path: Path, copy: Path) -> None:
        """A new file with all that is sound in an exercise file; what is there already is never replaced."""
        ...

    def write_report(self, session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
        """The after-action report of an exercise under way, ended or recorded, as a PDF on `letter` or `a4`.

        Called in a thread of its own while the clock stands still. Raises `OpenFailed` with a sentence where it
        can't be written, and `documents.errors.Cancelled` or nothing once `cancelled` has answered True.
        """
        ...

    def write_document(
        self, session: Run, order: PrintOrder, path: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """Any document of an exercise or of its scenario, as `write_report` writes that one."""
        ...

    def write_set(
        self, session: Run, order: PrintOrder, folder: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """Every document as PDF into a folder, with a sheet that says how many of each; `order` names none."""
        ...

    @property
    def evaluator_files(self) -> EvaluatorFiles:
        """Packs and notes of evaluators without a network."""
        ...

    def exercise_folder(self) -> Path:
        """Where files are looked for and reports are proposed to be saved."""
        ...

    def crash_log(self) -> Path:
        """The file that takes the details of a fault in the window."""
        ...
