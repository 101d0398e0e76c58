"""The handbook as one document: all that facilitators, controllers and evaluators need, the cause included."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar.basis import assumptions_and_limits, sources
from hotwash.documents.aar.gathered import material_of
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Heading, Section, Text, Together
from hotwash.documents.eeg.guide import guides
from hotwash.documents.forms.room import directory_table
from hotwash.documents.handbook.duties import assignments, controllers, evaluators, logistics
from hotwash.documents.handbook.truth import truth
from hotwash.documents.msel.forms import short_form
from hotwash.documents.overview import overview_table
from hotwash.documents.sitman import appendices, front
from hotwash.documents.sitman.general import general_information, simulated_network

TITLE = "Facilitator and Evaluator Handbook"
STATEMENT = (
    "This handbook holds the cause of the outage, injects still to come, and what players are expected to do. Keep it "
    "out of players' hands and sight. Laid out after the Controller and Evaluator Handbook of HSEEP, January 2020."
)


def handbook(plan: Beforehand) -> Document:
    """Not for players."""
    return plan.document(TITLE, _sections(plan), cover=True, closed=True)


def _sections(plan: Beforehand) -> Iterator[Section]:
    yield front.cover(plan, TITLE, STATEMENT, "NOT FOR PLAYERS")
    yield front.handling(plan, TITLE)
    yield front.contents()
    yield Section((Heading("Exercise overview"), overview_table(plan, closed=True)))
    yield Section((*general_information(plan, closed=True), *simulated_network(plan), *logistics(plan).blocks))
    yield truth(plan)
    yield Section((*controllers(plan).blocks, *evaluators().blocks))
    yield assignments(plan)
    yield appendices.schedule(plan)
    yield Section((*appendices.participants(plan), *appendices.plans(plan)))
    yield Section(
        (
            *appendices.acronyms(plan),
            Heading("Appendix E: Communications directory"),
            directory_table(plan, closed=True),
        )
    )
    yield Section(short_form(plan, "Appendix F: Master Scenario Events List, short form"), frame="landscape")
    yield from _basis(plan)
    first, *others = guides(plan) or (Section((Text("The scenario sets no objective."),)),)
    copies = Text("A set for each core capability; further copies: document \u201ceeg\u201d.", "small")
    yield Section((Heading("Appendix H: Exercise Evaluation Guides"), copies, *first.blocks))
    yield from others


def _basis(plan: Beforehand) -> tuple[Section, ...]:
    """Assumptions and limits of the model, then what every figure rests on; the same words as in the report."""
    material = material_of(plan.scenario, (), plan.engine)
    title = Heading("Appendix G: Basis of the figures and limits of the model")
    return Section((title, *assumptions_and_limits(material)[1:])), Section(
        (*sources(material), Together(plan.ended((Heading("Reproducing this handbook", 2),))))
    )
