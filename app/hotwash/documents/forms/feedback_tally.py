"""The participant feedback of a run: the tally on a sheet across; the blank form where nobody has handed one in."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.feedback import tally, tally_sheets
from hotwash.documents.aar.front import caution
from hotwash.documents.aar.gathered import material_of, version
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Heading, Section, Text
from hotwash.documents.forms.feedback import feedback
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario

TITLE = "Participant feedback: tally"


def feedback_of(scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
    """The tally of a run; the blank form where nobody has handed one in."""
    material = material_of(scenario, happened, engine, marks)
    if not material.board.review.feedback:
        return feedback(Beforehand(scenario, engine, marks))
    told = (Text(marks.lack.sentence, "small", lead=caution(marks.lack)),) if marks.lack is not None else ()
    return Document(
        name=scenario.overview.name or scenario.title,
        title=TITLE,
        version=version(scenario, marks),
        sponsor=scenario.overview.sponsor,
        handling=marks.handling,
        stamp=(marks.stamp or stamp_of(scenario, happened, engine)).line,
        sections=(Section((Heading(TITLE), *told, *tally(material, wide=True)), landscape=True),),
        cover=False,
        simulated=False,
        sheets=tally_sheets(material),
    )
