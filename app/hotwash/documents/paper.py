"""Sheets of paper and how text lies on them, in points; knows no renderer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hotwash.documents.content import Frame

Paper = Literal["letter", "a4"]
Progress = Callable[[int, int], None]
"""Told the page that is done and the number of pages."""
Cancelled = Callable[[], bool]

SHEETS: dict[Paper, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
"""Width and height of the upright sheet."""
LARGE: dict[Paper, tuple[float, float]] = {"letter": (1224.0, 792.0), "a4": (1190.551, 841.89)}
"""Width and height of the large sheet, which lies across: Tabloid, A3."""
SLIDE = (640.0, 360.0)
"""Width and height of a slide, the same on every paper: sixteen to nine."""
DRILL = "EXERCISE \u2013 EXERCISE \u2013 EXERCISE"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size, the margins left and right, above and below."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def room(self) -> tuple[float, float]:
        """Width and height that text may take."""
        return self.width - 2 * self.side, self.height - self.top - self.bottom


def leaf(frame: Frame, paper: Paper) -> Leaf:
    """The page of a frame on a paper."""
    width, height = SHEETS[paper]
    match frame:
        case "portrait":
            return Leaf(width, height, 72.0, 72.0, 60.0)
        case "landscape":
            return Leaf(height, width, 43.0, 72.0, 60.0)
        case "tabloid":
            return Leaf(*LARGE[paper], 36.0, 72.0, 60.0)
        case "slide":
            return Leaf(*SLIDE, 40.0, 64.0, 54.0)
        case "card":
            return Leaf(height / 2, width, 24.0, 40.0, 50.0)
