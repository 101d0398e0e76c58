"""The one thread that owns the one connection: group commit, acknowledgement after the commit, recovery from a failing
disk. Knows stores and futures; no screen, no event kinds.

On any storage error the store is closed, opened again and asked for its head, and the same entries go once more: what
had reached the disk is recognised by its id. After the last attempt the waiting futures get StorageTrouble.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from hotwash.domain.sentences import say, told_by
from hotwash.journal import places
from hotwash.journal.ballast import Ballast
from hotwash.journal.errors import CallFromWriter, ClosedJournal, JournalError, StorageTrouble
from hotwash.journal.link import FULL, LinkError, explained
from hotwash.journal.notices import Listener, Notice, State
from hotwash.journal.rows import Acknowledged, Place, Prepared
from hotwash.journal.store import Store

BATCH = 256
"""Entries per commit at most; one call's entries are never split, so a larger call makes a larger commit."""

PLACE_EVERY_S = 0.5
"""The clock's place is written with the next commit, or alone no more often than this."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


Job = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Append:
    entries: Sequence[Prepared]
    done: Future[list[Acknowledged]]


class Writer:
    """Starts its thread, which opens the store; the constructor returns when that has worked, or raises why not."""

    def __init__(
        self, path: Path, opened: Callable[[], Store], ballast: Ballast, listener: Listener, pauses_s: Sequence[float]
    ) -> None:
        self._path = path
        self._identity = places.identity(path)
        self._opened = opened
        self._ballast = ballast
        self._listener = listener
        self._pauses_s = (0.0, *pauses_s)
        self._changed = threading.Condition()
        self._inbox: deque[_Append | Job] = deque()
        self._place: Place | None = None
        self._place_due_s = 0.0
        self._stopping = False
        self._store: Store | None = None
        self._troubled = False
        self.acknowledged: tuple[int, bytes] = (0, b"")
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name=f"journal {path.name}", daemon=True)
        self._thread.start()
        ready.result()

    def append(self, entries: Sequence[Prepared]) -> Future[list[Acknowledged]]:
        """Queues entries of one caller, to be committed together."""
        job = _Append(entries, Future())
        self._put(job)
        return job.done

    def call(self, work: Callable[[Store], T], *, again: bool = True) -> Future[T]:
        """Queues work on the store, in turn with the appends. With `again` it is repeated after a storage error, so
        it must be harmless to run twice."""
        done: Future[T] = Future()

        def job() -> None:
            if done.set_running_or_notify_cancel():
                try:
                    result = self._persist(work, again=again)
                except Exception as error:  # noqa: BLE001  # whatever it is, nobody may be left waiting
                    done.set_exception(error)
                else:
                    done.set_result(result)

        self._put(job)
        return done

    def wait_for(self, future: Future[T]) -> T:
        """The future's result. Raises CallFromWriter on the writer's own thread, which would wait for itself."""
        if threading.current_thread() is self._thread and not future.done():
            raise CallFromWriter(self._path)
        return future.result()

    def note(self, place: Place) -> None:
        """Leaves the clock's place to be written; a newer one replaces one still waiting."""
        with self._changed:
            if self._stopping:
                raise ClosedJournal(self._path)
            self._place = place
            self._changed.notify()

    def waiting_place(self) -> Place | None:
        """The place not yet written, if any."""
        return self._place

    def stop(self) -> None:
        """Ends after everything queued is done. Harmless a second time."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _put(self, job: _Append | Job) -> None:
        with self._changed:
            if self._stopping:
                raise ClosedJournal(self._path)
            self._inbox.append(job)
            self._changed.notify()

    def _run(self, ready: Future[None]) -> None:
        try:
            self._store = self._opened()
            self.acknowledged = (self._store.seq, self._store.head)
        except LinkError as error:
            ready.set_exception(explained(self._path, error))
            return
        except Exception as error:  # noqa: BLE001  # carried to the thread that waits for it
            ready.set_exception(error)
            return
        ready.set_result(None)
        while (job := self._next()) is not None:
            job()
        self._drop()

    def _next(self) -> Job | None:
        """Waits for work: some appends with the newest place, or one call; None when all is done."""
        with self._changed:
            while not (self._inbox or self._stopping):
                left = self._place_due_s - time.monotonic() if self._place else None
                if left is not None and left <= 0:
                    break
                self._changed.wait(left)
            if self._inbox and not isinstance(first := self._inbox[0], _Append):
                self._inbox.popleft()
                return first
            if not self._inbox and self._place is None:
                return None
            place, self._place = self._place, None
            self._place_due_s = time.monotonic() + PLACE_EVERY_S
            return partial(self._commit, self._batch(), place)

    def _batch(self) -> list[_Append]:
        jobs: list[_Append] = []
        size = 0
        while self._inbox and isinstance(job := self._inbox[0], _Append):
            size += len(job.entries)
            if jobs and size > BATCH:
                break
            self._inbox.popleft()
            if job.done.set_running_or_notify_cancel():
                jobs.append(job)
        return jobs

    def _commit(self, jobs: Sequence[_Append], place: Place | None) -> None:
        entries = [entry for job in jobs for entry in job.entries]

        def work(store: Store) -> list[Acknowledged]:
            answers = store.append(entries, self.acknowledged[0], place)
            self._check_place()
            return answers

        try:
            answers = self._persist(work, again=True)
        except Exception as error:  # noqa: BLE001  # whatever it is, nobody may be left waiting
            for job in jobs:
                job.done.set_exception(error)
            return
        start = 0
        for job in jobs:
            job.done.set_result(answers[start : start + len(job.entries)])
            start += len(job.entries)

    def _persist(self, work: Callable[[Store], T], *, again: bool) -> T:
        """Runs the work, reopening and repeating on storage errors. Raises StorageTrouble, or what the work raised."""
        cause: JournalError | None = None
        for pause in self._pauses_s if again else (0.0,):
            if pause:
                threading.Event().wait(pause)
            try:
                store = self._store or self._reopened()
                result = work(store)
            except LinkError as error:
                self._drop()
                cause = explained(self._path, error)
                if not again:
                    raise cause from error
                if error.code == FULL and self._ballast.release():
                    self._tell(State.SHORT_OF_ROOM, cause)
            except StorageTrouble as error:
                self._drop()
                cause = error
            else:
                self.acknowledged = (store.seq, store.head)
                self._recovered()
                return result
        trouble = _exhausted(self._path, cause)
        self._troubled = True
        self._tell(State.TROUBLE, trouble)
        raise trouble

    def _reopened(self) -> Store:
        """Opens again and makes sure that what was acknowledged is there. Raises LinkError, StorageTrouble."""
        self._check_place()
        try:
            store = self._opened()
        except JournalError as error:
            raise _exhausted(self._path, error) from error
        self._store = store
        seq, head = self.acknowledged
        if (store.reader.head_of(seq) if seq else store.start) != head:
            raise StorageTrouble(self._path, say("events acknowledged earlier are gone from the disk"))
        if store.seq > seq:
            store.secure()
        return store

    def _check_place(self) -> None:
        """Before each opening, and between a commit and its acknowledgement: the name is still that of our file. The
        log beside it is known by its name only, so it must never meet another file."""
        try:
            same = places.identity(self._path) == self._identity
        except JournalError as error:
            raise _exhausted(self._path, error) from error
        if not same:
            raise StorageTrouble(self._path, say("another file was put in its place"))

    def _drop(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _recovered(self) -> None:
        if self._troubled:
            self._troubled = False
            self._tell(State.WELL, None)

    def _tell(self, state: State, cause: JournalError | None) -> None:
        try:
            self._listener(Notice(state, told_by(cause) if cause else say("The exercise file is being written again.")))
        except Exception:  # noqa: BLE001  # a faulty listener must not stop the writing
            _log.exception("a listener of the journal failed")


def _exhausted(path: Path, cause: JournalError | None) -> StorageTrouble:
    if isinstance(cause, StorageTrouble):
        return cause
    return StorageTrouble(path, cause.brief if cause else say("the disk reported an error"), cause)
