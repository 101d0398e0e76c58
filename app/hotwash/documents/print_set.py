"""A whole print set: every document in a folder, and a contents sheet that says how many of each to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Column, Document, Heading, Row, Section, Table, Text
from hotwash.documents.errors import DocumentCancelled, FolderMissing, NotWritten
from hotwash.documents.files import write_whole
from hotwash.documents.paper import Cancelled, Progress
from hotwash.domain.plan import Part

SPARE_PERCENT = 20
"""Spare copies of what players and observers get, rounded up; HSEEP's own figure."""
CONTENTS = "00 Contents of the print set.pdf"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the set by its name: how many copies, on which sheets, printed how, for whom."""

    name: str
    copies: int
    how: str
    whom: str


def readers(plan: Beforehand) -> int:
    """Players and observers with the spare copies, rounded up."""
    seats = len(plan.seats(Part.PLAYER)) + len(plan.seats(Part.OBSERVER))
    return -(-seats * (100 + SPARE_PERCENT) // 100)


def entries(plan: Beforehand) -> tuple[Entry, ...]:
    """What is printed before an exercise, in the order of the folder."""
    many = readers(plan)
    watching = max(1, len(plan.seats(Part.EVALUATOR)))
    staff = watching + 3
    seats = max(1, len(plan.seats(Part.PLAYER)))
    return (
        Entry("sitman", many, "two sides", "players, observers"),
        Entry("workbook", max(1, seats), "two sides", "players who write"),
        Entry("role-cards", 1, "one side, fold or cut in the middle", "a card for each seat and role"),
        Entry("action-sheet", 1, "one side", "seats without a screen; copy as needed"),
        Entry("message-form", many * 2, "one side, cut in the middle", "players, SimCell"),
        Entry("directory", many, "one side", "every table, SimCell"),
        Entry("decision-log", 5, "one side", "scribe"),
        Entry("feedback", many, "two sides", "everybody"),
        Entry("hot-wash", 1, "one side; sheet 3 for everybody", "facilitator, groups, players"),
        Entry("emergency-card", max(2, seats), "one side", "door and tables"),
        Entry("placard", 2, "one side", "wall"),
        Entry("schedule", many, "one side", "everybody"),
        Entry("network-map", 2, "Tabloid or A3, one side", "wall"),
        Entry("situation-maps", 2, "Tabloid or A3, one side", "wall, when each module begins"),
        Entry("badges", 1, "one side, on card, cut", "everybody in the room"),
        Entry("tent-cards", 1, "one side, on card, fold", "tables"),
        Entry("certificate", many, "one side, on card", "players, observers, after the hot wash"),
        Entry("invitation", many, "one side", "whoever is asked to take part, weeks before"),
        Entry("briefing", 1, "for the projector; two sides if on paper", "facilitator, at the opening"),
        Entry("sign-in", 2, "one side", "door"),
        Entry("handbook", staff, "two sides", "facilitator, controllers, evaluators; NOT FOR PLAYERS"),
        Entry("eeg", watching, "one side", "evaluators; NOT FOR PLAYERS"),
        Entry("msel", 2, "Tabloid or A3, one side", "facilitator, controller; NOT FOR PLAYERS"),
        Entry("msel-short", staff, "one side", "facilitator, controllers, evaluators; NOT FOR PLAYERS"),
        Entry("msel-stacked", 1, "one side", "controller who wants all on Letter or A4; NOT FOR PLAYERS"),
        Entry("evaluation-plan", staff, "one side", "planners, evaluators; NOT FOR PLAYERS"),
        Entry("planner-feedback", staff, "one side", "planners, facilitator, controllers, evaluators"),
        Entry("injects", 1, "one side, cut in the middle", "controllers; NOT FOR PLAYERS"),
    )


def contents_sheet(
    plan: Beforehand, made: Mapping[str, tuple[Document, str]], filled: frozenset[str] = frozenset()
) -> Document:
    """The sheet on top: which file, how many copies, how, for whom. `made` has document and file by name; of those that
    are `filled` from a run one copy is enough."""
    rows = tuple(
        Row((made[one.name][1], "1", "", "from the run", "")) if one.name in filled
        else Row((made[one.name][1], str(one.copies), one.how, one.whom, ""))
        for one in entries(plan) if one.name in made
    )  # fmt: skip
    known = {one.name for one in entries(plan)}
    rows += tuple(Row((file, "1", "", "from the run", "")) for name, (_, file) in made.items() if name not in known)
    columns = (Column("File", 146), Column("Copies", 38, "right"), Column("How", 104), Column("For whom", 144),
               Column("Done", 36))  # fmt: skip
    seats = len(plan.seats(Part.PLAYER)), len(plan.seats(Part.OBSERVER))
    blocks = (
        Heading("Contents of the print set"),
        Text(
            f"{_counted(seats[0], 'player')} and {_counted(seats[1], 'observer')} by the seats of the scenario, and "
            f"{SPARE_PERCENT} % spare, rounded up: {readers(plan)} (default; change it where several share a seat).",
            "small",
        ),
        Table(columns, rows, size=8.0, form="print-set"),
    )
    return plan.document("Print set", (Section(blocks),), simulated=False, closed=True)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def write_set(
    plan: Beforehand,
    folder: Path,
    documents: Mapping[str, Document],
    render: Callable[[Document], bytes],
    *,
    filled: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Path, ...]:
    """Render all, then write all; the paths in order, the contents sheet first.

    `progress` is told documents. Raises DocumentCancelled, and then nothing was written.
    """
    order = [*(one.name for one in entries(plan) if one.name in documents)]
    order += [name for name in documents if name not in order]
    made = {name: (documents[name], _file(number, documents[name])) for number, name in enumerate(order, start=1)}
    parts: list[tuple[str, bytes]] = []
    sheets = [(CONTENTS, contents_sheet(plan, made, filled)), *((file, document) for document, file in made.values())]
    for number, (file, document) in enumerate(sheets, start=1):
        if cancelled is not None and cancelled():
            raise DocumentCancelled
        parts.append((file, render(document)))
        if progress is not None:
            progress(number, len(sheets))
    _make(folder)
    for file, data in parts:
        write_whole(folder / file, data)
    return tuple(folder / file for file, _ in parts)


def _file(number: int, document: Document) -> str:
    """A name that every system takes."""
    title = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in document.title)
    return f"{number:02} {' '.join(title.split())}.pdf"


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir()
    except FileNotFoundError as error:
        raise FolderMissing(folder) from error
    except OSError as error:
        raise NotWritten(folder, error.strerror or type(error).__name__) from error
