"""The columns of the MSEL as a spreadsheet: which field stands under which header, and how it is written.

One table for whoever writes such a sheet and for whoever reads one; knows no file and no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from hotwash.domain.msel import Category, Inject, Label, Release, Status
from hotwash.domain.predicate_text import written
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import term

OWN = "Own: "
"""Before the header of a column that the author added."""
BETWEEN = "\n"
"""Between two things in one cell."""


class Shape(StrEnum):
    """How a field stands in its cell."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    """Milliseconds; an empty cell for no time."""
    CHOICE = "choice"
    """One of some words."""
    LINES = "lines"
    """Several, a line each."""
    CONDITION = "condition"
    """As `predicate_text` writes it."""


@dataclass(frozen=True, slots=True)
class MselColumn:
    """A column: the field of `Inject`, or of its delivery where `of_delivery`, under a header.

    `width` in characters. An empty cell stands for the field's default, and in the column of a delivery's field for a
    kind that has no such field.
    """

    field: str
    header: str
    shape: Shape = Shape.TEXT
    width: float = 14.0
    choices: tuple[str, ...] = ()
    of_delivery: bool = False


KIND = MselColumn("kind", term("Kind"), Shape.TEXT, 14, of_delivery=True)
"""Which kind of the catalogue the delivery is; the one column of a delivery that is not a field."""

COLUMNS: tuple[MselColumn, ...] = (
    MselColumn("number", term("Number"), Shape.NUMBER, 8),
    MselColumn("suffix", term("Suffix"), width=7),
    MselColumn("id", term("Id"), width=16),
    MselColumn("status", term("Status"), Shape.CHOICE, 10, tuple(Status)),
    MselColumn("at", term("Planned T+"), Shape.TIME, 11),
    MselColumn("category", term("Type"), Shape.CHOICE, 13, tuple(Category)),
    MselColumn("label", term("Label"), Shape.CHOICE, 11, tuple(one for one in Label if one)),
    MselColumn("module", term("Module"), width=14),
    MselColumn("thread", term("Storyline"), width=14),
    MselColumn("subject", term("Subject"), width=28),
    KIND,
    MselColumn("channel", term("Channel"), width=10, of_delivery=True),
    MselColumn("speaker", term("From (speaker)"), width=18, of_delivery=True),
    MselColumn("outlet", term("From (outlet)"), width=18, of_delivery=True),
    MselColumn("name", term("Alarm name"), width=16, of_delivery=True),
    MselColumn("element", term("Alarm at element"), width=16, of_delivery=True),
    MselColumn("to", term("To (seats)"), Shape.LINES, 18, of_delivery=True),
    MselColumn("text", term("Description / script"), width=50, of_delivery=True),
    MselColumn("begins", term("Faults that begin"), Shape.LINES, 18, of_delivery=True),
    MselColumn("ends", term("Faults that end"), Shape.LINES, 18, of_delivery=True),
    MselColumn("controller", term("Controller"), width=14),
    MselColumn("release", term("Released by"), Shape.CHOICE, 12, tuple(Release)),
    MselColumn("when", term("Condition"), Shape.CONDITION, 34),
    MselColumn("timeout", term("Condition waited for"), Shape.TIME, 12),
    MselColumn("veto", term("Veto time"), Shape.TIME, 10),
    MselColumn("expected", term("Expected player action"), Shape.LINES, 40),
    MselColumn("objectives", term("Objectives"), Shape.LINES, 14),
    MselColumn("tasks", term("Critical tasks"), Shape.LINES, 14),
    MselColumn("note", term("Controller and evaluator note"), width=34),
    MselColumn("otherwise", term("If nobody responds"), width=30),
    MselColumn("otherwise_after", term("If nobody responds, after"), Shape.TIME, 12),
    MselColumn("author", term("Author"), width=14),
    MselColumn("remarks", term("Remarks"), width=24),
    MselColumn("source", term("Source"), width=12),
)
"""Every field of an inject but its own columns, which `own_headers` adds; in the order of the sheet."""


def own_headers(injects: Iterable[Inject]) -> tuple[str, ...]:
    """Headers of the columns that the author added, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(f"{OWN}{column.name}" for inject in injects for column in inject.columns))


def values(inject: Inject, own: Iterable[str] = ()) -> Iterator[str | int | None]:
    """What stands in the cells of one line, in the order of `COLUMNS`, then under the author's own headers."""
    for column in COLUMNS:
        yield _value(inject, column)
    mine: dict[str, str] = {}
    for one in inject.columns:
        header = f"{OWN}{one.name}"
        mine[header] = f"{mine[header]}{BETWEEN}{one.text}" if header in mine else one.text
    for header in own:
        yield mine.get(header)


def _value(inject: Inject, column: MselColumn) -> str | int | None:
    if column is KIND:
        return inject.delivery.kind
    if column.of_delivery and column.field not in delivery_fields(type(inject.delivery)):
        return None
    value = getattr(inject.delivery if column.of_delivery else inject, column.field)
    match column.shape:
        case Shape.NUMBER | Shape.TIME:
            return None if value is None else int(value)
        case Shape.LINES:
            return BETWEEN.join(" ".join(part.split("\n")) for part in value) or None
        case Shape.CONDITION:
            return None if value is None else written(value)
        case _:
            return str(value) or None


def delivery_fields(kind: type[Delivery]) -> tuple[str, ...]:
    """Names of the fields of one kind of delivery."""
    return tuple(item.name for item in fields(kind))
