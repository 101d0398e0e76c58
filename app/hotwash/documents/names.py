"""The documents that can be printed, by the names that the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from hotwash.documents.aar.report import improvement_plan, report
from hotwash.documents.content import Document
from hotwash.documents.csv import render as csv
from hotwash.documents.decision_log import decision_log
from hotwash.documents.errors import NoSuchDocument, NoSuchFormat, NoSuchPaper
from hotwash.documents.files import write_whole
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.msel_as_run import msel_as_run
from hotwash.documents.paper import Cancelled, Paper, Progress
from hotwash.documents.pdf import render as pdf
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario

Format = Literal["pdf", "docx", "xlsx", "csv"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A document and the formats that it is made in; `build` takes scenario and facts, `engine` and `marks` as
    keywords."""

    build: Callable[..., Document]
    formats: tuple[Format, ...] = ("pdf", "docx")


DOCUMENTS: Mapping[str, Offer] = MappingProxyType(
    {
        "aar": Offer(report),
        "improvement-plan": Offer(improvement_plan, ("pdf", "docx", "xlsx")),
        "decision-log": Offer(decision_log),
        "msel-as-run": Offer(msel_as_run, ("pdf", "docx", "xlsx")),
    }
)
"""What there is, by name."""


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
        raise NoSuchDocument(name, tuple(DOCUMENTS))
    offer = DOCUMENTS[name]
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
