"""What a document says, block by block, as plain values; knows no page, font or renderer. Widths in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hotwash.documents.picture import Picture

Align = Literal["left", "right", "centre"]
Style = Literal["body", "small", "note", "lead", "cover-name", "cover-title", "cover-line", "draft"]


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
    """A column as wide as its share of the whole table."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns. `height` is the least, for writing by hand; the first `joined` cells
    belong to the row above and repeat nothing."""

    cells: tuple[str, ...]
    bold: bool = False
    height: float = 0.0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on each page; `labels` prints the first column as row headings.

    `ruled` gives empty cells a writing line every 18 points.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    header: bool = True
    labels: bool = False
    ruled: bool = False
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Empty lines for a pen, 18 points each."""

    count: int
    label: str = ""


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


Block = Text | Heading | Bullets | Table | WriteLines | Figure | Contents | Space | Together


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that begin on a new page; `landscape` turns the sheet."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a renderer needs: running lines, stamp and sections. The first section is the cover if `cover`."""

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
