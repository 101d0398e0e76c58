"""The exercise file that is being played: create, open, append, keep, finish. Knows no event kind and no screen.

A crash, a kill or a power cut at any moment leaves every acknowledged event on disk; see `store` for the settings
that make it so, `writer` for what happens when the disk fails, `chain` for what the head proves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from hotwash.domain.sentences import say
from hotwash.journal import places, schema
from hotwash.journal.ballast import BALLAST_BYTES, Ballast
from hotwash.journal.errors import JournalError, UnwritableEntry, shown
from hotwash.journal.link import SQLITE_VERSION, LinkError, Mode, Opener, explained, open_link
from hotwash.journal.notices import Listener, nobody
from hotwash.journal.reading import CHUNK
from hotwash.journal.record import ExerciseRecord, sound_head
from hotwash.journal.rows import (
    Acknowledged,
    Entry,
    Place,
    Row,
    canonical,
    checked_name,
    checked_whole,
    parsed,
    prepared,
)
from hotwash.journal.second_copy import SecondCopy, Source, Tell
from hotwash.journal.store import Store, build, open_store
from hotwash.journal.writer import Writer

T = TypeVar("T")

OWN_KEYS = ("journal_format", "sqlite_version")
"""Keys this room adds to every header."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How a file is kept; the defaults are those of everyday use.

    `least_free`: bytes that must be free before a new exercise starts. `ballast`: bytes kept in reserve (0: none).
    `pauses_s`: seconds before each further attempt after a storage error. `wall_ns`, `mono_ns`: the two clocks.
    """

    listener: Listener = nobody
    least_free: int = 500_000_000
    ballast: int = BALLAST_BYTES
    pauses_s: tuple[float, ...] = (0.02, 0.1, 0.2, 0.4)
    wall_ns: Callable[[], int] = time.time_ns
    mono_ns: Callable[[], int] = time.monotonic_ns
    opener: Opener = field(default=open_link)


class ExerciseFile:
    """An exercise open for writing. All methods may be called from any thread, but waiting ones not from a callback
    of one of its own futures. Every method raises ClosedJournal after `close`, and StorageTrouble when the disk fails
    for good; entries and calls that got StorageTrouble may be sent again unchanged."""

    def __init__(self, path: Path, upkeep: Upkeep) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._upkeep = upkeep
        self._identity = places.HELD.take(path)
        self._ballast = Ballast(path, upkeep.ballast)
        self._closed = False
        self._copies: list[SecondCopy] = []
        try:
            self._writer = Writer(
                path, lambda: open_store(path, upkeep.opener), self._ballast, upkeep.listener, upkeep.pauses_s
            )
        except BaseException:
            places.HELD.give_back(self._identity)
            raise
        try:
            header, self.scenario_text = self._ask(lambda store: (store.header, store.reader.scenario_text()))
            self._header = header
            self.header: dict[str, object] = parsed(header)
        except BaseException:
            self._end()
            raise
        self._ballast.lay()

    @classmethod
    def create(
        cls,
        path: str | Path,
        header: Mapping[str, object],
        scenario_text: Mapping[str, bytes],
        upkeep: Upkeep | None = None,
    ) -> Self:
        """Makes a new file, whole or not at all, and opens it.

        `header` is a table of JSON values without floats (OWN_KEYS are added), `scenario_text` the scenario as played,
        file name to bytes; neither can change later. Raises AlreadyThere, MissingFolder, NoRoom, ReadOnlyPlace,
        LeftoverFiles, UnusableName, UnwritableEntry.
        """
        target, upkeep = Path(path).absolute(), upkeep or Upkeep()
        encoded = _complete(header)
        for name in scenario_text:
            checked_name(say("the name of a scenario file"), name)
        places.refuse_new(target, upkeep.least_free)
        with places.growing(target, replace=False) as part:
            try:
                link = upkeep.opener(part, Mode.WRITE)
                try:
                    build(link, encoded, scenario_text)
                finally:
                    link.close()
            except LinkError as error:
                raise explained(target, error) from error
        return cls(target, upkeep)

    @classmethod
    def open(cls, path: str | Path, upkeep: Upkeep | None = None) -> Self:
        """Opens an existing file to go on writing, after checking the whole of it; a damaged file is left untouched.

        Raises MissingFile, IsADirectory, NotReadable, ReadOnlyPlace, NotAnExerciseFile, NewerFormat, ForeignSchema,
        AlreadyOpen, DamagedJournal.
        """
        target, upkeep = Path(path).absolute(), upkeep or Upkeep()
        places.HELD.refuse(target)
        places.refuse_other_files(target)
        places.refuse_read_only(target)
        seq, head = sound_head(target, upkeep.opener)
        opened = cls(target, upkeep)
        if not opened.holds(seq, head):
            opened.close()
            raise JournalError(
                say("{target} changed while it was being opened; open it again.", target=shown(target)), target
            )
        return opened

    @classmethod
    def continue_from(cls, record: ExerciseRecord, path: str | Path, upkeep: Upkeep | None = None) -> Self:
        """Opens a fresh copy of a record at `path` to go on from its last sound event.

        Only values are carried over, no table or page of the record, so nothing hidden in a received file comes along.
        Numbers, clocks and heads stay as they were: what witnesses remember stays true. Raises as `create`.
        """
        target, upkeep = Path(path).absolute(), upkeep or Upkeep()
        places.refuse_new(target, upkeep.least_free)
        with places.growing(target, replace=False) as part:
            try:
                link = upkeep.opener(part, Mode.WRITE)
                try:
                    record.pour_into(link)
                finally:
                    link.close()
            except LinkError as error:
                raise explained(target, error) from error
        return cls(target, upkeep)

    @classmethod
    def read(cls, path: str | Path, *, up_to_damage: bool = False, opener: Opener = open_link) -> ExerciseRecord:
        """Opens a finished or received file for reading only; see `ExerciseRecord.read`."""
        return ExerciseRecord.read(path, up_to_damage=up_to_damage, opener=opener)

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        """Appends all entries together, in order, or none. The future resolves when they are on disk for good.

        An (actor, cid) known already is not written again: see `Acknowledged`. Raises UnwritableEntry at once, with
        nothing written, if any entry holds what a journal doesn't keep.
        """
        wall, mono = self._upkeep.wall_ns(), self._upkeep.mono_ns()
        return self._writer.append([prepared(entry, wall, mono) for entry in entries])

    def append_now(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """The same, waiting for the disk."""
        return self._writer.wait_for(self.append(entries))

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """All events after `after_seq` that were committed when asked for, a chunk at a time."""
        while chunk := self._chunk(after_seq):
            yield from chunk
            after_seq = chunk[-1].seq

    @property
    def head(self) -> tuple[int, bytes]:
        """(seq, head) of the newest acknowledged event; (0, the start of the chain) before the first."""
        return self._writer.acknowledged

    def holds(self, seq: int, head: bytes) -> bool:
        """True if event `seq` is here with exactly this head: what a witness remembers is still in the record."""
        return self._ask(lambda store: (store.reader.head_of(seq) if seq else store.start) == head)

    def set_place(self, at_ms: int, *, running: bool, speed_milli: int) -> None:
        """Notes where the clock is, within half a second or with the next commit. Not part of the chain."""
        checked_whole(say("the exercise time"), at_ms)
        checked_whole(say("the speed"), speed_milli)
        self._writer.note(Place(at_ms, running, speed_milli, self._upkeep.wall_ns()))

    def place(self) -> Place | None:
        """The newest place noted, None where there never was one."""
        return self._writer.waiting_place() or self._ask(lambda store: store.reader.place())

    def put_columns(self, name: str, data: bytes, digest: bytes) -> None:
        """Keeps a per-call column blob under a name, in place of an earlier one. `digest` is the caller's own, given
        back with the data; columns are no evidence, can be dropped, and are computed again from the journal."""
        checked_name(say("the name of a column"), name)
        self._ask(lambda store: store.set_columns(name, data, digest))

    def columns(self, name: str) -> tuple[bytes, bytes] | None:
        """(data, digest) of a column blob, None where there is none."""
        return self._ask(lambda store: store.reader.columns(name))

    def column_names(self) -> list[str]:
        return self._ask(lambda store: store.reader.column_names())

    def drop_columns(self, name: str) -> None:
        """Forgets a column blob."""
        self._ask(lambda store: store.drop_columns(name))

    def attach(self, name: str, data: bytes) -> bytes:
        """Keeps a file for ever and gives its SHA-256, which belongs into an event. The same again is harmless; other
        content under a known name raises NameTaken."""
        checked_name(say("the name of an attachment"), name)
        return self._ask(lambda store: store.attach(name, data))

    def attachment(self, name: str) -> bytes | None:
        """The content of an attachment, None where there is none."""
        found = self._ask(lambda store: store.reader.attachment(name))
        return found[0] if found else None

    def attachments(self) -> list[str]:
        """The names of all attachments, in order."""
        return self._ask(lambda store: store.reader.attachment_names())

    def copy_to(self, path: str | Path) -> None:
        """Writes a complete single-file copy, flushed, whole or not at all; the exercise goes on meanwhile.
        Raises AlreadyThere, MissingFolder, NoRoom, ReadOnlyPlace."""
        target = Path(path).absolute()
        places.refuse_new(target, 0)
        with places.growing(target, replace=False) as part:
            self._writer.wait_for(self._writer.call(lambda store: store.copy_into(part), again=False))

    def second_copy(self, folder: str | Path, tell: Tell) -> Path:
        """Keeps a second exercise file in another folder up to date until this one is closed; where it is. What goes
        wrong with it is given to `tell`, in a thread of its own. Raises MissingFolder, NoRoom, ReadOnlyPlace."""
        source = Source(
            self._header,
            self.scenario_text,
            lambda: self.head[0],
            lambda after: self._look(lambda store: store.reader.lines(after, CHUNK)),
            lambda: self._writer.waiting_place() or self._look(lambda store: store.reader.place()),
        )
        made = SecondCopy(Path(folder).absolute(), self.path.stem, source, self._upkeep.opener, tell)
        self._copies.append(made)
        return made.path

    def free_bytes(self) -> int:
        """Bytes free on the disk the file is on, for the app to watch. The ballast comes on top."""
        return places.free_bytes(self.path)

    def finalise(self) -> None:
        """Ends the writing: one single file, without companions, that opens from read-only places; then closes.
        Raises StorageTrouble and stays open if the disk refuses."""
        self._writer.wait_for(self._writer.append([]))
        self._ask(Store.finalise)
        self._end()
        places.flush_folder(self.path)

    def close(self) -> None:
        """Finalises if the disk allows it and closes in any case. Harmless a second time."""
        if self._closed:
            return
        try:
            self.finalise()
        except JournalError:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _end(self) -> None:
        for copy in self._copies:
            copy.stop()
        self._writer.stop()
        if not self._closed:
            self._closed = True
            self._ballast.release()
            places.HELD.give_back(self._identity)

    def _chunk(self, after_seq: int) -> list[Row]:
        return self._ask(lambda store: store.reader.rows(after_seq, CHUNK))

    def _look(self, work: Callable[[Store], T]) -> T:
        """For somebody who can look again later: a failing disk is not tried over and over for it."""
        return self._writer.wait_for(self._writer.call(work, again=False))

    def _ask(self, work: Callable[[Store], T]) -> T:
        return self._writer.wait_for(self._writer.call(work))


def _complete(header: Mapping[str, object]) -> bytes:
    for key in OWN_KEYS:
        if key in header:
            raise UnwritableEntry(say("the header"), say("must leave “{key}” to the journal", key=key))
    return canonical({**header, "journal_format": schema.FORMAT, "sqlite_version": SQLITE_VERSION})
