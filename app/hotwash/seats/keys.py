"""What must outlive a restart so that browsers come back by themselves: room code, port, and who was admitted.

Tokens themselves are not in it, only what tells them again. The file is private (0600) and lies beside the exercise.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from hotwash.seats.codes import CODE_LENGTH, new_code
from hotwash.seats.errors import KeysLost

SUFFIX = ".seats"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Badge:
    """An admitted browser. `kept` is the digest of its token; nobody can make the token of it."""

    number: int
    seat: str
    who: str
    organisation: str
    kept: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is kept of one exercise's seats."""

    exercise: str = ""
    code: str = field(default_factory=new_code)
    locked: bool = False
    address: str = ""
    port: int = 0
    next_number: int = 1
    badges: tuple[Badge, ...] = ()


class Keys:
    """Reads and writes that file; without a path it keeps everything in memory."""

    def __init__(self, path: Path | None, exercise: str) -> None:
        self._path = path
        self.held = _read(path, exercise) or Held(exercise=exercise)
        self.trouble = ""
        """Why the file can't be written, as a sentence; empty while it can."""

    def change(self, **values: object) -> None:
        """Keep other values, on disk before it returns."""
        self.held = replace(self.held, **values)  # type: ignore[arg-type]  # names of Held's fields
        try:
            self._write()
            self.trouble = ""
        except OSError as error:
            self.trouble = str(KeysLost(str(self._path), error.strerror or str(error)))

    def _write(self) -> None:
        if self._path is None:
            return
        part = self._path.with_name(f"{self._path.name}.part")
        with suppress(FileNotFoundError):
            part.unlink()
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, **asdict(self.held)}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)


def _read(path: Path | None, exercise: str) -> Held | None:
    """What is kept for this very exercise; None where there is nothing, or nothing that can be read."""
    if path is None:
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        badges = tuple(
            Badge(int(b["number"]), str(b["seat"]), str(b["who"]), str(b["organisation"]), str(b["kept"]))
            for b in found["badges"]
        )
        made = Held(
            exercise=str(found["exercise"]),
            code=str(found["code"]),
            locked=bool(found["locked"]),
            address=str(found["address"]),
            port=int(found["port"]),
            next_number=int(found["next_number"]),
            badges=badges,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made if made.exercise == exercise and len(made.code) == CODE_LENGTH else None
