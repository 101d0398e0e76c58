"""What a document says, block by block, as plain values; knows no page, font or renderer. Widths in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from hotwash.documents.picture import Picture
from hotwash.documents.sheet import Sheet

Align = Literal["left", "right", "centre"]
Style = Literal[
    "body", "small", "note", "lead", "cover-name", "cover-title", "cover-line", "draft", "script", "card-number",
    "card-title", "placard",
]  # fmt: skip
"""`script` is what is read out (12 points), `card-number` the number of an inject (30), `card-title` the name on a
card (20), `placard` what is read from across a room (24)."""
Frame = Literal["portrait", "landscape", "tabloid", "card", "slide"]
"""How a sheet lies and how large it is: upright; across; across at twice the size (A3 where paper is A4); or half of an
upright sheet, two side by side with a line to cut along; or a slide for a projector, sixteen to nine."""

DRILL_HEAD = "THIS IS AN EXERCISE"
"""Stands above and below everything that is read out or handed over."""


class Mark(StrEnum):
    """Where a figure comes from. Words and not colours, so that every print and every screen reader has them."""

    JOURNAL = "journal"
    PUBLISHED = "published"
    COMPUTED = "computed"
    DEFAULT = "default"

    def on(self, figure: str, source: str = "") -> str:
        """The figure with its mark: `17:42 [E-00381]`, `10 s (default)`, `3,400 (published: nena)`.

        `source` is the entry of the journal, as it is cited, or the name of the publication or of the sum.
        """
        if self is Mark.JOURNAL and source:
            return f"{figure} [{source}]"
        return f"{figure} ({self.value}: {source})" if source else f"{figure} ({self.value})"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` stands before it in bold."""

    text: str
    style: Style = "body"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; levels 1 and 2 stand in contents and bookmarks."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers or with dots."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column as wide as its share of the whole table. What stands in a `light` one is printed grey, for a pen to
    circle."""

    title: str
    width: float
    align: Align = "left"
    light: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns. `height` is the least, for writing by hand; the first `joined` cells
    belong to the row above and repeat nothing.

    The first cell covers `span` columns, so that a row has `span` - 1 cells fewer. A `band` is one cell over the whole
    width, bold on grey (the title of a module); `hatched` is the same with slanting lines instead ("PAUSED 7:12").
    `notes` stand below the cells, small and slanted, in the same order.
    """

    cells: tuple[str, ...]
    bold: bool = False
    height: float = 0.0
    joined: int = 0
    span: int = 1
    band: bool = False
    hatched: bool = False
    notes: tuple[str, ...] = ()

    def covers(self, columns: int) -> int:
        """How many columns the first cell covers in a table of so many."""
        return columns if self.band or self.hatched else min(self.span, columns)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on each page; `labels` prints the first column as row headings.

    `ruled` gives empty cells a writing line every 18 points. With a name in `form` they can be filled in on a screen:
    the field in row 2, column 3 is `form`-2-3, counted from 1.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    header: bool = True
    labels: bool = False
    ruled: bool = False
    size: float = 9.0
    form: str = ""


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Empty lines for a pen, 18 points each. With a `name` they can be filled in on a screen."""

    count: int
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; never cut in two."""

    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings with their pages."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in points."""

    height: float


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page if they fit on one at all."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Boxed:
    """Blocks in a frame, with a title above and a foot below them inside it; at least `height` points high."""

    blocks: tuple[Block, ...]
    title: str = ""
    foot: str = ""
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line with scissors to cut along, or without to `fold`; `label` says what is below it."""

    label: str = ""
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Columns2:
    """Two columns side by side, read left first; `share` is the left one's part of the width."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class CheckBoxes:
    """A box before each item, one below the other or, `across`, one after the other. `ticked` counts from 0.

    With a `name` they can be ticked on a screen: item 2 is the field `name`-2, counted from 1.
    """

    items: tuple[str, ...]
    ticked: tuple[int, ...] = ()
    across: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """Statements, each with circles from 1 to `points` of which one is marked. `chosen` holds the mark of each
    statement, 0 for none; `low` and `high` say what the ends mean. Statement 2 is the field `name`-2 on a screen."""

    statements: tuple[str, ...]
    low: str = "strongly disagree"
    high: str = "strongly agree"
    points: int = 5
    chosen: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One place to fill in: a label and a ruled line, `height` points high, a box to tick or a choice.

    `name` is the field's name on a screen, unique in its document and the same in every print. A `value` is printed and
    leaves nothing to fill in. `share` is its part of the width among its neighbours in `FieldLine`.
    """

    name: str
    label: str
    height: float = 18.0
    kind: Literal["text", "check", "choice"] = "text"
    choices: tuple[str, ...] = ()
    value: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class FieldLine:
    """Fields side by side."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A sign with its word: how an inject is brought. `mode` is one of `pictograms.MODES`; any other has the word
    alone. `size` is the height of the sign in points."""

    mode: str
    size: float = 14.0


Block = (
    Text | Heading | Bullets | Table | WriteLines | Figure | Contents | Space | Together | Boxed | CutLine | Columns2
    | CheckBoxes | RatingScale | Field | FieldLine | Pictogram
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that begin on a new page; `landscape` turns the sheet, the same as the frame of that name.

    `starts_right` begins on a right-hand page; where that leaves a page over, it says that it is left blank.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    frame: Frame = "portrait"
    starts_right: bool = False

    @property
    def sheet(self) -> Frame:
        """The frame that the section is set in."""
        return "landscape" if self.landscape and self.frame == "portrait" else self.frame


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a renderer needs: running lines, stamp and sections. The first section is the cover if `cover`.

    `sheets` are what its workbook holds; where there are none, the workbook is made of its tables.
    """

    name: str
    title: str
    version: str
    sponsor: str
    handling: str
    stamp: str
    sections: tuple[Section, ...]
    cover: bool = True
    simulated: bool = True
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())
    sheets: tuple[Sheet, ...] = ()


def opened(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks in reading order, with those inside others in the place of what holds them."""
    flat: list[Block] = []
    for block in blocks:
        match block:
            case Together():
                flat += opened(block.blocks)
            case Boxed():
                flat += (Text(block.title), *opened(block.blocks), Text(block.foot))
            case Columns2():
                flat += (*opened(block.left), *opened(block.right))
            case FieldLine():
                flat += block.fields
            case _:
                flat.append(block)
    return tuple(flat)
