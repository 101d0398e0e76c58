"""Sheets that are written on during play: messages, acts on paper, decisions, and the list of who came."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    DRILL_HEAD,
    Block,
    Boxed,
    CheckBoxes,
    Column,
    CutLine,
    Document,
    Field,
    FieldLine,
    Heading,
    Row,
    Section,
    Table,
    Text,
    WriteLines,
)
from hotwash.domain.plan import Part

WAYS = ("phone", "radio", "e-mail", "chat", "ticket", "in person")
SIGN_IN_ROWS, ACTION_ROWS = 22, 16


def message_form(plan: Beforehand) -> Document:
    """Two call and message forms on a sheet, for the SimCell and for players."""
    blocks: list[Block] = []
    for number in (1, 2):
        if number == 2:
            blocks.append(CutLine("Second form"))
        blocks += _message(number)
    return plan.document("Call and message form", (Section(tuple(blocks)),))


def _message(number: int) -> tuple[Block, ...]:
    key = f"message-{number}"
    return (
        Heading("Call and message form"),
        Boxed(
            (
                FieldLine((Field(f"{key}-from", "From"), Field(f"{key}-to", "To"))),
                FieldLine((Field(f"{key}-out", "Sent at T+"), Field(f"{key}-in", "Received at T+"),
                           Field(f"{key}-number", "No.", share=0.5))),
                CheckBoxes(WAYS, across=True, name=f"{key}-way"),
                WriteLines(4, "Text", f"{key}-text"),
                WriteLines(1, "Action taken", f"{key}-action"),
                FieldLine((Field(f"{key}-seat", "Seat code"), Field(f"{key}-initials", "Initials"))),
            ),
            title=DRILL_HEAD, foot=DRILL_HEAD,
        ),
    )  # fmt: skip


def action_sheet(plan: Beforehand) -> Document:
    """For a seat without a screen: what it wants to do, keyed in by the facilitator. One for each player seat."""
    seats = plan.seats(Part.PLAYER)
    sections = tuple(_actions(seat.name, seat.id) for seat in seats) or (_actions("____________________", "seat"),)
    return plan.document("Player action sheet", sections)


def _actions(seat: str, code: str) -> Section:
    table = Table(
        (Column("T+", 50), Column("I want to\u2026", 188), Column("on device, or to whom", 110), Column("value", 70),
         Column("ok / deny", 50)),
        (Row(("", "", "", "", ""), height=30),) * ACTION_ROWS, form=f"action-{code}",
    )  # fmt: skip
    return Section(
        (
            Heading("Player action sheet"),
            Text(f"{DRILL_HEAD}. Write one act in a line and hand the sheet to the facilitator, who keys it in and "
                 "gives it back with ok or deny and the time.", "small"),
            Text(f"{seat} (code: {code})   Sheet no. ______", lead="Seat:"),
            table,
        )
    )  # fmt: skip


def sign_in(plan: Beforehand) -> Document:
    """Who came; it stays with the sponsor."""
    table = Table(
        (Column("Name", 125), Column("Title", 100), Column("Organization", 130), Column("E-mail (optional)", 120),
         Column("Phone (optional)", 80), Column("Signature", 90), Column("Role", 60)),
        (Row(("",) * 7, height=18),) * SIGN_IN_ROWS, form="sign-in",
    )  # fmt: skip
    head = (Heading("Sign-in sheet"),)
    return plan.document("Sign-in sheet", (Section((*head, table), frame="landscape"),), simulated=False)
