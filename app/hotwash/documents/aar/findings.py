"""Strengths and areas for improvement as they were written, with their evidence; lines to write on where none were."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar.material import Material, references
from hotwash.documents.content import Block, Heading, Text, Together, WriteLines
from hotwash.domain.facts import Happened
from hotwash.domain.review_facts import CorrectionPlanned, FindingWritten
from hotwash.domain.scenario import Objective

OBSERVER_ONLY = "observer's judgement; no journal entry"


def of_objective(material: Material, objective: Objective, offered: str) -> tuple[Block, ...]:
    """Both kinds in the HSEEP order; `offered` is what evidence there is to draw on, for a pen."""
    written = written_of(material, objective)
    if not written:
        full = not any(target.objective == objective.id for target in material.scenario.targets.values())
        return (
            Text(offered, "small", lead="Evidence to draw on:"),
            WriteLines(6 if full else 2, "Strengths (state what was done and what came of it; evidence ids)"),
            WriteLines(
                9 if full else 4,
                "Areas for improvement (the gap; its reference: plan, policy or standard; analysis; evidence ids)",
            ),
        )
    strengths = [fact for fact in written if fact.kind == "strength"]
    areas = [fact for fact in written if fact.kind == "area"]
    return (*_strengths(objective, strengths), *_areas(objective, areas))


def written_of(material: Material, objective: Objective) -> list[FindingWritten]:
    """Findings about an objective, in the order in which they were first written."""
    facts = (one.fact for _, one in material.board.review.findings)
    return [fact for fact in facts if isinstance(fact, FindingWritten) and fact.objective == objective.id]


def corrections_of(material: Material, finding: str) -> list[CorrectionPlanned]:
    """Corrective actions planned for a finding."""
    facts = (one.fact for _, one in material.board.review.corrections)
    return [fact for fact in facts if isinstance(fact, CorrectionPlanned) and fact.finding == finding]


def areas_of(material: Material) -> list[tuple[Happened, FindingWritten]]:
    """Every area for improvement with the entry that says so."""
    found = ((one, one.fact) for _, one in material.board.review.findings)
    known = {objective.id for objective in material.scenario.objectives}
    return [
        (one, fact)
        for one, fact in found
        if isinstance(fact, FindingWritten) and fact.kind == "area" and fact.objective in known
    ]


def _strengths(objective: Objective, found: list[FindingWritten]) -> Iterator[Block]:
    yield Heading("Strengths", 3)
    if not found:
        yield Text("No strength was written down.")
        return
    yield Text(f"The capability level of {objective.capability} can be attributed to the following strengths:")
    for number, fact in enumerate(found, start=1):
        yield Together((Text(fact.statement, lead=f"Strength {number}:"), _evidence(fact)))


def _areas(objective: Objective, found: list[FindingWritten]) -> Iterator[Block]:
    yield Heading("Areas for improvement", 3)
    if not found:
        yield Text("No area for improvement was written down.")
        return
    capability = objective.capability
    yield Text(f"The following areas require improvement to achieve the full capability level of {capability}:")
    for number, fact in enumerate(found, start=1):
        yield Together(
            (
                Text(fact.statement, lead=f"Area for improvement {number}:"),
                Text(fact.reference or "not stated", lead="Reference:"),
                Text(fact.analysis or "not stated", lead="Analysis:"),
                _evidence(fact),
            )
        )


def _evidence(fact: FindingWritten) -> Text:
    return Text(references(fact.evidence) if fact.evidence else OBSERVER_ONLY, "small", lead="Evidence:")
