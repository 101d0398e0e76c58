"""Between session and store: keeps the order of what is written, and holds it while the disk fails."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from hotwash.domain.sentences import told_by
from hotwash.exercise.store import Store
from hotwash.journal.errors import StorageTrouble
from hotwash.journal.rows import Acknowledged, Entry


class Outbox:
    """One batch is under way at a time, so that nothing later can reach the disk before something earlier.

    After a failure the very same entries, with the same ids, are sent again; the store keeps each of them once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Entry] = []
        self._sent: list[Entry] = []
        self._future: Future[list[Acknowledged]] | None = None
        self._failed: StorageTrouble | None = None

    @property
    def trouble(self) -> str:
        """What is wrong with the disk, as a sentence; empty while all is well."""
        return told_by(self._failed) if self._failed is not None else ""

    def send(self, entries: Sequence[Entry]) -> None:
        """Write these after everything sent before; nobody waits for it."""
        self._waiting.extend(entries)
        self.tend()

    def send_now(self, entry: Entry) -> Acknowledged:
        """Write this after everything sent before, and wait; raises StorageTrouble, after which it is in doubt."""
        self._waiting.append(entry)
        return self._finish()[-1]

    def tend(self) -> bool:
        """Look at what came back and send what waits; False while something could not be written."""
        if self._future is not None and not self._future.done():
            return self._failed is None
        try:
            self._collect()
        except StorageTrouble:
            return False
        self._dispatch()
        return self._failed is None

    def retry(self) -> bool:
        """Send again what could not be written, and wait for it; True once all is well."""
        if self._future is not None and self._future.done() and self._future.exception() is not None:
            self._future = None  # a failure of before; what counts is what the disk says now
        try:
            self.settle()
        except StorageTrouble:
            return False
        return True

    def settle(self) -> None:
        """Wait until everything is on disk; raises StorageTrouble."""
        if self._future is not None or self._sent or self._waiting:
            self._finish()

    def _finish(self) -> list[Acknowledged]:
        answers: list[Acknowledged] = []
        while self._future is not None or self._sent or self._waiting:
            if self._future is None:
                self._dispatch()
            answers = self._collect() or answers
        return answers

    def _dispatch(self) -> None:
        if not self._sent:
            self._sent, self._waiting = self._waiting, []
        if self._sent and self._future is None:
            self._future = self._store.append(self._sent)

    def _collect(self) -> list[Acknowledged]:
        """The answers to the batch under way; on failure the batch stays to be sent again."""
        future, self._future = self._future, None
        if future is None:
            return []
        try:
            answers = future.result()
        except StorageTrouble as trouble:
            self._failed = trouble
            raise
        self._failed = None
        self._sent = []
        return answers
