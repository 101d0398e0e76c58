"""The decision log: what seats decided and did, on the scribe's form; what nobody wrote down is left empty for a pen.

Without a run it is the empty form."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.front import caution
from hotwash.documents.aar.gathered import material_of, version
from hotwash.documents.aar.material import Material
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Column, Document, Heading, Row, Section, Table, Text
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.conduct_facts import DecisionLogged
from hotwash.domain.facts import ActionBegan, Happened, NoteWritten
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock

COLUMNS = (
    Column("T+", 45), Column("Scenario time", 60), Column("Seat", 60), Column("Decision", 120), Column("Because", 100),
    Column("Expect to see", 83),
)  # fmt: skip
ROWS = 14
"""Rows of a page; a log with fewer entries is filled up with empty ones."""


def decision_log(scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
    """One row for each decision logged, act ordered and note written, in order, then empty rows."""
    if not happened:
        return _blank(Beforehand(scenario, engine, marks))
    material = material_of(scenario, happened, engine, marks)
    rows = [row for one in happened if (row := _row(material, one))]
    rows += [Row(("", "", "", "", "", ""), height=40)] * max(ROWS - len(rows), 0)
    table = Table(COLUMNS, tuple(rows), size=8.5)
    intro = Text("Form: decision log. THIS IS AN EXERCISE. Scribe: ______________________", "small")
    told = (Text(marks.lack.sentence, "small", lead=caution(marks.lack)),) if marks.lack is not None else ()
    return Document(
        name=scenario.overview.name or scenario.title,
        title="Decision log",
        version=version(scenario, marks),
        sponsor=scenario.overview.sponsor,
        handling=marks.handling,
        stamp=(marks.stamp or stamp_of(scenario, happened, engine)).line,
        sections=(Section((Heading("Decision log"), intro, *told, table)),),
        cover=False,
    )


def _blank(plan: Beforehand) -> Document:
    """A page of the form, to be copied as often as it is needed."""
    rows = (Row(("",) * len(COLUMNS), height=38),) * ROWS
    intro = Text("Form: decision log. THIS IS AN EXERCISE. Scribe: ______________________  Sheet no. ____", "small")
    table = Table(COLUMNS, rows, size=8.5, form="decision")
    return plan.document("Decision log", (Section((Heading("Decision log"), intro, table)),))


def _row(material: Material, one: Happened) -> Row | None:
    because = expect = ""
    if isinstance(one.fact, ActionBegan):
        seat, text = one.fact.seat, f"Act: {material.act(one.fact.action, one.fact.title)}"
    elif isinstance(one.fact, NoteWritten):
        seat, text = one.fact.actor, f"Note: {one.fact.text}"
    elif isinstance(one.fact, DecisionLogged):
        seat, text = one.fact.seat, f"Decision: {one.fact.decision}"
        because, expect = one.fact.because, one.fact.expect
    else:
        return None
    cells = (clock(one.at), material.local(one.at), material.who(seat), f"{text} [{one.reference}]", because, expect)
    return Row(cells, height=40)
