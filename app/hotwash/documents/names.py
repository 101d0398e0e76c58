"""The documents that can be printed, by the names that the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from hotwash.documents.aar.report import improvement_plan, report
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.cards.inject_sheets import inject_sheets
from hotwash.documents.cards.role_cards import role_cards
from hotwash.documents.content import Document
from hotwash.documents.csv import render as csv
from hotwash.documents.decision_log import decision_log
from hotwash.documents.eeg.filled import eeg_of
from hotwash.documents.errors import DocumentCancelled, NeedsRun, NoSuchDocument, NoSuchFormat, NoSuchPaper
from hotwash.documents.files import write_whole
from hotwash.documents.forms.briefing import briefing
from hotwash.documents.forms.feedback_tally import feedback_of
from hotwash.documents.forms.hot_wash_of_run import hot_wash_of
from hotwash.documents.forms.planning import evaluation_plan, invitation, planner_feedback
from hotwash.documents.forms.reference_map import reference_map
from hotwash.documents.forms.room import directory, emergency_card, placard, schedule
from hotwash.documents.forms.sheets import action_sheet, message_form, sign_in
from hotwash.documents.forms.signs import badges, certificate, tent_cards
from hotwash.documents.forms.situation_series import situation_series
from hotwash.documents.handbook.handbook import handbook
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.msel.forms import msel, msel_short, msel_stacked
from hotwash.documents.msel_as_run import msel_as_run
from hotwash.documents.paper import Cancelled, Paper, Progress
from hotwash.documents.pdf import render as pdf
from hotwash.documents.print_set import write_set
from hotwash.documents.sitman.manual import sitman, workbook
from hotwash.documents.stamp import stamp_of_scenario
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario

Format = Literal["pdf", "docx", "xlsx", "csv"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A document and the formats that it is made in; `build` takes scenario and facts, `engine` and `marks` as
    keywords."""

    build: Callable[..., Document]
    formats: tuple[Format, ...] = ("pdf", "docx")
    needs_run: bool = True
    """Whether there must have been an exercise; what needs none is printed from a scenario alone."""
    filled: bool = False
    """Whether a run fills in what is a blank form without one."""


def _before(build: Callable[[Beforehand], Document], *formats: Format) -> Offer:
    """A document that is built from the scenario alone, whatever was played."""

    def built(scenario: Scenario, _: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
        return build(Beforehand(scenario, engine, marks))

    return Offer(built, formats or ("pdf", "docx"), needs_run=False)


DOCUMENTS: Mapping[str, Offer] = MappingProxyType(
    {
        "sitman": _before(sitman),
        "workbook": _before(workbook),
        "msel": _before(msel, "pdf", "xlsx", "csv"),
        "msel-short": _before(msel_short, "pdf", "docx", "xlsx"),
        "msel-stacked": _before(msel_stacked),
        "injects": _before(inject_sheets),
        "role-cards": _before(role_cards),
        "handbook": _before(handbook),
        "eeg": Offer(eeg_of, needs_run=False, filled=True),
        "feedback": Offer(feedback_of, ("pdf", "docx", "xlsx"), needs_run=False, filled=True),
        "hot-wash": Offer(hot_wash_of, needs_run=False, filled=True),
        "message-form": _before(message_form),
        "action-sheet": _before(action_sheet),
        "sign-in": _before(sign_in),
        "network-map": _before(reference_map),
        "emergency-card": _before(emergency_card),
        "placard": _before(placard),
        "schedule": _before(schedule),
        "directory": _before(directory),
        "situation-maps": _before(situation_series),
        "badges": _before(badges),
        "tent-cards": _before(tent_cards),
        "certificate": _before(certificate),
        "briefing": _before(briefing, "pdf"),
        "invitation": _before(invitation),
        "evaluation-plan": _before(evaluation_plan),
        "planner-feedback": _before(planner_feedback),
        "aar": Offer(report),
        "improvement-plan": Offer(improvement_plan, ("pdf", "docx", "xlsx", "csv")),
        "decision-log": Offer(decision_log, ("pdf", "docx", "xlsx"), needs_run=False, filled=True),
        "msel-as-run": Offer(msel_as_run, ("pdf", "docx", "xlsx", "csv")),
    }
)
"""What there is, by name."""
ALL = "all"
"""Name of the whole print set."""


def print_document(  # noqa: PLR0913  # what, of what, where to, on what paper, and who is told: all are the caller's
    name: str,
    scenario: Scenario,
    happened: Sequence[Happened],
    path: Path,
    paper: str = "letter",
    *,
    engine: str,
    format: str = "pdf",  # noqa: A002  # the word of the command line
    marks: Marks = DRAFT,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write one document, as a whole or not at all; raises a DocumentError with its sentence."""
    if name not in DOCUMENTS:
        raise NoSuchDocument(name, (*DOCUMENTS, ALL))
    offer = DOCUMENTS[name]
    if offer.needs_run and not happened:
        raise NeedsRun(name)
    chosen = next((one for one in offer.formats if one == format.lower()), None)
    if chosen is None:
        raise NoSuchFormat(name, format, offer.formats)
    document = offer.build(scenario, happened, engine=engine, marks=marks)
    write_document(document, path, paper, format=chosen, progress=progress, cancelled=cancelled)


def build_aar_pdf(
    scenario: Scenario,
    happened: Sequence[Happened],
    path: Path,
    *,
    paper: str = "letter",
    engine: str,
    marks: Marks = DRAFT,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """The After-Action Report/Improvement Plan of an exercise. `progress` is told page and number of pages."""
    write_document(
        report(scenario, happened, engine=engine, marks=marks), path, paper, progress=progress, cancelled=cancelled
    )


def print_all(
    scenario: Scenario,
    happened: Sequence[Happened],
    folder: Path,
    paper: str = "letter",
    *,
    engine: str,
    marks: Marks = DRAFT,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Path, ...]:
    """The whole print set as PDF into a folder: what needs no run, and all the rest where there was one.

    `progress` is told documents; raises a DocumentError with its sentence.
    """
    _paper(paper)
    if marks.stamp is None and not happened:
        marks = replace(marks, stamp=stamp_of_scenario(scenario, engine))
    documents: dict[str, Document] = {}
    for name, offer in DOCUMENTS.items():
        if cancelled is not None and cancelled():
            raise DocumentCancelled
        if happened or not offer.needs_run:
            documents[name] = offer.build(scenario, happened, engine=engine, marks=marks)
    plan = Beforehand(scenario, engine, marks)
    filled = frozenset(
        name for name, document in documents.items()
        if DOCUMENTS[name].filled and document.sections != _blank(name, scenario, engine, marks).sections
    )  # fmt: skip

    def render(document: Document) -> bytes:
        return rendered(document, "pdf", paper, cancelled=cancelled)

    return write_set(plan, folder, documents, render, filled=filled, progress=progress, cancelled=cancelled)


def _blank(name: str, scenario: Scenario, engine: str, marks: Marks) -> Document:
    """A form that is also filled in from a run, as it is without one."""
    return DOCUMENTS[name].build(scenario, (), engine=engine, marks=marks)


def write_document(
    document: Document,
    path: Path,
    paper: str = "letter",
    *,
    format: Format = "pdf",  # noqa: A002  # as above
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Render any document in any format and put it at `path`."""
    write_whole(path, rendered(document, format, paper, progress=progress, cancelled=cancelled))


def rendered(
    document: Document,
    format: Format,  # noqa: A002  # as above
    paper: str = "letter",
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The document as the bytes of a file; the same document gives the same bytes in each format."""
    sheet = _paper(paper)
    match format:
        case "pdf":
            return pdf.render(document, paper=sheet, progress=progress, cancelled=cancelled)
        case "docx":
            from hotwash.documents.docx import render as docx

            return docx.render(document, paper=sheet, progress=progress, cancelled=cancelled)
        case "xlsx":
            from hotwash.documents.xlsx import render as xlsx

            return xlsx.render(document, paper=sheet, progress=progress, cancelled=cancelled)
        case "csv":
            return csv.render(document)


def _paper(name: str) -> Paper:
    known: tuple[Paper, ...] = get_args(Paper)
    for paper in known:
        if paper == name.lower():
            return paper
    raise NoSuchPaper(name, known)
