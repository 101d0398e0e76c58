"""The participant feedback form, two sides, blank; the same form is filled from a screen field by field."""

from __future__ import annotations

from hotwash.documents.aar.material import day
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    CheckBoxes,
    Column,
    Document,
    Field,
    FieldLine,
    Heading,
    RatingScale,
    Row,
    Section,
    Table,
    Text,
    WriteLines,
)
from hotwash.exercise.feedback_words import NUMBERED

TITLE = "Participant feedback form"
ROLES = ("Player", "Facilitator", "Observer", "Evaluator", "SimCell")


def feedback(plan: Beforehand) -> Document:
    """Two sides, at most ten minutes."""
    return plan.document(TITLE, (Section((*_head(plan), *_part_1())), Section(_parts_2_and_3())), simulated=False)


def _head(plan: Beforehand) -> tuple[Heading | Text | FieldLine | CheckBoxes, ...]:
    return (
        Heading(TITLE),
        Text(f"{plan.name}, scenario of {day(plan.scenario)}. Thank you for taking part. Your answers, in at most ten "
             "minutes, make the next exercise and the report better. A name is optional.", "small"),
        FieldLine((Field("feedback-name", "Name (optional)"), Field("feedback-agency", "Agency"))),
        FieldLine((Field("feedback-title", "Title"), Field("feedback-seat", "Seat code"))),
        CheckBoxes(ROLES, across=True, name="feedback-role"),
    )  # fmt: skip


def _part_1() -> tuple[Heading | Table | WriteLines, ...]:
    three = (Row(("", ""), height=40),) * 3
    actions = (Row(("", "", ""), height=18),) * 5
    items = (Row(("", "", ""), height=18),) * 5
    return (
        Heading("Part I: Recommendations and corrective actions", 2),
        Table((Column("1. Top three strengths", 234), Column("Top three areas for improvement", 234)), three,
              ruled=True, form="feedback-top"),
        WriteLines(5, "2. What happened that evaluators could not see?", "feedback-unseen"),
        Table((Column("3. Corrective action that should be taken (priority H, M, L)", 268), Column("H/M/L", 60),
               Column("Responsible", 140)), actions, form="feedback-action"),
        Table((Column("4. Equipment, training, policies, plans to review or develop", 328), Column("Priority", 60),
               Column("Owner", 80)), items, form="feedback-item"),
    )  # fmt: skip


def _parts_2_and_3() -> tuple[Heading | RatingScale | WriteLines | Text, ...]:
    statements = tuple(f"{number}. {text}" for number, text in NUMBERED.items())
    return (
        Heading("Part II: Design and conduct", 2),
        RatingScale(statements[:-1], name="feedback-rating"),
        RatingScale(statements[-1:], low="much too slow", high="much too fast", name="feedback-pace"),
        Heading("Part III: Comments", 2),
        WriteLines(8, name="feedback-comments"),
        Text("Put it into the box at the door, or fill it in on a screen and hand it to the facilitator.", "small"),
    )
