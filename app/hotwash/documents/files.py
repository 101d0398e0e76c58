"""Puts a finished document on disk as a whole or not at all; knows no more of it than that it was printed here."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from pathlib import Path

from hotwash.documents.errors import (
    DiskFull,
    DocumentError,
    FolderMissing,
    IsFolder,
    NotADocument,
    NotAllowed,
    NotWritten,
)
from hotwash.documents.package import printed_here

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
MOST = 256 * 1024 * 1024
"""Bytes of the largest file that can be an older document."""
NOTHING_OF_OURS = b"?"
MARK = b"\xef\xbb\xbf"
_NUMBERS = itertools.count()


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, flush to disk, rename; an older file of that name stays whole until the last moment.

    Raises the DocumentError that says what is in the way; nothing half-written is left.
    """
    if path.is_dir():
        raise IsFolder(path)
    if not path.parent.is_dir():
        raise FolderMissing(path)
    _refuse_other_files(path, data)
    beside = path.parent / f".hotwash-{os.getpid()}-{next(_NUMBERS)}.part"
    try:
        with os.fdopen(os.open(beside, _NEW, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise _told(path, error) from error
    _flush_folder(path.parent)


def _refuse_other_files(path: Path, data: bytes) -> None:
    """An exercise, a note or a picture is never replaced by a document; an older document may be, unless somebody has
    written into it since."""
    if path.suffix.lower() == ".hotwash":
        raise NotADocument(path)
    try:
        if not path.exists():
            return
        older = path.read_bytes() if path.is_file() and path.stat().st_size <= MOST else NOTHING_OF_OURS
    except FileNotFoundError:
        return
    except OSError as error:
        raise _told(path, error) from error
    if older and not (_printed(older) or _same_table(older, data)):
        raise NotADocument(path)


def _printed(older: bytes) -> bool:
    """A PDF, a Word file or a workbook that is as it was printed. What is filled into a PDF is added at its end."""
    if older.startswith(b"%PDF-"):
        return older.count(b"%%EOF") <= 1
    return older.startswith(b"PK") and printed_here(older)


def _same_table(older: bytes, data: bytes) -> bool:
    """A CSV file with the very header of the new one; a table has nothing else that tells where it comes from."""
    if data.startswith((b"%PDF-", b"PK")):
        return False
    header = data.removeprefix(MARK).partition(b"\n")[0]
    return b"," in header and older.removeprefix(MARK).partition(b"\n")[0] == header


def _flush_folder(folder: Path) -> None:
    """Make the rename last a power cut where the system can; Windows has no such call."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(path: Path, error: OSError) -> DocumentError:
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno in _REFUSED:
        return NotAllowed(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FolderMissing(path)
    return NotWritten(path, error.strerror or type(error).__name__)
