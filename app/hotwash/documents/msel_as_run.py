"""The MSEL as it was run, as a document of its own, on a sheet across and as a table to go on working with."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.as_run import as_run, as_run_sheet
from hotwash.documents.aar.front import caution
from hotwash.documents.aar.gathered import material_of, version
from hotwash.documents.content import Document, Heading, Section, Text
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario


def msel_as_run(scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
    """Every inject in the order of the run; those that were not played stand at their planned time."""
    material = material_of(scenario, happened, engine, marks)
    told = (Text(marks.lack.sentence, "small", lead=caution(marks.lack)),) if marks.lack is not None else ()
    return Document(
        name=scenario.overview.name or scenario.title,
        title="Master Scenario Events List, as run",
        version=version(scenario, marks),
        sponsor=scenario.overview.sponsor,
        handling=marks.handling,
        stamp=(marks.stamp or stamp_of(scenario, happened, engine)).line,
        sections=(Section((Heading("MSEL as run"), *told, *as_run(material)), landscape=True),),
        cover=False,
        sheets=(as_run_sheet(material),),
    )
