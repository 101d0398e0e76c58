"""An exercise file opened for reading only: a finished one, one from somebody else, a crashed one. Never writes to it.

Nothing in the file is trusted: its tables must be exactly ours, triggers and views are refused, functions in the
schema are switched off, and the chain is checked before the first row is handed out.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from hotwash.journal import places, store, upgrades
from hotwash.journal.errors import ClosedJournal, Cut, CutShort, DamagedJournal, ForeignSchema
from hotwash.journal.link import (
    CANTOPEN,
    CORRUPT,
    NOTADB,
    READONLY,
    Link,
    LinkError,
    Mode,
    Opener,
    explained,
    open_link,
)
from hotwash.journal.reading import CHUNK, Reader
from hotwash.journal.rows import Place, Row, parsed
from hotwash.journal.verify import Finding, examine

T = TypeVar("T")


class ExerciseRecord:
    """What a file holds, from the first event to the last sound one. Methods may be called from any thread."""

    def __init__(self, opening: Opening, finding: Finding) -> None:
        """Use `ExerciseRecord.read`."""
        self.path = opening.path
        self._opening = opening
        self._reader = opening.reader
        self._lock = threading.Lock()
        self._closed = False
        self._finding = finding
        self._header, start = self._call(self._reader.header)
        self.header: dict[str, object] = parsed(self._header)
        self.scenario_text: dict[str, bytes] = self._call(self._reader.scenario_text)
        self._start = start

    @classmethod
    def read(cls, path: str | Path, *, up_to_damage: bool = False, opener: Opener = open_link) -> Self:
        """Opens and checks a file. With `up_to_damage` a damaged one is opened as far as it is sound (see `damage`);
        a damaged header or scenario can't be read even so.

        Raises MissingFile, IsADirectory, NotReadable, NotAnExerciseFile, NewerFormat, ForeignSchema, AlreadyOpen,
        DamagedJournal.
        """
        opening = Opening(Path(path).absolute(), opener)
        try:
            finding = opening.examined(bodies=True)
            if not up_to_damage or finding.first_bad == 0:
                _refuse_damage(opening.path, finding)
            return cls(opening, finding)
        except LinkError as error:
            opening.close()
            raise explained(opening.path, error) from error
        except BaseException:
            opening.close()
            raise

    @property
    def damage(self) -> DamagedJournal | None:
        """What is wrong with the part that is not shown; None for a sound file."""
        return self._finding.damage(self.path)

    @property
    def head(self) -> tuple[int, bytes]:
        """(seq, head) of the last sound event."""
        return self._finding.seq, self._finding.head

    def left_out(self) -> int | None:
        """How many events after the last sound one were written, by the highest number there is; None where even that
        can't be read."""
        try:
            last, _ = self._call(lambda: self._reader.last(self._start))
        except DamagedJournal:
            return None
        return last - self._finding.seq if last > self._finding.seq else None

    def holds(self, seq: int, head: bytes) -> bool:
        """True if event `seq` is here with exactly this head."""
        if seq > self._finding.seq:
            return False
        return (self._call(lambda: self._reader.head_of(seq)) if seq else self._start) == head

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """All sound events after `after_seq`, in order."""
        while (left := self._finding.seq - after_seq) > 0:
            first = after_seq
            chunk = self._call(lambda: self._reader.rows(first, min(left, CHUNK)))  # noqa: B023  # called at once
            if not chunk:
                return
            yield from chunk
            after_seq = chunk[-1].seq

    def place(self) -> Place | None:
        """Where the clock was last noted."""
        return self._call(self._reader.place)

    def columns(self, name: str) -> tuple[bytes, bytes] | None:
        """(data, digest) of a column blob, None where there is none."""
        return self._call(lambda: self._reader.columns(name))

    def column_names(self) -> list[str]:
        return self._call(self._reader.column_names)

    def attachment(self, name: str) -> bytes | None:
        """The content of an attachment, None where there is none."""
        found = self._call(lambda: self._reader.attachment(name))
        return found[0] if found else None

    def attachments(self) -> list[str]:
        """The names of all attachments, in order."""
        return self._call(self._reader.attachment_names)

    def pour_into(self, link: Link) -> None:
        """Fills an empty database with this record's values, up to the last sound event."""
        store.build(link, self._header, self.scenario_text)
        after = 0
        while after < self._finding.seq:
            left, first = self._finding.seq - after, after
            lines = self._call(lambda: self._reader.lines(first, min(left, CHUNK)))  # noqa: B023  # called at once
            store.add_lines(link, lines)
            after += len(lines)
        for name in self.attachments():
            store.add_attachment(link, name, self.attachment(name) or b"")
        place = self.place()
        if place is not None:
            store.add_place(link, place)

    def close(self) -> None:
        """Lets go of the file. Harmless a second time."""
        with self._lock:
            self._closed = True
            self._opening.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, work: Callable[[], T]) -> T:
        with self._lock:
            if self._closed:
                raise ClosedJournal(self.path)
            try:
                return work()
            except LinkError as error:
                raise explained(self.path, error) from error


class Opening:
    """A read-only connection to a file of unknown origin, found to be one of ours by its first bytes and its tables.

    With a log beside it (a crash, or a live file of another window) the file is opened in place, read-only, which
    recovers in memory; where that can't be done, because the folder is read-only too, a private copy is recovered.
    Of a file that is cut short a private copy is filled up with zeros: SQLite reads nothing of one that ends too early.
    """

    def __init__(self, path: Path, opener: Opener) -> None:
        self.path = path
        self._opener = opener
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        places.HELD.refuse(path)
        places.refuse_other_files(path)
        self.cut = None if places.logs_beside(path) else places.cut_short(path)
        try:
            self.link = self._opened()
        except LinkError as error:
            self.close()
            if self.cut is not None and error.code in (CORRUPT, NOTADB):
                raise CutShort(path, 0, self.cut) from error
            raise explained(path, error) from error
        except BaseException:
            self.close()
            raise
        self.reader = Reader(path, self.link)

    def examined(self, *, bodies: bool) -> Finding:
        """The check of the whole file."""
        return examine(self.reader, self.link, bodies=bodies, cut=self.cut)

    def close(self) -> None:
        if hasattr(self, "link"):
            self.link.close()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _opened(self) -> Link:
        if not places.logs_beside(self.path):
            return self._checked(self.path, Mode.IMMUTABLE) if self.cut is None else self._filled_up(self.cut)
        try:
            return self._checked(self.path, Mode.READ)
        except LinkError as error:
            if error.code not in (CANTOPEN, READONLY):
                raise
        return self._checked(self._copied(), Mode.WRITE)

    def _checked(self, path: Path, mode: Mode) -> Link:
        link = self._opener(path, mode)
        try:
            link.execute("PRAGMA trusted_schema = OFF")
            link.execute("PRAGMA cell_size_check = ON")
            upgrades.found_format(self.path, link)
        except BaseException:
            link.close()
            raise
        return link

    def _filled_up(self, cut: Cut) -> Link:
        """What is there of a file that is cut short. Its list of tables may be gone too, which is nobody's doing."""
        try:
            copy = self._copied()
            places.fill_up(copy, cut.whole)
            return self._checked(copy, Mode.IMMUTABLE)
        except (ForeignSchema, OSError) as error:
            raise CutShort(self.path, 0, cut) from error

    def _copied(self) -> Path:
        self._copy = tempfile.TemporaryDirectory(prefix="hotwash-")
        folder = Path(self._copy.name)
        try:
            for source in (self.path, *places.logs_beside(self.path)):
                shutil.copyfile(source, folder / ("copy" + source.name[len(self.path.name) :]))
        except OSError as error:
            raise places.refused(self.path, error) from error
        return folder / "copy"


def verify(path: str | Path, opener: Opener = open_link) -> Finding:
    """Checks a file and says how far it is sound; raises, as `ExerciseRecord.read`, only where it is no exercise file
    or can't be opened at all."""
    opening = Opening(Path(path).absolute(), opener)
    try:
        return opening.examined(bodies=True)
    finally:
        opening.close()


def sound_head(path: Path, opener: Opener) -> tuple[int, bytes]:
    """(seq, head) of a file about to be written, after the check of the whole. Raises as `ExerciseRecord.read`."""
    opening = Opening(path, opener)
    try:
        finding = opening.examined(bodies=False)
    finally:
        opening.close()
    _refuse_damage(path, finding)
    return finding.seq, finding.head


def _refuse_damage(path: Path, finding: Finding) -> None:
    damage = finding.damage(path)
    if damage is not None:
        raise damage
