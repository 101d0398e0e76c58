"""The tally of participant feedback forms: how often each mark was given, and comments word for word, by role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hotwash.documents.aar.material import Material
from hotwash.documents.content import Block, Column, Heading, Row, Table, Text
from hotwash.documents.sheet import Sheet, SheetColumn
from hotwash.documents.text import one_line
from hotwash.domain.facts import Happened
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.exercise.feedback_words import PACE, STATEMENTS

POINTS = 5
BAR = 10
"""Squares of the longest bar."""
NAMED = (*STATEMENTS, PACE)
"""Statements by their number from 1, as `FeedbackGiven.marks` has them."""
_PARTS = (("strengths", "Strengths"), ("areas", "Areas for improvement"), ("unseen", "Not seen by evaluators"),
          ("actions", "Corrective actions"), ("items", "To review or develop"), ("comments", "Comments"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: how many gave each mark from 1 up."""

    statement: str
    counts: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many marked it."""
        return sum(self.counts)

    @property
    def mean_hundredths(self) -> int | None:
        """Mean mark in hundredths, rounded half up; None where nobody marked it."""
        total = sum(mark * count for mark, count in enumerate(self.counts, start=1))
        return None if not self.number else (total * 200 + self.number) // (2 * self.number)


def tallied(forms: Iterable[Happened]) -> tuple[Line, ...]:
    """Every statement in the order of the form; marks of statements that the form has not come after them."""
    given = [one.fact.marks for one in forms if isinstance(one.fact, FeedbackGiven)]
    known = {str(number): text for number, text in enumerate(NAMED, start=1)}
    others = sorted({key for marks in given for key in marks} - set(known))
    keys = [*known.items(), *((key, f"Statement \u201c{one_line(key, 60)}\u201d") for key in others)]
    return tuple(
        Line(words, tuple(sum(marks.get(key) == mark for marks in given) for mark in range(1, POINTS + 1)))
        for key, words in keys
    )


def tally(material: Material, *, wide: bool = False) -> tuple[Block, ...]:
    """Table of marks, then comments by role; nothing where no form was handed in. `wide` for a sheet across."""
    forms = material.board.review.feedback
    if not forms:
        return ()
    widths = (330, 38, 50, 38, 147) if wide else (206, 26, 42, 26, 64)
    columns = (
        Column("Statement", widths[0]), *(Column(str(mark), widths[1], "right") for mark in range(1, POINTS + 1)),
        Column("Mean", widths[2], "right"), Column("n", widths[3], "right"), Column("1 to 5", widths[4]),
    )  # fmt: skip
    roles = [one.fact.role for one in forms if isinstance(one.fact, FeedbackGiven)]
    counted = ", ".join(f"{roles.count(role)} {one_line(role, 30)}" for role in dict.fromkeys(roles))
    several = "s" if len(roles) != 1 else ""
    caption = (
        f"{len(roles)} form{several} ({counted}). 1 = strongly disagree, 5 = strongly agree; of the pace 3 is right. "
        "The bar is the mean."
    )
    rows = tuple(_row(line, BAR if wide else POINTS) for line in tallied(forms))
    return (Table(columns, rows, caption=caption, size=8.5), *_comments(forms))


def _row(line: Line, longest: int) -> Row:
    mean = line.mean_hundredths
    shown = "\u2013" if mean is None else f"{mean // 100}.{mean % 100:02}"
    filled = 0 if mean is None else (mean * longest + POINTS * 50) // (POINTS * 100)
    bar = "\u25a0" * filled + "\u25a1" * (longest - filled) if mean is not None else "\u2013"
    return Row((line.statement, *map(str, line.counts), shown, str(line.number), bar))


def _comments(forms: Sequence[Happened]) -> Iterator[Block]:
    """What was written, word for word, by role; who wrote it is not said."""
    said = list(_said(forms))
    if not said:
        return
    yield Heading("In their own words", 2)
    for role in dict.fromkeys(role for role, *_ in said):
        yield Heading(one_line(role, 30).capitalize() or "Role not given", 3)
        for title in dict.fromkeys(title for own, title, *_ in said if own == role):
            yield Text("", "small", lead=f"{title}:")
            for own, part, text, cited in said:
                if (own, part) == (role, title):
                    yield Text(f"\u2022 {text} [{cited}]", "small")


def _said(forms: Iterable[Happened]) -> Iterator[tuple[str, str, str, str]]:
    """Role, part of the form, text and the entry that holds it."""
    for one in forms:
        if isinstance(one.fact, FeedbackGiven):
            for part, title in _PARTS:
                value = getattr(one.fact, part)
                for text in (value,) if isinstance(value, str) else value:
                    if text.strip():
                        yield one.fact.role, title, text, one.reference


def tally_sheets(material: Material) -> tuple[Sheet, ...]:
    """The same for a workbook: marks, and what was written."""
    forms = material.board.review.feedback
    counts = tuple(SheetColumn(str(mark), "number", 6) for mark in range(1, POINTS + 1))
    marks = Sheet(
        "Marks",
        (SheetColumn("Statement", width=60), *counts, SheetColumn("Mean", "number", 8), SheetColumn("n", "number", 6)),
        tuple(
            (line.statement, *line.counts, None if (mean := line.mean_hundredths) is None else mean / 100, line.number)
            for line in tallied(forms)
        ),
    )
    words = Sheet(
        "Words",
        (SheetColumn("Role", width=14), SheetColumn("Part", width=24), SheetColumn("Text", width=60),
         SheetColumn("Evidence", width=12)),
        tuple(_said(forms)),
    )  # fmt: skip
    return (marks, words) if words.rows else (marks,)
