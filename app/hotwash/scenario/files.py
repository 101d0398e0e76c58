"""The files of a scenario: found, guarded and read as bytes; knows nothing of what stands in them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from hotwash.domain.sentences import say
from hotwash.resources import shipped
from hotwash.scenario.placed import LARGEST_FILE, Entries, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems, did_you_mean, shown
from hotwash.scenario.shapes import ID_PATTERN

HEAD = "scenario.yaml"
"""The file that makes a folder a scenario."""
DECISIONS = "decisions"
"""The folder of decisions files within it."""
FIRST = "massachusetts-2024"
"""The shipped scenario that a newcomer meets first."""
MOST_FILES = 200
MOST_BYTES = 8 << 20

_NAME = re.compile(ID_PATTERN + r"\.yaml\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShippedScenario:
    """What a list of scenarios shows, and the folder to read it from."""

    name: str
    title: str
    summary: str
    path: Traversable


def shipped_scenarios() -> tuple[ShippedScenario, ...]:
    """Every scenario that comes with the app, the first one first, then in order of name; reads only their heads."""
    found = []
    for folder in _shipped_folders():
        root, _ = load((folder / HEAD).read_bytes(), f"{folder.name}/{HEAD}")
        words = {"title": folder.name, "summary": ""}
        if isinstance(root, Entries):
            for key in words:
                entry = root.entries.get(key)
                if entry is not None and isinstance(entry[1], Scalar):
                    words[key] = entry[1].written
        found.append(ShippedScenario(folder.name, words["title"], words["summary"], folder))
    return tuple(found)


def find_scenario(name_or_path: str) -> Path | Traversable:
    """The file or folder of that path, or else the shipped scenario of that name."""
    path = Path(name_or_path)
    if name_or_path and _exists(path):
        return path
    names = {folder.name: folder for folder in _shipped_folders()}
    if name_or_path in names:
        return names[name_or_path]
    near = did_you_mean(name_or_path, names)
    listed = say("; shipped are: {names}.", names=", ".join(names)) if near == "." else near
    sentence = say("no such file or folder, and no shipped scenario of that name{listed}", listed=listed)
    raise ScenarioProblems([Problem(shown(name_or_path), 0, 0, "", sentence)])


def scenario_files(path: Path | Traversable) -> dict[str, bytes]:
    """The scenario as it is played: names inside it ('scenario.yaml', 'decisions/history.yaml') and contents."""
    where = os.fspath(path) if isinstance(path, Path) else path.name
    if isinstance(path, Path):
        _must_exist(path, where)
    if not path.is_dir():
        return {HEAD: _read(path, where)}
    names = [(entry.name, entry) for entry in _listed(path, where)]
    if HEAD not in dict(names):
        raise ScenarioProblems(
            [Problem(where, 0, 0, "", say("is a folder without {head}; a scenario's folder has one.", head=HEAD))]
        )
    folder = dict(names).get(DECISIONS)
    if folder is not None and folder.is_dir():
        inner = f"{where}/{DECISIONS}"
        names += [(f"{DECISIONS}/{entry.name}", entry) for entry in _listed(folder, inner)]
    wanted = [(name, entry) for name, entry in names if _NAME.match(name.rpartition("/")[2]) and not entry.is_dir()]
    if len(wanted) > MOST_FILES:
        raise ScenarioProblems([Problem(where, 0, 0, "", say("holds more than {most} files.", most=MOST_FILES))])
    contents: dict[str, bytes] = {}
    for name, entry in sorted(wanted, key=lambda item: item[0]):
        if isinstance(entry, Path) and isinstance(path, Path) and not entry.resolve().is_relative_to(path.resolve()):
            problem = Problem(
                f"{where}/{name}", 0, 0, "", say("is a link out of the scenario's folder; put the file itself there.")
            )
            raise ScenarioProblems([problem])
        contents[name] = _read(entry, f"{where}/{name}")
        if sum(map(len, contents.values())) > MOST_BYTES:
            raise ScenarioProblems([Problem(where, 0, 0, "", say("holds more than 8 MiB; no scenario may."))])
    return contents


def read_file(path: Path) -> bytes:
    """One file that must be a file, for example decisions kept apart from their scenario."""
    where = os.fspath(path)
    _must_exist(path, where)
    if path.is_dir():
        raise ScenarioProblems([Problem(where, 0, 0, "", say("is a folder, and a file is wanted."))])
    return _read(path, where)


def display_names(path: Path | Traversable, contents: Mapping[str, bytes]) -> dict[str, str]:
    """For each name of `scenario_files` how it is shown to the author."""
    where = os.fspath(path) if isinstance(path, Path) else path.name
    return dict.fromkeys(contents, where) if not path.is_dir() else {name: f"{where}/{name}" for name in contents}


def _shipped_folders() -> list[Traversable]:
    folder = shipped("scenarios")
    if not folder.is_dir():
        return []
    found = (item for item in folder.iterdir() if (item / HEAD).is_file())
    return sorted(found, key=lambda item: (item.name != FIRST, item.name))


def _listed(folder: Path | Traversable, where: str) -> Iterator[Path | Traversable]:
    try:
        return iter(list(folder.iterdir()))
    except OSError as error:
        raise ScenarioProblems([Problem(where, 0, 0, "", _why(error))]) from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _must_exist(path: Path, where: str) -> None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise ScenarioProblems([Problem(where, 0, 0, "", _why(error))]) from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ScenarioProblems([Problem(where, 0, 0, "", say("is neither a file nor a folder."))])


def _read(entry: Path | Traversable, where: str) -> bytes:
    """At most one byte more than a file may have, so that a huge one costs nothing; a device is never opened."""
    if isinstance(entry, Path):
        _must_exist(entry, where)
    try:
        with entry.open("rb") as stream:
            data: bytes = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise ScenarioProblems([Problem(where, 0, 0, "", _why(error))]) from None
    if len(data) > LARGEST_FILE:
        raise ScenarioProblems([Problem(where, 0, 0, "", say("is larger than 1 MiB; no scenario file may be."))])
    return data


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return say("does not exist; check the name.")
        case PermissionError():
            return say("may not be read by you; ask its owner for permission.")
        case NotADirectoryError():
            return say("lies under something that is not a folder; check the path.")
        case OSError(strerror=str(said)):
            return say("can't be read: {why}.", why=said.lower())
        case _:
            return say("is not a path that can be opened.")
