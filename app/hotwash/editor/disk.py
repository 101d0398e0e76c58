"""Files written so that a kill, a full disk or a power cut leaves the old one or the new one; knows no scenario."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from hotwash.domain.sentences import Sentence, say

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_PART = ".part"


def write_whole(path: Path, data: bytes) -> None:
    """One file, all of it or not at all. Raises OSError."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes], gone: tuple[Path, ...] = ()) -> None:
    """Several files, and files that go. Room is found for all of them before the first takes its name.

    Should one fail to take its name, those that have are put back. Raises OSError.
    """
    parts: dict[Path, Path] = {}
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files.items():
            parts[path] = _part(path, data)
        for path, part in parts.items():
            before = path.read_bytes() if path.exists() else None
            part.replace(path)
            done.append((path, before))
        for path in gone:
            before = path.read_bytes()
            path.unlink()
            done.append((path, before))
    except OSError:
        for path, before in reversed(done):
            with contextlib.suppress(OSError):
                _put_back(path, before)
        raise
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    for folder in {path.parent for path in (*files, *gone)}:
        _flush_folder(folder)


def _part(path: Path, data: bytes) -> Path:
    """The content under another name in the same folder, flushed, with the rights of the file it will replace."""
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}{_PART}")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return part


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        _part(path, before).replace(path)


def _flush_folder(folder: Path) -> None:
    """So that names once given stay given; systems without such a call do it alone."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def why(error: OSError) -> Sentence:
    """What an error of the system means to whoever saves, and what to do."""
    if error.errno in _FULL:
        return say("the disk is full; make room, or save to another disk")
    if error.errno in _REFUSED:
        return say("you may not write there; choose another folder, or ask its owner")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return say("the folder is gone; choose another one")
    return say(
        "{why}; choose another place", why=(error.strerror or str(error) or "the disk reported an error").lower()
    )
