"""A document that holds every kind of block, in every frame; what people typed in it can be chosen."""

from __future__ import annotations

from hotwash.documents.content import (
    DRILL_HEAD,
    Block,
    Boxed,
    Bullets,
    CheckBoxes,
    Column,
    Columns2,
    Contents,
    CutLine,
    Document,
    Field,
    FieldLine,
    Heading,
    Mark,
    Pictogram,
    RatingScale,
    Row,
    Section,
    Space,
    Table,
    Text,
    Together,
    WriteLines,
)
from hotwash.documents.pictograms import MODES
from hotwash.documents.qr import stamp_code

STAMP = "scenario 0123456789abcdef \u00b7 seed 7 \u00b7 hotwash 9.9 kernel 0123 plain \u00b7 facts 0123456789abcdef"


def rows(typed: str) -> Table:
    """A table with a band, a hatched row, notes, a spanning cell and cells to fill in."""
    columns = (
        Column("#", 36), Column("T+", 50), Column("Subject", 200), Column("Expected action", 120),
        Column("Rating", 60, "centre", light=True),
    )  # fmt: skip
    return Table(
        columns,
        (
            Row(("Module 1: the first hour",), band=True),
            Row(("1", "0:05", typed, "Says what fails.", "P  S  M  U"), notes=("", "", "system: first 0:11:42")),
            Row(("2", "0:10", "A PSAP calls.", "", "P  S  M  U"), height=40),
            Row(("PAUSED 7:12 \u2013 a fire drill in the building",), hatched=True),
            Row(("Final core capability rating", ""), span=4, bold=True),
        ),
        caption="Events of the first hour.",
        form="events",
    )


def words(typed: str) -> Section:
    """Everything that is only read."""
    halves = tuple(Text(f"meaning {number}", "small", lead=f"AC{number}") for number in range(40))
    blocks: tuple[Block, ...] = (
        Heading("Words"),
        Text(typed, lead="Lead."),
        Bullets((typed, "Second")),
        Bullets(("One", typed), numbered=True),
        Heading("Second level", 2),
        Bullets(("Again",), numbered=True),
        Heading("Third level", 3),
        Text(Mark.DEFAULT.on("10 s")),
        Text(Mark.JOURNAL.on("17:42", "E-00381")),
        stamp_code(STAMP),
        Together((Text("Together one"), Text("Together two"))),
        Columns2(halves[:20], halves[20:]),
    )
    return Section(blocks, starts_right=True)


def form(typed: str) -> tuple[Block, ...]:
    """Everything that is filled in by hand or on a screen, blank and filled."""
    return (
        FieldLine((Field("name", "Name (optional)", share=2), Field("agency", "Agency"), Field("seat", "Seat"))),
        FieldLine((Field("title", "Title", value=typed), Field("priority", "Priority", kind="choice",
                                                               choices=("High", "Medium", "Low")))),
        Field("agree", "I was told that this was an exercise.", kind="check"),
        Field("kept", "The door stayed shut.", kind="check", value="yes"),
        CheckBoxes(("Player", "Facilitator", "Observer", "Evaluator"), ticked=(1,), across=True, name="role"),
        CheckBoxes(("Delivered", "Acknowledged"), name="done"),
        RatingScale(("The exercise was well organised.", typed), chosen=(0, 4), name="design"),
        WriteLines(3, "What evaluators could not see", "unseen"),
        WriteLines(2, "More"),
        Field("notes", "Notes of the evaluator, who says what was seen, by whom, when and with what effect", height=54),
    )  # fmt: skip


def card(number: int, typed: str) -> Section:
    """One inject as a card."""
    head = Columns2(
        (Text(str(number), "card-number"),),
        (Text("T+ 0:15, Tuesday 14:02", "small"), Pictogram("radio")),
        share=0.3,
    )
    blocks: tuple[Block, ...] = (
        head,
        Text(f"Card {number}", "card-title"),
        Text("Dispatch \u2192 Duty officer", lead="Deliver:"),
        Boxed((Text(typed, "script"),), DRILL_HEAD, DRILL_HEAD),
        CutLine("Controller only"),
        CheckBoxes(("Delivered", "Acknowledged", "Response"), across=True),
    )
    return Section(blocks, frame="card")


def every_block(typed: str = "Plain words.") -> Document:
    """Every block in every frame, with `typed` wherever a person could have typed."""
    signs = tuple(block for mode in MODES for block in (Pictogram(mode),))
    return Document(
        name=typed[:150] or "Small test outage",
        title="Every block",
        version="DRAFT",
        sponsor="Department of Tests",
        handling="TLP:AMBER",
        stamp=STAMP,
        sections=(
            Section((Space(100), Text(typed[:100], "cover-name"), Text("Every block", "cover-title"))),
            Section((Heading("Contents"), Contents())),
            words(typed),
            Section((Heading("A table"), rows(typed), *signs)),
            Section((Heading("A form"), *form(typed)), starts_right=True),
            Section((Heading("Across"), rows(typed)), landscape=True),
            Section((Heading("Large"), rows(typed)), frame="tabloid"),
            *(card(number, typed) for number in (1, 2, 3)),
            Section((Text("One voice.", "placard"),)),
        ),
        subject=typed[:100],
        keywords=("test", typed[:20]),
    )  # fmt: skip
