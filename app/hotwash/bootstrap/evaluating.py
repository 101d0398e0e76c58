"""Evaluator packs and notes on disk: a pack as a whole or not at all, notes line by line and each of them for good."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from hotwash.bootstrap.trouble import sentence
from hotwash.domain.sentences import say
from hotwash.exercise import evaluator_notes
from hotwash.exercise.evaluator_merge import Merge, plan_merge
from hotwash.exercise.evaluator_notes import BadNotes, Note, Written, first_line, note_line, read_notes
from hotwash.exercise.evaluator_pack import LARGEST, BadPack, Pack, pack_bytes, pack_of, read_pack
from hotwash.exercise.session import Session
from hotwash.journal import JournalError
from hotwash.viewmodels.desk import OpenFailed

T = TypeVar("T")

PACK_SUFFIX = ".hwpack"
NOTES_SUFFIX = ".hwnotes"
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class KeptNotes:
    """An evaluator's notes in a file that only ever grows; every note is on disk when `write` returns."""

    def __init__(self, path: Path, pack: Pack, seat: str) -> None:
        self.path, self.pack, self.seat = path, pack, seat
        self._notes: list[Note] = []
        found = _bytes(path, evaluator_notes.LARGEST) if path.exists() else b""
        if found.strip():
            kept = read_notes(found)
            if (kept.exercise, kept.seat) != (pack.exercise, seat):
                raise BadNotes(say("they belong to another exercise or another evaluator"))
            self._notes = [note for _, note in kept.notes]
        self._handle = os.open(path, _APPEND, 0o600)
        try:
            self._put(first_line(pack.exercise, seat) if not found.strip() else b"")
            self._put(b"\n" if found and not found.endswith(b"\n") else b"")
        except OSError:
            os.close(self._handle)
            raise

    @property
    def notes(self) -> Sequence[Note]:
        """Every note in the file, oldest first."""
        return tuple(self._notes)

    def write(self, command: Written, wall_ms: int) -> None:
        """One more note; `wall_ms` is when it was begun."""
        if len(self._notes) >= evaluator_notes.MOST:
            raise OpenFailed(say("This file is full: {most:,} notes.", most=evaluator_notes.MOST))
        note = Note(uuid4().hex, wall_ms, command)
        _told(lambda: self._put(note_line(note)))
        self._notes.append(note)

    def close(self) -> None:
        """No more is written."""
        with suppress(OSError):
            os.close(self._handle)

    def _put(self, data: bytes) -> None:
        """All of it, flushed to disk; what was written in part is ended, so that the next line stands by itself."""
        if not data:
            return
        done = os.write(self._handle, data)
        if done < len(data):
            with suppress(OSError):
                os.write(self._handle, b"\n")
            raise OSError(28, os.strerror(28), str(self.path))
        os.fsync(self._handle)


class RealEvaluatorFiles:
    """Packs and notes as files of the person's own choosing."""

    def save_pack(self, session: Session, path: Path) -> None:
        """The pack of an exercise, replacing an older pack of that name and nothing else."""
        _told(lambda: _write_pack(session, path))

    def open_pack(self, path: Path) -> Pack:
        """A pack that was carried here."""
        return _told(lambda: read_pack(_bytes(path, LARGEST)))

    def open_notes(self, pack_file: Path, pack: Pack, seat: str) -> KeptNotes:
        """An evaluator's notes beside a pack."""
        safe = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in seat)[:60]
        path = pack_file.with_name(f"{pack_file.stem} {safe}{NOTES_SUFFIX}")
        return _told(lambda: KeptNotes(path, pack, seat))

    def read_merge(self, session: Session, path: Path, ahead_ms: int) -> Merge:
        """What merging a file of notes would do."""
        return _told(
            lambda: plan_merge(
                session, session.rows(), read_notes(_bytes(path, evaluator_notes.LARGEST)), ahead_ms=ahead_ms
            )
        )


def _write_pack(session: Session, path: Path) -> None:
    data = pack_bytes(pack_of(session.scenario, session.identity()[0]))
    if path.exists():
        read_pack(_bytes(path, LARGEST))
    beside = path.with_name(f".{path.name}-{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def _bytes(path: Path, most: int) -> bytes:
    """A file's bytes, one more than allowed at most, so that a huge file costs nothing."""
    if path.exists() and not path.is_file():
        raise BadPack(say("it is no ordinary file"))
    with path.open("rb") as file:
        return file.read(most + 1)


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except (BadPack, BadNotes, JournalError, OSError) as error:
        raise OpenFailed(sentence(error)) from error
