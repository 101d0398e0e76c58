"""The Situation Manual as one document: what players read, and nothing that they are to find out."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Section, Text
from hotwash.documents.sitman import appendices, front
from hotwash.documents.sitman.general import background, general_information, simulated_network
from hotwash.documents.sitman.modules import modules

TITLE = "Situation Manual"
SEE_MAP = "The network as built is shown under Background."


def sitman(plan: Beforehand) -> Document:
    """The manual to read from."""
    return _manual(plan, TITLE, workbook=False)


def workbook(plan: Beforehand) -> Document:
    """The same with lines below each question."""
    return _manual(plan, f"{TITLE}, workbook", workbook=True)


def _manual(plan: Beforehand, title: str, *, workbook: bool) -> Document:
    sections: tuple[Section, ...] = (
        front.cover(plan, title),
        front.handling(plan, title),
        front.contents(),
        *front.day_and_overview(plan, closed=False),
        Section((*general_information(plan), *simulated_network(plan), Text(SEE_MAP))),
        background(plan),
        *modules(plan, workbook=workbook),
        appendices.schedule(plan),
        Section((*appendices.participants(plan), *appendices.plans(plan))),
        Section(appendices.acronyms(plan)),
        appendices.emergency(plan),
    )
    return plan.document(title, sections, cover=True)
