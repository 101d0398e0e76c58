"""The files of what an author works on: opened, saved, kept aside, recovered, taken in and given out. No Qt.

Whatever goes wrong with a file is an answer in one sentence; the draft itself is never touched by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from hotwash.domain.scenario import Scenario
from hotwash.editor.edits import add
from hotwash.editor.recent import RecentScenario, forgotten, noted, recent, recent_file
from hotwash.editor.recovery import (
    Keeper,
    NotKept,
    NotRecovered,
    Recoverable,
    dropped,
    recoverable,
    recovered,
    recovery_folder,
)
from hotwash.editor.saving import (
    ChangedOnDisk,
    Document,
    NeedsAPlace,
    NotSaved,
    changed_on_disk,
    opened,
    saved,
    saved_as,
)
from hotwash.editor.templates import Beginning, beginnings, begun
from hotwash.scenario.draft import Draft, Fields, Plain, draft_of
from hotwash.scenario.exchange.context import FRESH, beside
from hotwash.scenario.exchange.csv_network import written_elements, written_links
from hotwash.scenario.exchange.entries import entries_of
from hotwash.scenario.exchange.errors import ExchangeError
from hotwash.scenario.exchange.formats import Source, read_any, read_bytes
from hotwash.scenario.exchange.graphml import written_graphml
from hotwash.scenario.exchange.imported import PLACES_TOLD, Imported, Sort
from hotwash.scenario.exchange.rules_table import written_rules
from hotwash.scenario.problems import ScenarioProblems
from hotwash.viewmodels.words import msg, noop, said, said_by

NETWORKS = (".graphml", ".xml", ".csv", ".rules", ".txt")
"""Endings of files of other programs that can be taken in; what they are is told by what stands in them."""
FORMATS: Mapping[str, tuple[str, str]] = {
    "graphml": (noop("GraphML"), ".graphml"),
    "elements-csv": (noop("CSV of elements"), ".csv"),
    "links-csv": (noop("CSV of links"), ".csv"),
    "rules-csv": (noop("CSV of firewall rules"), ".csv"),
    "svg": (noop("Map as SVG"), ".svg"),
    "pdf": (noop("Map as PDF"), ".pdf"),
}


class Need(Enum):
    """What has to be asked before it can be saved."""

    NOTHING = auto()
    PLACE = auto()
    """Where to save it."""
    CHOICE = auto()
    """Somebody else changed the files meanwhile: keep mine elsewhere, or load theirs."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: a sentence, whether it was done, and what to ask."""

    sentence: str
    done: bool = False
    need: Need = Need.NOTHING


class CantOpen(Exception):
    """A scenario can't be opened to be edited; its text is the sentence."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import would bring: its report line by line, and the entries; nothing is changed yet."""

    imported: Imported
    lines: tuple[tuple[str, str, str], ...]
    """Sort, where in the source, and the sentence."""
    summary: str


class DesignFiles:
    """The document of one workspace. Only `Keeper` and `recent` write without being asked to."""

    def __init__(self, document: Document, *, recovering: Recoverable | None = None) -> None:
        self.document = document
        self._keeper = Keeper(recovery_folder())
        self._recovering = recovering
        if document.place is not None:
            noted(recent_file(), document.place, document.title)

    @property
    def folder(self) -> Path | None:
        """Its folder, where other files of it may lie; None for a single file or nothing yet."""
        place = self.document.place
        return place if place is not None and place.is_dir() else None

    @property
    def saved_draft(self) -> Draft:
        """The draft that stands on disk; of recovered work that is not the one that was recovered."""
        on_disk = self.document.on_disk
        return draft_of(on_disk) if on_disk else Draft(Fields(), {})

    @property
    def where(self) -> str:
        """Where it is saved; empty while nowhere."""
        return "" if self.document.place is None else str(self.document.place)

    def keep(self, draft: Draft) -> Told:
        """Put unsaved work aside, so that it survives whatever befalls the program; its sentence is the time of day."""
        try:
            self._keeper.keep(self.document, draft)
        except NotKept as refused:
            return Told(said_by(refused))
        if self._recovering is not None:  # the work stands in a file of our own now
            dropped(self._recovering)
            self._recovering = None
        return Told(f"{datetime.now(UTC).astimezone():%H:%M:%S}", done=True)

    def save(self, draft: Draft) -> Told:
        """Write the draft where it is from."""
        try:
            self._now(saved(self.document, draft))
        except NeedsAPlace as needed:
            return Told(said_by(needed), need=Need.PLACE)
        except ChangedOnDisk as changed:
            return Told(said_by(changed), need=Need.CHOICE)
        except (NotSaved, ScenarioProblems) as refused:
            return Told(said_by(refused))
        return Told(msg("Saved in {place}.", place=self.where), done=True)

    def save_as(self, draft: Draft, place: Path, *, may_replace: bool = False) -> Told:
        """Write the draft to a folder or file; it is saved there from now on."""
        try:
            self._now(saved_as(self.document, draft, place, may_replace=may_replace))
        except (NotSaved, ScenarioProblems) as refused:
            return Told(said_by(refused))
        return Told(msg("Saved in {place}.", place=self.where), done=True)

    def changed_meanwhile(self) -> str:
        """What somebody else changed on disk, in a sentence; empty for nothing."""
        try:
            names = changed_on_disk(self.document)
        except NotSaved as refused:
            return said_by(refused)
        if not names:
            return ""
        return msg("{names} changed on disk since you opened it; saving will ask what to do.", names=", ".join(names))

    def close(self, *, leave: bool = False) -> None:
        """The work is saved or given up; with `leave` it can be recovered at the next start."""
        self._keeper.close(leave=leave)

    def _now(self, document: Document) -> None:
        self.document = document
        self._keeper.forget()
        if document.place is not None:
            noted(recent_file(), document.place, document.title)


def open_place(place: Path) -> Document:
    """The scenario of a folder or file, to be edited there. Raises CantOpen."""
    try:
        return opened(place.parent if place.name == "scenario.yaml" else place)
    except ScenarioProblems as problems:
        raise CantOpen(said(problems.problems[0].told())) from problems


def begin_named(name: str) -> Document:
    """A document that begins as the template or shipped scenario of that name. Raises CantOpen."""
    found = next((one for one in beginnings() if one.name == name), None)
    if found is None:
        raise CantOpen(msg("There is no template or scenario '{name}'.", name=name))
    return begin(found)


def begin(beginning: Beginning) -> Document:
    """A document that begins as a template or as a copy. Raises CantOpen."""
    try:
        return begun(beginning)
    except ScenarioProblems as problems:
        raise CantOpen(said(problems.problems[0].told())) from problems


def left_behind() -> tuple[Recoverable, ...]:
    """Unsaved work of windows that ended badly."""
    return recoverable(recovery_folder())


def recover(work: Recoverable) -> Document:
    """The document with the work that was left behind. Raises CantOpen."""
    try:
        return recovered(work)
    except NotRecovered as lost:
        raise CantOpen(said_by(lost)) from lost


def give_up(work: Recoverable) -> None:
    """Delete what was left behind."""
    dropped(work)


def lately() -> tuple[RecentScenario, ...]:
    """Scenarios worked on lately, the last one first."""
    return recent(recent_file())


def forget(place: Path) -> None:
    """Take one off that list."""
    forgotten(recent_file(), place)


def look_into(path: Path, scenario: Scenario | None) -> Taken:
    """What a file of another program would bring, beside what the scenario has. Raises CantOpen."""
    try:
        imported = read_any(Source(read_bytes(path), path.name), FRESH if scenario is None else beside(scenario))
    except (ExchangeError, OSError, ValueError) as refused:
        raise CantOpen(said_by(refused)) from refused
    report = imported.report
    lines = [(said(line.sort.value), _places(line.places), said(line.sentence)) for line in report.lines]
    lines += [(msg("next"), "", said(step)) for step in report.next_steps]
    counts = {sort: len(report.of(sort)) for sort in Sort}
    summary = msg(
        "{taken} taken, {guessed} guessed, {left} left out.",
        taken=counts[Sort.TAKEN], guessed=counts[Sort.GUESSED], left=counts[Sort.LEFT],
    )  # fmt: skip
    return Taken(imported, tuple(lines), f"{said(report.summary)} {summary}")


def _places(places: tuple[str, ...]) -> str:
    named = ", ".join(places[:PLACES_TOLD])
    more = len(places) - PLACES_TOLD
    return msg("{named} and {more:,} more", named=named, more=more) if more > 0 else named


def taken_in(draft: Draft, taken: Taken) -> tuple[Draft, tuple[int, ...]]:
    """The draft with what an import brings, and the keys it got."""
    keys = []
    for section, entries in taken.imported.lists():
        for one in entries:
            draft, key = add(draft, section, _plain(one))
            keys.append(key)
    return draft, tuple(keys)


def _plain(value: object) -> Plain:
    if isinstance(value, Mapping):
        return Fields({str(key): _plain(inner) for key, inner in value.items()})
    if isinstance(value, tuple | list):
        return tuple(_plain(inner) for inner in value)
    assert isinstance(value, str | int)
    return value


MAPS = ("svg", "pdf")
"""Formats of the map, which is painted by what paints the screen."""


def give_out(scenario: Scenario, format_: str, path: Path) -> Told:
    """Write the network or its rules for other programs."""
    entries = entries_of(scenario.network)
    try:
        data = {
            "graphml": lambda: written_graphml(entries["elements"], entries["links"], scenario.title),
            "elements-csv": lambda: written_elements(entries["elements"]),
            "links-csv": lambda: written_links(entries["links"]),
            "rules-csv": lambda: written_rules(entries["policies"]),
        }[format_]()
        path.write_bytes(data)
    except OSError as refused:
        return not_written(path, refused)
    return has_written(path)


def has_written(path: Path) -> Told:
    """What is said when a file has been given out."""
    return Told(msg("Written to {place}.", place=str(path)), done=True)


def not_written(path: Path, refused: OSError) -> Told:
    """What is said when the system refused."""
    return Told(msg("{place} was not written: {why}.", place=str(path), why=(refused.strerror or "").lower()))
