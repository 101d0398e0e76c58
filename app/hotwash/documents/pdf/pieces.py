"""The unit of layout: a strip of a page that is never cut, what follows it closely, and what heads a new page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hotwash.documents.field_names import FieldNames
from hotwash.documents.pdf.pen import Pen

Draw = Callable[[Pen, float, float], None]
"""Draws a piece with its top left corner at (x, y)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip of `height` points. `with_next` keeps it on the page of the piece after it; `header` is drawn again
    above it where it begins a page; `gap` is height that is dropped at the top of a page; `headings` are the places
    of the headings in it, in the order of headings. `resumed` draws it instead where it begins a page."""

    height: float
    draw: Draw | None
    with_next: bool = False
    header: tuple[Piece, ...] = ()
    gap: bool = False
    headings: tuple[int, ...] = ()
    resumed: Draw | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's place in the order of headings, for contents and bookmarks."""

    text: str
    level: int


@dataclass(slots=True)
class Places:
    """On which page each heading came to stand, and how many pages there are; filled before anything is drawn.
    `fields` gives out the names of places to fill in."""

    headings: list[Mark] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)
    total: int = 0
    fields: FieldNames = field(default_factory=FieldNames)

    def page(self, heading: int) -> int:
        """Page number of a heading by its place in the order; 0 where it has not been placed."""
        return self.pages.get(heading, 0)


def gap(height: float) -> Piece:
    """Empty height that vanishes at the top of a page."""
    return Piece(height, None, gap=True)
