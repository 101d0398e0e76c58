"""Signs of a printed network: a shape for what a thing is, a filling for how it stands, a line style for links."""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.analysis.conditions import Standing
from hotwash.documents.picture import SOLID, Dash, Disc, Label, Mark, Point, Stroke, Tone
from hotwash.domain.elements import Answering, Border, Element, Filter, Originating, Proxy, Service, Telephone

LINES: dict[Standing, tuple[float, Dash]] = {
    Standing.WORKING: (0.5, SOLID),
    Standing.DEGRADED: (0.8, (4, 2)),
    Standing.BLOCKING: (1.4, (6, 2)),
    Standing.DOWN: (1.0, (1, 2)),
}
SIZES: dict[type, float] = {
    Answering: 2.0,
    Originating: 5.0,
    Border: 5.5,
    Filter: 4.5,
    Proxy: 4.0,
    Service: 4.5,
    Telephone: 5.0,
}
_OUTLINES: dict[type, tuple[Point, ...]] = {
    Originating: ((0, -1), (1, 0.8), (-1, 0.8)),
    Border: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Filter: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.2), (0, 1), (-0.9, 0.2)),
    Proxy: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Service: ((-0.5, -0.9), (0.5, -0.9), (1, 0), (0.5, 0.9), (-0.5, 0.9), (-1, 0)),
    Telephone: ((-0.9, 0.9), (-0.9, -0.2), (0, -1), (0.9, -0.2), (0.9, 0.9)),
}
_FILLS = {
    Standing.WORKING: Tone.PAPER,
    Standing.DEGRADED: Tone.LIGHT,
    Standing.BLOCKING: Tone.INK,
    Standing.DOWN: Tone.PAPER,
}


def archetype(element: Element) -> type:
    """The archetype that decides the shape; a square where a kind has none of these."""
    return next((kind for kind in SIZES if isinstance(element, kind)), Proxy)


def symbol(element: Element, standing: Standing, x: float, y: float) -> list[Mark]:
    """One element at a place."""
    kind = archetype(element)
    return _shape(kind, standing, x, y, SIZES[kind])


def _shape(kind: type, standing: Standing, x: float, y: float, size: float) -> list[Mark]:
    fill = _FILLS[standing]
    weight = 0.5 if kind is Answering else 0.8
    marks: list[Mark]
    if kind is Answering:
        marks = [Disc(x, y, size, weight=weight, fill=fill)]
    else:
        corners = tuple((x + size * dx, y + size * dy) for dx, dy in _OUTLINES[kind])
        marks = [Stroke(corners, weight=weight, fill=fill)]
    if standing is Standing.DEGRADED:
        marks.append(Stroke(((x - size, y + size), (x + size, y - size)), weight=weight))
    if standing is Standing.BLOCKING and kind is not Answering:
        marks.append(Stroke(((x - size * 0.5, y), (x + size * 0.5, y)), Tone.PAPER, 1.4))
    if standing is Standing.DOWN:
        reach = size * 1.2
        marks.append(Stroke(((x - reach, y - reach), (x + reach, y + reach)), weight=1.1))
        marks.append(Stroke(((x - reach, y + reach), (x + reach, y - reach)), weight=1.1))
    return marks


def legend(y: float, counts: Mapping[Standing, int]) -> list[Mark]:
    """The four standings with sign, line, word and how many elements stand so."""
    marks: list[Mark] = []
    x = 8.0
    for standing in Standing:
        marks += _shape(Proxy, standing, x, y, 4.0)
        weight, dash = LINES[standing]
        marks.append(Stroke(((x + 9, y), (x + 31, y)), Tone.DARK, weight, dash))
        marks.append(Label(x + 35, y + 2.4, f"{standing.value}: {counts.get(standing, 0)}", 7))
        x += 112
    return marks
