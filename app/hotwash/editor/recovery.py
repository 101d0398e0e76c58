"""Unsaved work, kept after each step in a folder of the user's, so that a kill or a power cut costs nothing.

Each window has a file of its own there, locked for as long as it lives: what is locked is somebody's present work, what
is not locked was left behind. Knows no window.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from platformdirs import user_data_path

from hotwash.domain.sentences import say
from hotwash.editor.disk import why, write_whole
from hotwash.editor.draft_json import packed, unpacked
from hotwash.editor.saving import Document
from hotwash.scenario.draft import Draft, draft_of
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.writer import alike_drafts, written

if sys.platform == "win32":
    import msvcrt

    def _locks(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _locks(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


FORMAT = 1
_WORK, _LOCK = ".work", ".lock"
_LARGEST = 64 << 20


def recovery_folder() -> Path:
    """Where unsaved work is kept for this user."""
    return user_data_path("hotwash", appauthor=False) / "unsaved"


class NotKept(Exception):
    """Unsaved work could not be put aside; its text is the sentence. The work itself goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(say("Unsaved work can't be kept for the case of a crash: {why}; save often.", why=reason))


class NotRecovered(Exception):
    """Work that was kept can't be read; its text is the sentence."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("{path} holds unsaved work that can't be read any more; it may be deleted.", path=str(path))
        )


class Keeper:
    """The unsaved work of one window. `keep` after steps, `forget` after a save, `close` when the window goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = secrets.token_hex(8)
        self._lock: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file that holds the work, once some is kept."""
        return self._folder / (self._name + _WORK)

    def keep(self, document: Document, draft: Draft) -> None:
        """Put the draft aside, over what was put aside before. Raises NotKept, whatever the reason."""
        try:
            data = _packed(document, draft, datetime.now(UTC))
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._lock is None:
                self._lock = os.open(self.path.with_suffix(_LOCK), os.O_CREAT | os.O_RDWR, 0o600)
                _locks(self._lock)
            write_whole(self.path, data)
        except OSError as error:
            raise NotKept(why(error)) from error

    def forget(self) -> None:
        """Nothing is unsaved now."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def close(self, *, leave: bool = False) -> None:
        """The window goes, its work saved or given up; with `leave` what was kept can be recovered afterwards."""
        if not leave:
            self.forget()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        with contextlib.suppress(OSError):
            self.path.with_suffix(_LOCK).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Work that was left behind: its title, the place it was opened from (empty for none), and when it was kept (UTC).

    `broken` is the sentence to show where it can't be read.
    """

    path: Path
    title: str
    place: str
    kept: datetime | None
    broken: str = ""


def recoverable(folder: Path) -> tuple[Recoverable, ...]:
    """What earlier windows left behind, newest first; nothing that another window is working on."""
    try:
        paths = sorted(folder.glob(f"*{_WORK}"))
    except OSError:
        return ()
    found = [_told(path) for path in paths if not _is_held(path)]
    return tuple(
        sorted(found, key=lambda work: (work.kept or datetime.min.replace(tzinfo=UTC), work.path), reverse=True)
    )


def recovered(work: Recoverable) -> Document:
    """The document with the work in it, to go on with and to save. Raises NotRecovered."""
    try:
        held = _unpacked(work.path)
        files = {str(name): str(text).encode("utf-8") for name, text in held["files"].items()}
        on_disk = {str(name): str(text).encode("utf-8") for name, text in held["on_disk"].items()}
        place = Path(held["place"]) if held["place"] else None
        draft = unpacked(held["draft"])
        read = _read(files)
        if read is not None and alike_drafts(read, draft):
            return Document(read, place, files, on_disk)
        return Document(draft, place, {}, on_disk)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotRecovered(work.path) from error


def _read(files: Mapping[str, bytes]) -> Draft | None:
    """What the files say; None where they can't be read, so that they have to be written anew."""
    try:
        return draft_of(files)
    except ScenarioProblems:
        return None


def dropped(work: Recoverable) -> None:
    """Delete what was left behind, after it was recovered and kept anew, or given up."""
    for path in (work.path, work.path.with_suffix(_LOCK)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _packed(document: Document, draft: Draft, now: datetime) -> bytes:
    files = written(document.files, document.draft, draft, check=False)
    title = draft.head.get("title")
    held = {
        "format": FORMAT,
        "title": title if isinstance(title, str) else document.title,
        "place": "" if document.place is None else str(document.place),
        "kept": now.isoformat(timespec="seconds"),
        "draft": packed(draft),
        "files": {name: data.decode("utf-8") for name, data in files.items()},
        "on_disk": {name: data.decode("utf-8") for name, data in document.on_disk.items()},
    }
    return json.dumps(held).encode("ascii")


def _unpacked(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        held = json.loads(file.read(_LARGEST).decode("utf-8"))
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise ValueError("no unsaved work of this version")
    return held


def _told(path: Path) -> Recoverable:
    try:
        held = _unpacked(path)
        kept = datetime.fromisoformat(held["kept"])
        return Recoverable(path, str(held["title"]), str(held["place"]), kept)
    except (OSError, ValueError, KeyError, TypeError):
        return Recoverable(path, path.name, "", None, str(NotRecovered(path)))


def _is_held(path: Path) -> bool:
    """Whether a window that lives holds the lock of this work."""
    try:
        handle = os.open(path.with_suffix(_LOCK), os.O_RDWR)
    except OSError:
        return False
    try:
        _locks(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
