"""The unit of layout: a strip of a page that is never cut, what follows it closely, and what heads a new page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hotwash.documents.pdf.pen import Pen
from hotwash.documents.text import one_line

Draw = Callable[[Pen, float, float], None]
"""Draws a piece with its top left corner at (x, y)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip of `height` points. `with_next` keeps it on the page of the piece after it; `header` is drawn again
    above it where it begins a page; `gap` is height that is dropped at the top of a page; `headings` are the places
    of the headings in it, in the order of headings."""

    height: float
    draw: Draw | None
    with_next: bool = False
    header: tuple[Piece, ...] = ()
    gap: bool = False
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's place in the order of headings, for contents and bookmarks."""

    text: str
    level: int


@dataclass(slots=True)
class Places:
    """On which page each heading came to stand, and how many pages there are; filled before anything is drawn.
    `fields` are the names of places to fill in that are taken."""

    headings: list[Mark] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)
    total: int = 0
    fields: set[str] = field(default_factory=set)

    def page(self, heading: int) -> int:
        """Page number of a heading by its place in the order; 0 where it has not been placed."""
        return self.pages.get(heading, 0)

    def unique(self, name: str) -> str:
        """The name for a place to fill in, numbered where it is taken: two of one name would hold one value.

        A full stop would make it the child of another field (ISO 32000-1, 12.7.3.2).
        """
        plain = one_line(name, 60).replace(".", "-") or "field"
        free, number = plain, 1
        while free in self.fields:
            number += 1
            free = f"{plain}-{number}"
        self.fields.add(free)
        return free


def gap(height: float) -> Piece:
    """Empty height that vanishes at the top of a page."""
    return Piece(height, None, gap=True)
