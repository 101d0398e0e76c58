"""Files as the operating system sees them: what stands at a path, who has it open here, how a new file takes its name.

Knows nothing of events. Companion files of `x.hotwash`: `-wal`, `-shm` and `-journal` (SQLite's), `-ballast` (ours).
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

from hotwash.domain.sentences import say
from hotwash.journal import schema
from hotwash.journal.errors import (
    AlreadyOpen,
    AlreadyThere,
    Cut,
    IsADirectory,
    JournalError,
    LeftoverFiles,
    MissingFile,
    MissingFolder,
    NewerFormat,
    NoRoom,
    NotAnExerciseFile,
    NotReadable,
    ReadOnlyPlace,
    StorageTrouble,
    UnusableName,
)

LOGS = ("-wal", "-journal")
"""Companions that hold events not yet in the main file."""

_MAGIC = b"SQLite format 3\x00"
_MOST_MISSING = 1 << 30
"""Bytes that are filled up with zeros at most: what a first page claims may be made up."""
_NAME_BYTES = 240
_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}

Identity = tuple[int, int]


class Held:
    """The files this process has open.

    Closing any handle of a file drops every POSIX lock the process has on it, so a file of ours that is open must not
    even be looked into a second time: it is refused by device and inode before anything is opened.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: set[Identity] = set()

    def take(self, path: Path) -> Identity:
        """Notes the file as open here. Raises AlreadyOpen, MissingFile, NotReadable."""
        found = identity(path)
        with self._lock:
            if found in self._held:
                raise AlreadyOpen(path)
            self._held.add(found)
        return found

    def give_back(self, found: Identity) -> None:
        with self._lock:
            self._held.discard(found)

    def refuse(self, path: Path) -> None:
        """Raises AlreadyOpen if the file is open here."""
        found = identity(path)
        with self._lock:
            if found in self._held:
                raise AlreadyOpen(path)


HELD = Held()


def identity(path: Path) -> Identity:
    """Device and inode, which a rename or a second name doesn't change. Raises MissingFile, NotReadable."""
    try:
        found = path.stat()
    except OSError as error:
        raise refused(path, error) from error
    return found.st_dev, found.st_ino


def refuse_other_files(path: Path) -> None:
    """Looks at the first 100 bytes (SQLite's file header) and raises one error for whatever is not an exercise file."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectory(path)
        if not stat.S_ISREG(mode):
            raise NotAnExerciseFile(path, say("is a device or a pipe, not a file"))
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        raise refused(path, error) from error
    if not start:
        raise NotAnExerciseFile(path, say("is empty"))
    if len(start) < 100 and start.startswith(_MAGIC):
        raise NotAnExerciseFile(path, say("is cut short: only its first {count} bytes are there", count=len(start)))
    if len(start) < 100 or not start.startswith(_MAGIC):
        raise NotAnExerciseFile(path, say("holds something else, or is encrypted"))
    if int.from_bytes(start[68:72], "big") != schema.APPLICATION_ID:
        raise NotAnExerciseFile(path, say("is a database of another program"))
    version = int.from_bytes(start[60:64], "big", signed=True)
    if version > schema.FORMAT:
        raise NewerFormat(path, version, schema.FORMAT)


def cut_short(path: Path) -> Cut | None:
    """How much is there of a file that ends before the size its own first page gives (page size at byte 16, number of
    pages at byte 28, which counts where bytes 24 and 92 agree); None for a whole one, and where that can't be told."""
    try:
        with path.open("rb") as file:
            start = file.read(100)
        there = path.stat().st_size
    except OSError as error:
        raise refused(path, error) from error
    size, pages = int.from_bytes(start[16:18], "big"), int.from_bytes(start[28:32], "big")
    whole = (65_536 if size == 1 else size) * pages
    told = start[24:28] == start[92:96] and size & (size - 1) == 0
    return Cut(there, whole) if told and there < whole <= there + _MOST_MISSING else None


def fill_up(path: Path, size: int) -> None:
    """Adds zeros up to that many bytes. Raises OSError."""
    with path.open("r+b") as file:
        file.truncate(size)


def refuse_read_only(path: Path) -> None:
    """Raises ReadOnlyPlace unless the file and its folder (for the companions) can be written."""
    if not (may(path, os.W_OK) and may(path.absolute().parent, os.W_OK)):
        raise ReadOnlyPlace(path)


def may(path: Path, what: int) -> bool:
    """Whether this process may read or write there (os.R_OK, os.W_OK), by the identity it acts under."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def logs_beside(path: Path) -> list[Path]:
    """The companions that exist and are not empty, so may hold events."""
    found = [path.with_name(path.name + suffix) for suffix in LOGS]
    return [log for log in found if log.exists() and log.stat().st_size]


def refuse_new(path: Path, least_free: int) -> None:
    """Raises what stands against a new file: MissingFolder, AlreadyThere, LeftoverFiles, UnusableName, NoRoom."""
    try:
        if not path.absolute().parent.is_dir():
            raise MissingFolder(path)
        if not path.name or "\x00" in path.name or len(os.fsencode(path.name)) > _NAME_BYTES:
            raise UnusableName(path, say("no more than {count} bytes", count=_NAME_BYTES))
        if not _encodes(path):
            raise UnusableName(path, say("it holds bytes that are no text"))
        if path.exists() or path.is_symlink():
            raise AlreadyThere(path)
        for suffix in LOGS:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                raise LeftoverFiles(path, beside)
        free = free_bytes(path)
    except OSError as error:
        raise refused(path, error) from error
    if free < least_free:
        raise NoRoom(path, free, least_free)


def free_bytes(path: Path) -> int:
    """Bytes free to this user on the disk of `path`."""
    return shutil.disk_usage(path.absolute().parent).free


@contextlib.contextmanager
def growing(path: Path, *, replace: bool) -> Iterator[Path]:
    """A new, empty, private (0600) file beside `path`, which takes the name of `path` when the block ends well.

    The content is flushed before and the folder after, so that a kill or a power cut leaves the whole file or none.
    Without `replace` an existing file is kept and AlreadyThere raised.
    """
    if not path.absolute().parent.is_dir():
        raise MissingFolder(path)
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            yield part
            _flush(part)
            _named(part, path, replace=replace)
        finally:
            for leftover in (part, *(part.with_name(part.name + suffix) for suffix in (*LOGS, "-shm"))):
                leftover.unlink(missing_ok=True)
        flush_folder(path)
    except OSError as error:
        raise refused(path, error) from error


def flush_folder(path: Path) -> None:
    """Flushes the folder of `path`, so that a name once given stays given. Systems without such a call do it alone.

    Raises JournalError."""
    if os.name != "posix":
        return
    try:
        handle = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: OSError) -> JournalError:
    """An error of the operating system as one of ours."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MissingFile(path)
    if isinstance(error, IsADirectoryError):
        return IsADirectory(path)
    if isinstance(error, FileExistsError):
        return AlreadyThere(path)
    if error.errno in _FULL:
        return NoRoom(path)
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UnusableName(path, error.strerror or say("the system refuses it"))
    if error.errno in _REFUSED:
        unreadable = path.exists() and not may(path, os.R_OK)
        return NotReadable(path, say("permission denied")) if unreadable else ReadOnlyPlace(path)
    return StorageTrouble(path, error.strerror or say("the disk reported an error"), error)


def _encodes(path: Path) -> bool:
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _named(part: Path, path: Path, *, replace: bool) -> None:
    if replace:
        part.replace(path)
        return
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise AlreadyThere(path) from None
        part.rename(path)
