"""A scenario on disk and the draft of it: opened, saved, saved as another, and never over what somebody else saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from hotwash.domain.sentences import say
from hotwash.editor.disk import why, write_all
from hotwash.resources import shipped
from hotwash.scenario.draft import Draft, Fields, draft_of
from hotwash.scenario.files import HEAD, scenario_files
from hotwash.scenario.writer import written

YAML = ".yaml"


@dataclass(frozen=True, slots=True)
class Document:
    """A scenario as it was opened or last saved.

    `files` say `draft`; `on_disk` is what stood at `place` then (the same, but for work that was recovered). A document
    without a place is new, or a copy of what comes with the app, and has to be given one.
    """

    draft: Draft
    place: Path | None = None
    """A scenario's folder, or its only file."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    on_disk: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What to call it: its title, else the name of its place."""
        found = self.draft.head.get("title")
        if isinstance(found, str) and found.strip():
            return found
        return "" if self.place is None else self.place.name


class NotSaved(Exception):
    """A document could not be saved; nothing on disk has changed. Its text is the sentence."""


class NeedsAPlace(NotSaved):
    """It was never saved, or it comes with the app."""

    def __init__(self) -> None:
        super().__init__(say("This scenario has no file of its own yet; choose where to save it."))


class ComesWithTheApp(NotSaved):
    """The place belongs to the app."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            say("{place} comes with Hotwash and is never changed; save a copy in a folder of yours.", place=str(place))
        )


class ChangedOnDisk(NotSaved):
    """Somebody else has saved there since."""

    def __init__(self, place: Path, names: tuple[str, ...]) -> None:
        self.place, self.names = place, names
        super().__init__(
            say(
                "{place}: {names} changed on disk since you opened it; keep yours as another copy, or load theirs.",
                place=str(place),
                names=", ".join(names),
            )
        )


class NeedsAFolder(NotSaved):
    """One file can't hold decisions and parts."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            say("{place} is one file, and this scenario has several; save it as a folder.", place=str(place))
        )


class AlreadyThere(NotSaved):
    """Another thing has the name."""

    def __init__(self, place: Path) -> None:
        super().__init__(say("{place} is there already; choose another name, or say that it may go.", place=str(place)))


class NotWritten(NotSaved):
    """The system refused."""

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__(say("{place} was not saved: {why}.", place=str(place), why=why(error)))


def opened(place: Path) -> Document:
    """The scenario of a folder or file, to be edited and saved there. Raises ScenarioProblems."""
    files = scenario_files(place)
    if _is_shipped(place):
        return Document(draft_of(files), None, files)
    return Document(draft_of(files), place, files, files)


def copied(source: Path | Traversable, *, name: str = "", title: str = "") -> Document:
    """A scenario that comes with the app, or any other, as a document of its own, with another id and title if given.

    Raises ScenarioProblems.
    """
    files = scenario_files(source)
    draft = draft_of(files)
    head = draft.head
    if name:
        head = head.having("id", name)
    if title:
        head = head.having("title", title)
    changed = replace(draft, head=head)
    return Document(changed, None, written(files, draft, changed))


def started(draft: Draft) -> Document:
    """A draft that no file holds yet, such as an import."""
    return Document(draft, None, written({}, Draft(Fields(), {}), draft))


def _is_shipped(place: Path) -> bool:
    found = place.resolve()
    return any(found.is_relative_to(Path(str(shipped(folder))).resolve()) for folder in ("scenarios", "assets"))


def changed_on_disk(document: Document) -> tuple[str, ...]:
    """Names of files that are not on disk as the document left them; none where it has no place."""
    place = document.place
    if place is None:
        return ()
    return tuple(name for name, data in sorted(document.on_disk.items()) if _now(place, name, document) != data)


def _now(place: Path, name: str, document: Document) -> bytes | None:
    path = _path(place, name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotWritten(document.place or place, error) from error


def _path(place: Path, name: str) -> Path:
    return place if place.suffix == YAML and not place.is_dir() else place / name


def saved(document: Document, draft: Draft) -> Document:
    """The document with the draft on disk. Nothing is written where nothing changed.

    Raises NotSaved with the sentence to show (ChangedOnDisk leaves the choice to the author), ScenarioProblems where
    the draft can't be written, such as a list too large for a file.
    """
    place = document.place
    if place is None:
        raise NeedsAPlace
    files = written(document.files, document.draft, draft)
    if names := changed_on_disk(document):
        raise ChangedOnDisk(place, names)
    new = {name: data for name, data in files.items() if document.on_disk.get(name) != data}
    strangers = tuple(name for name in new if name not in document.on_disk and _path(place, name).exists())
    if strangers and place.is_dir():
        raise ChangedOnDisk(place, strangers)
    gone = tuple(name for name in document.on_disk if name not in files)
    _write(place, new, gone, several=len(files) > 1)
    return Document(draft, place, files, files)


def saved_as(document: Document, draft: Draft, place: Path, *, may_replace: bool = False) -> Document:
    """The draft at another place: a folder, or a file where the name ends in .yaml.

    Only with `may_replace` is a scenario overwritten that is there; what else lies in its folder stays.
    Raises NotSaved, ScenarioProblems.
    """
    if _is_shipped(place):
        raise ComesWithTheApp(place)
    files = written(document.files, document.draft, draft)
    single = place.suffix == YAML and not place.is_dir()
    taken = place.exists() if single or place.is_file() else (place / HEAD).exists()
    if (taken and not may_replace) or (place.is_file() and not single):
        raise AlreadyThere(place)
    gone: tuple[str, ...] = ()
    if taken and not single:
        try:
            gone = tuple(name for name in scenario_files(place) if name not in files)
        except ValueError as error:
            raise AlreadyThere(place) from error
    _write(place, files, gone, several=len(files) > 1)
    return Document(draft, place, files, files)


def _write(place: Path, files: Mapping[str, bytes], gone: tuple[str, ...], *, several: bool) -> None:
    single = place.suffix == YAML and not place.is_dir()
    if single and several:
        raise NeedsAFolder(place)
    if _is_shipped(place):
        raise ComesWithTheApp(place)
    try:
        if not place.parent.is_dir():
            raise FileNotFoundError
        if not single:
            place.mkdir(exist_ok=True)
            for name in files:
                (place / name).parent.mkdir(exist_ok=True)
        write_all(
            {_path(place, name): data for name, data in files.items()}, tuple(_path(place, name) for name in gone)
        )
    except OSError as error:
        raise NotWritten(place, error) from error
