"""The whole After-Action Report/Improvement Plan as one document value, in the HSEEP order."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar import (
    annexes,
    appendices,
    basis,
    calls,
    chronology,
    front,
    network,
    objectives,
    summary,
)
from hotwash.documents.aar.gathered import material_of, version
from hotwash.documents.aar.material import day
from hotwash.documents.content import Document, Section
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario

TITLE = "After-Action Report/Improvement Plan"


def report(
    scenario: Scenario,
    happened: Sequence[Happened],
    *,
    engine: str,
    marks: Marks = DRAFT,
) -> Document:
    """Everything that the report says; the same scenario and facts give the same value."""
    material = material_of(scenario, happened, engine, marks)
    stamp = marks.stamp or stamp_of(scenario, happened, engine)
    further, letter = annexes.annexes(material)
    return Document(
        name=scenario.overview.name or scenario.title,
        title=TITLE,
        version=version(scenario, marks),
        sponsor=scenario.overview.sponsor,
        handling=marks.handling,
        stamp=stamp.line,
        sections=(
            front.cover(material, marks),
            front.handling_and_contents(marks.handling),
            front.overview_table(material),
            summary.summary(material),
            objectives.capabilities(material),
            *objectives.objectives(material),
            chronology.timeline(material),
            chronology.chronology(material),
            Section((*network.network_pictures(material).blocks, *calls.calls(material).blocks)),
            *basis.basis(material),
            appendices.improvement_plan(material),
            appendices.participants_and_acronyms(material),
            *further,
            appendices.reproducing(material, stamp, letter),
        ),
        subject=f"Exercise of {day(scenario)}; {stamp.line}",
        keywords=("911", "AAR/IP", "HSEEP", scenario.id),
    )


def improvement_plan(
    scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT
) -> Document:
    """The matrix of Appendix A alone, as a form."""
    material = material_of(scenario, happened, engine, marks)
    return Document(
        name=scenario.overview.name or scenario.title,
        title="Improvement Plan",
        version=version(scenario, marks),
        sponsor=scenario.overview.sponsor,
        handling=marks.handling,
        stamp=(marks.stamp or stamp_of(scenario, happened, engine)).line,
        sections=(appendices.improvement_plan(material, in_report=False),),
        cover=False,
        simulated=False,
        sheets=(appendices.tracker(material),),
    )
