"""The three printed forms of the MSEL, full, short and stacked, and its workbook; knows no run."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand, in_order, mode, narrow, planned, used
from hotwash.documents.content import Block, Column, Document, Heading, Row, Section, Table, Text
from hotwash.documents.msel.lines import aims, banded, controller, effect, expected, totals, trigger
from hotwash.documents.sheet import Kind, Sheet, SheetColumn, Value
from hotwash.domain.msel import Inject
from hotwash.domain.msel_columns import COLUMNS, Shape, own_headers, values

TITLE = "Master Scenario Events List"
SYNOPSIS = 160
"""Most characters of a script on one line of the short form."""
NO_LINES = "The scenario has no injects."
FULL = (
    Column("#", 36), Column("Status", 52), Column("T+", 50), Column("Scenario date/time", 72), Column("Type", 62),
    Column("Trigger", 82), Column("Subject", 92), Column("From", 80), Column("To", 72), Column("Mode", 56),
    Column("Controller", 64), Column("Description / script", 168), Column("Expected action", 116),
    Column("Obj/Target/Task", 62), Column("Network effect", 88),
)  # fmt: skip
SHORT = (
    Column("#", 32), Column("T+", 48), Column("Scenario time", 62), Column("Type", 58),
    Column("Subject + one-line synopsis", 150), Column("From \u2192 To", 95), Column("Mode", 55),
    Column("Controller", 60), Column("Obj", 35), Column("Expected action", 110),
)  # fmt: skip
STACKED = (
    Column("#", 40), Column("Status", 60), Column("DTG", 85), Column("Subject", 120),
    Column("Mode / From / By / To", 110), Column("Storyline / Description / Notes / Background", 190),
    Column("Expected action", 100),
)  # fmt: skip


def msel(plan: Beforehand) -> Document:
    """The full form on the large sheet; its workbook and its CSV file carry every field."""
    lines = in_order(plan.scenario.injects.values())
    table = _table(FULL, banded(plan, lines, lambda one: full_cells(plan, one)))
    section = Section((Heading(TITLE), _legend(plan), table, *totals(plan, lines)), frame="tabloid")
    return plan.document(TITLE, (section,), closed=True, sheets=(sheet(plan),))


def msel_short(plan: Beforehand) -> Document:
    """The short form on a sheet across."""
    lines = used(plan.scenario)
    blocks = (*short_form(plan, heading=f"{TITLE}, short form"), *totals(plan, lines))
    return plan.document(f"{TITLE}, short form", (Section(blocks, frame="landscape"),), closed=True)


def short_form(plan: Beforehand, heading: str) -> tuple[Block, ...]:
    """Heading and table of the short form, for a sheet across; the handbook has it too."""
    table = _table(SHORT, banded(plan, used(plan.scenario), lambda one: short_cells(plan, one)))
    return (Heading(heading), _legend(plan), table)


def msel_stacked(plan: Beforehand) -> Document:
    """The small form with what belongs together in one cell, on a sheet across."""
    lines = in_order(plan.scenario.injects.values())
    table = _table(STACKED, banded(plan, lines, lambda one: stacked_cells(plan, one)))
    blocks = (Heading(f"{TITLE}, stacked form"), _legend(plan), table, *totals(plan, lines))
    return plan.document(f"{TITLE}, stacked form", (Section(blocks, frame="landscape"),), closed=True)


def _table(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Table:
    if rows:
        return Table(columns, rows)
    return Table(columns, (Row((NO_LINES, *[""] * (len(columns) - 4)), span=4),))


def _legend(plan: Beforehand) -> Text:
    """How times and numbers are to be read."""
    start = plan.dated(0)
    return Text(
        f"T+ is exercise time; T+ 0:00:00 is {start} of the scenario. Objectives are cited by number, critical tasks "
        "as CT-n.m (target, task). Every line is the author's plan; none of it is a record.",
        "small",
    )


def full_cells(plan: Beforehand, one: Inject) -> tuple[str, ...]:
    """One line in the order of `FULL`."""
    script = one.delivery.script
    notes = [script, one.note and f"Note: {one.note}", one.otherwise and f"If nobody responds: {one.otherwise}"]
    return (
        one.shown_number, one.status, planned(one), plan.dated(one.at) if one.at is not None else "\u2013",
        narrow(one), trigger(plan, one), one.subject, plan.sender(one), plan.recipients(one), mode(one),
        controller(one),
        "\n".join(note for note in notes if note), expected(one), aims(plan, one), effect(plan, one),
    )  # fmt: skip


def short_cells(plan: Beforehand, one: Inject) -> tuple[str, ...]:
    """One line in the order of `SHORT`."""
    script = " ".join(one.delivery.script.split())
    synopsis = script if len(script) <= SYNOPSIS else f"{script[: SYNOPSIS - 1].rstrip()}\u2026"
    told = synopsis or effect(plan, one)
    return (
        one.shown_number, planned(one), plan.moment(one.at) if one.at is not None else trigger(plan, one), narrow(one),
        f"{one.subject}\n{told}" if told else one.subject, f"{plan.sender(one)} \u2192 {plan.recipients(one)}",
        mode(one), controller(one), ", ".join(map(plan.objective_number, one.objectives)), expected(one),
    )  # fmt: skip


def stacked_cells(plan: Beforehand, one: Inject) -> tuple[str, ...]:
    """One line in the order of `STACKED`, with the author under the number."""
    number = f"{one.shown_number}\n{one.author}" if one.author else one.shown_number
    when = f"{plan.dated(one.at)}\nT+ {planned(one)}" if one.at is not None else "\u2013"
    ways = (f"Mode: {mode(one)}", f"From: {plan.sender(one)}", f"By: {controller(one)}", f"To: {plan.recipients(one)}")
    told = (
        one.thread and f"Storyline: {one.thread}",
        one.delivery.script,
        effect(plan, one),
        one.note and f"Notes: {one.note}",
        one.remarks and f"Background: {one.remarks}",
        *(f"{column.name}: {column.text}" for column in one.columns),
    )
    return (
        number, f"{one.status}\n{narrow(one)}", f"{when}\n{trigger(plan, one)}", one.subject, "\n".join(ways),
        "\n".join(part for part in told if part), expected(one),
    )  # fmt: skip


def sheet(plan: Beforehand) -> Sheet:
    """Every field of every line under the headers of `domain.msel_columns`, then the author's own columns."""
    lines = in_order(plan.scenario.injects.values())
    own = own_headers(lines)
    kinds: dict[Shape, Kind] = {Shape.NUMBER: "number", Shape.TIME: "time"}
    columns = (
        *(SheetColumn(one.header, kinds.get(one.shape, "text"), one.width, one.choices) for one in COLUMNS),
        *(SheetColumn(header, width=24) for header in own),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(tuple(values(one, own)) for one in lines)
    return Sheet("MSEL", columns, rows, spare=20)
