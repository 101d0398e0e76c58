"""The documents that can be printed, by the names that the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from hotwash.documents.aar.report import improvement_plan, report
from hotwash.documents.content import Document
from hotwash.documents.decision_log import decision_log
from hotwash.documents.errors import NoSuchDocument, NoSuchPaper
from hotwash.documents.files import write_whole
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.paper import Cancelled, Paper, Progress
from hotwash.documents.pdf.render import render
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario

DOCUMENTS: Mapping[str, Callable[..., Document]] = MappingProxyType(
    {"aar": report, "improvement-plan": improvement_plan, "decision-log": decision_log}
)
"""What there is; each is made from scenario and facts with `engine` and `marks` as keywords."""


def print_document(  # noqa: PLR0913  # what, of what, where to, on what paper, and who is told: all are the caller's
    name: str,
    scenario: Scenario,
    happened: Sequence[Happened],
    path: Path,
    paper: str = "letter",
    *,
    engine: str,
    marks: Marks = DRAFT,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write one document as PDF, as a whole or not at all; raises a DocumentError with its sentence."""
    if name not in DOCUMENTS:
        raise NoSuchDocument(name, tuple(DOCUMENTS))
    document = DOCUMENTS[name](scenario, happened, engine=engine, marks=marks)
    write_document(document, path, paper, progress=progress, cancelled=cancelled)


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
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Render any document and put it at `path`."""
    write_whole(path, render(document, paper=_paper(paper), progress=progress, cancelled=cancelled))


def _paper(name: str) -> Paper:
    known: tuple[Paper, ...] = get_args(Paper)
    for paper in known:
        if paper == name.lower():
            return paper
    raise NoSuchPaper(name, known)
