"""A drawing as plain values: marks in points, right and down from the top left corner; knows no renderer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Tone(StrEnum):
    """Named ink. Every tone has its own grey, and none is the only sign of anything."""

    INK = "ink"
    DARK = "dark"
    MIDDLE = "middle"
    LIGHT = "light"
    PALE = "pale"
    PAPER = "paper"


GREYS: dict[Tone, float] = {
    Tone.INK: 0.0,
    Tone.DARK: 0.25,
    Tone.MIDDLE: 0.45,
    Tone.LIGHT: 0.7,
    Tone.PALE: 0.88,
    Tone.PAPER: 1.0,
}
"""How light each ink is, from black (0) to white (1)."""
Dash = tuple[float, ...]
SOLID: Dash = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open or closed line through points; `fill` closes and fills it."""

    points: tuple[Point, ...]
    tone: Tone = Tone.INK
    weight: float = 0.75
    dash: Dash = SOLID
    fill: Tone | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its top left corner. `weight` 0 draws no edge."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.INK
    weight: float = 0.75
    fill: Tone | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle about a centre. `weight` 0 draws no edge."""

    x: float
    y: float
    radius: float
    tone: Tone = Tone.INK
    weight: float = 0.75
    fill: Tone | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its baseline; `anchor` is left, middle or right; `halo` clears what is under it."""

    x: float
    y: float
    text: str
    size: float = 7.0
    anchor: str = "left"
    bold: bool = False
    tone: Tone = Tone.INK
    halo: bool = False


Mark = Stroke | Box | Disc | Label


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks in drawing order on a sheet of `width` by `height` points; `alt` says it in words, empty for decoration."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str
