"""What is offered for printing, in plain titles with copies and sides, and page ranges as people write them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.marks import DRAFT
from hotwash.documents.names import DOCUMENTS
from hotwash.documents.print_set import entries
from hotwash.exercise.recording import Run
from hotwash.viewmodels.debrief import Debrief
from hotwash.viewmodels.words import msg, noop, said

TITLES: dict[str, str] = {
    "sitman": noop("Situation Manual"),
    "workbook": noop("Player workbook"),
    "msel": noop("MSEL, full (wide sheets)"),
    "msel-short": noop("MSEL, short"),
    "msel-stacked": noop("MSEL, stacked"),
    "injects": noop("Inject sheets"),
    "role-cards": noop("Role cards"),
    "handbook": noop("Facilitator and evaluator handbook"),
    "eeg": noop("Exercise Evaluation Guides"),
    "feedback": noop("Participant feedback form"),
    "hot-wash": noop("Hot wash sheets"),
    "message-form": noop("Message forms"),
    "action-sheet": noop("Action sheet for paper seats"),
    "sign-in": noop("Sign-in sheet"),
    "network-map": noop("Network map (wide sheet)"),
    "emergency-card": noop("Real-emergency card"),
    "placard": noop("Ground rules for the wall"),
    "schedule": noop("Schedule"),
    "directory": noop("Communications directory"),
    "situation-maps": noop("Situation maps, one for each module"),
    "badges": noop("Badges"),
    "tent-cards": noop("Tent cards"),
    "certificate": noop("Certificate of participation"),
    "briefing": noop("Briefing slides"),
    "invitation": noop("Invitation"),
    "evaluation-plan": noop("Evaluation plan"),
    "planner-feedback": noop("Planner feedback form"),
    "aar": noop("After-Action Report/Improvement Plan"),
    "improvement-plan": noop("Improvement plan"),
    "decision-log": noop("Decision logs"),
    "msel-as-run": noop("MSEL as run"),
}
"""Plain titles by the names that the command line uses."""
FORMATS: dict[str, str] = {
    "pdf": noop("PDF"),
    "docx": noop("Word (DOCX)"),
    "xlsx": noop("Excel (XLSX)"),
    "csv": noop("Table (CSV)"),
}
MOST_COPIES = 999


@dataclass(frozen=True, slots=True)
class Offered:
    """A document that can be printed now. `of_run` tells what tells of the exercise, not of its scenario."""

    name: str
    title: str
    formats: tuple[str, ...]
    copies: int
    two_sides: bool
    how: str
    whom: str
    of_run: bool


def offered(run: Run) -> tuple[Offered, ...]:
    """Every document: those of the run first, then those of the scenario in the order of the print set."""
    listed = {one.name: one for one in entries(Beforehand(run.scenario, "", DRAFT))}
    order = {name: place for place, name in enumerate(listed)}
    made = []
    for name, offer in DOCUMENTS.items():
        entry = listed.get(name)
        made.append(
            Offered(
                name,
                title_of(name),
                offer.formats,
                entry.copies if entry is not None else 1,
                entry is not None and entry.how.partition(" ")[0] == "two",
                said(entry.how) if entry is not None else "",
                said(entry.whom) if entry is not None else msg("facilitator; after the exercise"),
                entry is None,
            )
        )
    return tuple(sorted(made, key=lambda one: (not one.of_run, order.get(one.name, -1))))


def title_of(name: str) -> str:
    """The plain title of a document."""
    return said(TITLES[name]) if name in TITLES else name.replace("-", " ").capitalize()


def gaps(run: Run) -> int:
    """How much the report still lacks before it is final."""
    return len(Debrief(run).lint())


def pages_asked(text: str, count: int) -> tuple[int, ...]:
    """Pages from 1, in their order, of `2`, `1-3, 5`, `7-` or nothing for all of `count`.

    Raises ValueError with a sentence.
    """
    if not text.strip():
        return tuple(range(1, count + 1))
    found: set[int] = set()
    for part in text.replace("\N{EN DASH}", "-").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        begin, end = first or "1", (last or str(count)) if dash else first
        plain = all(one.isascii() and one.isdecimal() and len(one) < 7 for one in (begin, end))
        if not plain or not part.strip(" -") or int(begin) < 1 or int(begin) > int(end):
            raise ValueError(msg("'{part}' is no range of pages; write it as 1-3, 5.", part=part.strip()[:20]))
        found.update(range(int(begin), min(int(end), count) + 1))
    if not found:
        raise ValueError(msg("There are {count} pages; none of them was asked for.", count=count))
    return tuple(sorted(found))


def check_pages(text: str) -> str:
    """Why a range can't be one, as a sentence; empty where it can."""
    try:
        pages_asked(text, 100_000)
    except ValueError as error:
        return str(error)
    return ""


def shared_formats(rows: Sequence[Offered]) -> tuple[str, ...]:
    """Formats in which every one of these is made."""
    return tuple(form for form in FORMATS if rows and all(form in one.formats for one in rows))
