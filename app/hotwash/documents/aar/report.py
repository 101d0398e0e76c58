"""The whole After-Action Report/Improvement Plan as one document value, in the HSEEP order."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar import appendices, basis, calls, chronology, front, network, objectives, summary
from hotwash.documents.aar.material import Material, day
from hotwash.documents.content import Document
from hotwash.documents.stamp import Stamp
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.measures import measures

TITLE = "After-Action Report/Improvement Plan"


def report(
    scenario: Scenario,
    happened: Sequence[Happened],
    *,
    engine: str,
    stamp: Stamp | None = None,
    draft: bool = True,
    handling: str = "",
) -> Document:
    """Everything that the report says; the same scenario and facts give the same value."""
    material = material_of(scenario, happened, engine)
    stamp = stamp or stamp_of(scenario, happened, engine)
    acronyms, last = appendices.acronyms_and_stamp(material, stamp)
    return Document(
        name=scenario.overview.name or scenario.title,
        title=TITLE,
        version=version(scenario, draft=draft),
        sponsor=scenario.overview.sponsor,
        handling=handling,
        stamp=stamp.line,
        sections=(
            front.cover(material, draft=draft, handling=handling),
            front.handling_and_contents(handling),
            front.overview_table(material),
            summary.summary(material),
            objectives.capabilities(material),
            objectives.objectives(material),
            chronology.timeline(material),
            chronology.chronology(material),
            network.network_pictures(material),
            calls.calls(material),
            calls.psaps(material),
            basis.sources(material),
            basis.simulation_notes(material),
            appendices.improvement_plan(material),
            appendices.participants(material),
            acronyms,
            last,
        ),
        subject=f"Exercise of {day(scenario)}; {stamp.line}",
        keywords=("911", "AAR/IP", "HSEEP", scenario.id),
    )


def improvement_plan(
    scenario: Scenario, happened: Sequence[Happened], *, engine: str, stamp: Stamp | None = None, draft: bool = True
) -> Document:
    """The matrix of Appendix A alone, as a form."""
    material = material_of(scenario, happened, engine)
    return Document(
        name=scenario.overview.name or scenario.title,
        title="Improvement Plan",
        version=version(scenario, draft=draft),
        sponsor=scenario.overview.sponsor,
        handling="",
        stamp=(stamp or stamp_of(scenario, happened, engine)).line,
        sections=(appendices.improvement_plan(material, in_report=False),),
        cover=False,
        simulated=False,
    )


def material_of(scenario: Scenario, happened: Sequence[Happened], engine: str) -> Material:
    """The exercise with its figures, ready for any document."""
    return Material(scenario, tuple(happened), measures(scenario, happened, engine=engine), engine)


def version(scenario: Scenario, *, draft: bool) -> str:
    """The second line of the running header."""
    return "DRAFT" if draft else f"Final, {day(scenario)}"
