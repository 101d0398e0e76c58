"""Hot-wash sheets: facilitator's agenda, group capture, individual page, debrief of the staff."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand, for_players
from hotwash.documents.content import (
    Column,
    Columns2,
    Document,
    Field,
    FieldLine,
    Figure,
    Heading,
    Row,
    Section,
    Table,
    Text,
    WriteLines,
)

TITLE = "Hot-wash sheets"
AGENDA = (
    (2, "Safety check: is everybody well, is anything real still open?"),
    (2, "Rules: no blame, one voice at a time, first facts, then opinion"),
    (5, "What happened: five moments, read out with their times, one neutral sentence each"),
    (7, "What went well, and what made it go well"),
    (7, "What is to be improved"),
    (5, "Commitments: who does what by when"),
    (2, "Feedback form"),
)
"""Minutes and what they are for; 30 in all."""
POETE = (
    ("Planning", "Which plan helped, which was missing or not known?"),
    ("Organization", "Who was missing, who was asked too much of?"),
    ("Equipment", "What could you not see or do from your desk?"),
    ("Training", "What would you have needed to know before?"),
    ("Exercises", "What should be tried again, and with whom?"),
)
MOMENTS = 5
GRID = ("Sustain", "Fix quickly", "Improve", "Parking lot")


def hot_wash(plan: Beforehand) -> Document:
    """Sheets 1 to 4."""
    return plan.document(TITLE, (facilitator_sheet(), *other_sheets(plan)), simulated=False)


def other_sheets(plan: Beforehand) -> tuple[Section, ...]:
    """Sheets 2 to 4, which people fill in whatever was played."""
    return (_capture(), _individual(), _debrief(plan))


def facilitator_sheet(
    told: tuple[Row, ...] = (), maps: tuple[Figure, ...] = (), asked: tuple[tuple[str, str], ...] = POETE
) -> Section:
    """Sheet 1. Moments that nobody `told` are left to be written in; questions are `asked` by element."""
    agenda = tuple(Row((str(minutes), what, ""), height=18) for minutes, what in AGENDA)
    moments = (*told, *(Row(("", ""), height=24),) * (MOMENTS - len(told)))
    questions = tuple(Row((element, question), height=18 if told else 22) for element, question in asked)
    size = 8.0 if told else 9.0
    return Section(
        (
            Heading("Hot wash: facilitator's sheet"),
            Text("Players say at once what went well, what did not, and what to do, while they remember it. It judges "
                 "nobody and rates nothing.", lead="Purpose:"),
            FieldLine((Field("hot-wash-length", "Length in minutes"),
                       Field("hot-wash-date", "Date and time", share=0.7))),
            Table((Column("Minutes", 50), Column("What", 348), Column("Done at", 70)), agenda, form="hot-wash-agenda",
                  caption="Default length 30 minutes; 30 to 60 are usual."),
            Table((Column("T+", 60), Column("Five moments of this run: what happened, in one neutral sentence", 408)),
                  moments, form="hot-wash-moment", size=size),
            *maps,
            Table((Column("Element", 90), Column("Question", 378)), questions, labels=True, size=size,
                  caption="Questions by element (POETE)."),
        )
    )  # fmt: skip


def _capture() -> Section:
    """Sheet 2: two by two, with a column for the ids of events."""

    def part(title: str) -> Table:
        key = title.lower().replace(" ", "-")
        rows = (Row(("", ""), height=26),) * 9
        return Table((Column(title, 180), Column("Event", 45)), rows, form=f"capture-{key}")

    left, right = (part(GRID[0]), part(GRID[2])), (part(GRID[1]), part(GRID[3]))
    head = Text("Group: ____________________   Scribe: ____________________   Sheet no. ____", "small")
    return Section((Heading("Hot wash: group capture"), head, Columns2(left, right)))


def _individual() -> Section:
    """Sheet 3: one page for each person."""
    return Section(
        (
            Heading("Hot wash: my page"),
            FieldLine((Field("mine-seat", "Seat code"), Field("mine-name", "Name (optional)"))),
            *(WriteLines(3, f"Went well {number}", f"mine-well-{number}") for number in (1, 2, 3)),
            *(WriteLines(3, f"To improve {number}", f"mine-improve-{number}") for number in (1, 2, 3)),
            WriteLines(2, "One thing I will change", "mine-change"),
            WriteLines(2, "A question that is left open", "mine-open"),
        )
    )


def _debrief(plan: Beforehand) -> Section:
    """Sheet 4: facilitator and evaluators, when the players have left."""
    rows = tuple(
        Row((f"{number}. {for_players(one)}", "", "", "", ""), height=60)
        for number, one in enumerate(plan.scenario.objectives, start=1)
    ) or (Row(("",) * 5, height=60),) * 4  # fmt: skip
    columns = (
        Column("Objective", 130), Column("Strengths seen", 112), Column("Areas seen", 112),
        Column("Evidence ids", 64), Column("Rating lean", 50),
    )  # fmt: skip
    actions = (Row(("", "", ""), height=22),) * 3
    return Section(
        (
            Heading("Debrief of facilitator and evaluators"),
            Text("Not for players. A lean is no rating: the evaluation guides hold the ratings.", "small"),
            Table(columns, rows, ruled=True, form="debrief-objective"),
            WriteLines(2, "Injects that did not work", "debrief-injects"),
            WriteLines(2, "Oddities of the simulation", "debrief-oddities"),
            Table(
                (Column("Next action", 268), Column("Owner", 120), Column("Date", 80)), actions, form="debrief-action"
            ),
        )
    )
