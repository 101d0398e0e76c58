"""Scenarios that were opened or saved lately, newest first, in one small file of the user's; knows no window."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from hotwash.editor.disk import write_whole

MOST = 12
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class RecentScenario:
    """One of the list: where it is, what it was called, and whether it is still there."""

    place: Path
    title: str
    is_there: bool


def recent_file() -> Path:
    """Where the list is kept for this user."""
    return user_data_path("hotwash", appauthor=False) / "recent-scenarios.json"


def recent(file: Path) -> tuple[RecentScenario, ...]:
    """The list; empty where there is none, or none that can be read."""
    return tuple(RecentScenario(Path(place), title, _is_there(Path(place))) for place, title in _read(file))


def noted(file: Path, place: Path, title: str) -> None:
    """Put a scenario first. That it can't be noted stops nobody's work."""
    where = str(place.absolute())
    _write(file, [(where, title), *((other, name) for other, name in _read(file) if other != where)][:MOST])


def forgotten(file: Path, place: Path) -> None:
    """Take a scenario off the list."""
    where = str(place.absolute())
    _write(file, [(other, name) for other, name in _read(file) if other != where])


def _read(file: Path) -> list[tuple[str, str]]:
    try:
        with file.open("rb") as stream:
            held = json.loads(stream.read(_LARGEST).decode("utf-8"))
        return [(str(entry["place"]), str(entry["title"])) for entry in held["scenarios"]][:MOST]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(file: Path, entries: list[tuple[str, str]]) -> None:
    held = {"format": 1, "scenarios": [{"place": place, "title": title} for place, title in entries]}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(held, indent=1).encode("ascii"))


def _is_there(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):
        return False
