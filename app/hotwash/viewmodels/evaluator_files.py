"""What the window asks of the composition root for evaluators without a network: packs, notes, merging."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from hotwash.exercise.evaluator_merge import Merge
from hotwash.exercise.evaluator_notes import Note, Written
from hotwash.exercise.evaluator_pack import Pack
from hotwash.exercise.session import Session


class NotesFile(Protocol):
    """An evaluator's notes on disk, open for writing."""

    @property
    def pack(self) -> Pack:
        """The pack that they belong to."""

    @property
    def seat(self) -> str:
        """The evaluator's seat."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def notes(self) -> Sequence[Note]:
        """Every note in it, oldest first."""

    def write(self, command: Written, wall_ms: int) -> None:
        """One more note, on disk when this returns; raises `OpenFailed` with a sentence where it can't be."""

    def close(self) -> None:
        """No more is written."""


class EvaluatorFiles(Protocol):
    """Every method may raise `OpenFailed` with a sentence, and nothing else for a bad file."""

    def save_pack(self, session: Session, path: Path) -> None:
        """The pack of an exercise, as a file to carry to another PC."""

    def open_pack(self, path: Path) -> Pack:
        """A pack that was carried here."""

    def open_notes(self, pack_file: Path, pack: Pack, seat: str) -> NotesFile:
        """An evaluator's notes beside a pack, gone on with where there are some already."""

    def read_merge(self, session: Session, path: Path, ahead_ms: int) -> Merge:
        """What merging a file of notes would do; `ahead_ms` is how far the clock of its PC was ahead."""
