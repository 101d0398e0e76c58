"""Where a session writes: the exercise file, or memory for runs that nobody keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from hotwash.domain.sentences import say
from hotwash.journal.errors import JournalError
from hotwash.journal.rows import Acknowledged, Entry, Row, canonical, parsed
from hotwash.journal.second_copy import Tell


class NotKept(JournalError):
    """An exercise in memory alone."""

    def __init__(self) -> None:
        super().__init__(
            say("This exercise is kept in no file, so there is nothing to copy; begin one from a scenario.")
        )


class Store(Protocol):
    """The part of an exercise file that a session needs."""

    @property
    def header(self) -> Mapping[str, object]:
        """What the exercise says of itself: its id under `exercise`, app, scenario, seed."""

    @property
    def head(self) -> tuple[int, bytes]:
        """Number of the newest row on disk, and the end of its chain."""

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        """Entries in order, durable when the future resolves."""

    def append_now(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """The same, and waits for it."""

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """Rows after a number, in order."""

    def set_place(self, at_ms: int, *, running: bool, speed_milli: int) -> None:
        """Where the clock stands."""

    def second_copy(self, folder: Path, tell: Tell, /) -> Path:
        """Keep a copy elsewhere until it is closed; what goes wrong with that is told, in another thread."""

    def close(self) -> None:
        """No more is written."""


class MemoryStore:
    """Keeps rows in memory: for headless runs without a file, counterfactuals and tests."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._known: dict[tuple[str, str], int] = {}
        self.header: Mapping[str, object] = {}

    @property
    def head(self) -> tuple[int, bytes]:
        """The newest row; memory has no chain."""
        return len(self._rows), b""

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        """Resolved at once."""
        future: Future[list[Acknowledged]] = Future()
        future.set_result(self.append_now(entries))
        return future

    def append_now(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """Bodies take the same form as on disk, so that what can't be written fails here too."""
        answers = []
        for entry in entries:
            known = self._known.get((entry.actor, entry.cid))
            if known is None:
                body = parsed(canonical(entry.body))
                seq = len(self._rows) + 1
                self._rows.append(Row(seq, entry.cid, entry.actor, entry.kind, entry.at_ms, 0, 0, body, b""))
                self._known[entry.actor, entry.cid] = seq
                answers.append(Acknowledged(entry.cid, seq, duplicate=False, head=b""))
            else:
                answers.append(Acknowledged(entry.cid, known, duplicate=True, head=b""))
        return answers

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """Rows after a number."""
        return iter(self._rows[after_seq:])

    def set_place(self, at_ms: int, *, running: bool, speed_milli: int) -> None:
        """Nobody resumes from memory."""

    def second_copy(self, _folder: Path, _tell: Tell, /) -> Path:
        """There is nothing on disk; raises NotKept."""
        raise NotKept

    def close(self) -> None:
        """Nothing to close."""
