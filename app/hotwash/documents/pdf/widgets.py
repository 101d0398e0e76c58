"""Draws places to fill in and ties each to its name, its tip and its element of the structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.documents.pdf import acroform
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.tags import Element
from hotwash.documents.picture import Box, Disc, Mark, Picture, Stroke, Tone

BOX = 10.0
"""Side of a box to tick, in points."""
MARKED = 2.4
"""Width of the ring about a number that is marked."""

Area = tuple[float, float, float, float]
"""Left, top, width and height on the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is filled in: the name of the field, what it is called aloud, and where the element goes."""

    name: str
    tip: str
    element: Element


def text(pen: Pen, place: Place, area: Area) -> None:
    """Text to type."""
    made = acroform.text(place.name, place.tip, pen.rect(*area))
    pen.canvas.fillable(pen.canvas.widget(place.element.child("Form"), made))


def choice(pen: Pen, place: Place, area: Area, choices: Sequence[str]) -> None:
    """One of some words."""
    made = acroform.choice(place.name, place.tip, pen.rect(*area), choices)
    pen.canvas.fillable(pen.canvas.widget(place.element.child("Form"), made))


def check(pen: Pen, place: Place, x: float, y: float) -> None:
    """A box to tick."""
    cross = f"1.2 w 2 2 m {BOX - 2:g} {BOX - 2:g} l S 2 {BOX - 2:g} m {BOX - 2:g} 2 l S"
    on, off = (pen.canvas.object(acroform.appearance(BOX, BOX, drawing)) for drawing in (cross, ""))
    made = acroform.check(place.name, place.tip, pen.rect(x, y, BOX, BOX), on, off)
    pen.canvas.fillable(pen.canvas.widget(place.element.child("Form"), made))


def circles(pen: Pen, place: Place, spots: Sequence[tuple[float, float]], size: float) -> None:
    """One of several circles of a diameter, each from its top left corner; their values count from 1."""
    field = acroform.radio(place.name, place.tip)
    reference = pen.canvas.object(field)
    looks = tuple(pen.canvas.object(acroform.appearance(size, size, drawing)) for drawing in (_ring(size), ""))
    kids = []
    for number, (x, y) in enumerate(spots, start=1):
        tip = f"{place.tip}: {number}"
        made = acroform.circle(reference, tip, pen.rect(x, y, size, size), str(number), (looks[0], looks[1]))
        kids.append(pen.canvas.widget(place.element.child("Form"), made))
    field["Kids"] = acroform.listed(kids)
    pen.canvas.fillable(reference)


def _ring(size: float) -> str:
    """A thick circle of four curves, the same that is printed for a mark that is made already."""
    middle, radius = size / 2, size / 2 - MARKED / 2
    bend = radius * 0.5523
    drawn = [f"{MARKED:g} w {middle + radius:g} {middle:g} m"]
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        points = (
            (dx * radius - dy * bend, dy * radius + dx * bend),
            (dx * bend - dy * radius, dy * bend + dx * radius),
            (-dy * radius, dx * radius),
        )
        drawn.append(" ".join(f"{middle + x:.3f} {middle + y:.3f}" for x, y in points) + " c")
    return " ".join((*drawn, "s"))


def box_to_tick(*, ticked: bool) -> Picture:
    """A box, crossed where it is ticked."""
    marks: list[Mark] = [Box(0.4, 0.4, BOX - 0.8, BOX - 0.8, weight=0.8)]
    if ticked:
        marks += [
            Stroke(((2, 2), (BOX - 2, BOX - 2)), weight=1.2),
            Stroke(((2, BOX - 2), (BOX - 2, 2)), weight=1.2),
        ]
    return Picture(BOX, BOX, tuple(marks), "")


def circle_to_mark(size: float, *, marked: bool) -> Picture:
    """A circle, and a thick ring where it is marked, so that the number in it stays readable."""
    weight = MARKED if marked else 0.7
    return Picture(size, size, (Disc(size / 2, size / 2, size / 2 - weight / 2, Tone.INK, weight),), "")
