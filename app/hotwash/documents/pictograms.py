"""Signs for the ways in which an inject is brought, as drawings of a unit square; each stands beside its word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin
from types import MappingProxyType

from hotwash.documents.picture import SOLID, Dash, Disc, Mark, Picture, Point, Stroke, Tone
from hotwash.documents.text import one_line
from hotwash.domain.scripts import MODES as WORDS

Drawing = Callable[[float], list[Mark]]
"""Marks of a sign on a square with sides of so many points."""


def picture(mode: str, size: float) -> Picture | None:
    """The sign of a mode, without words of its own since its word stands beside it; None for an unknown mode."""
    drawing = MODES.get(mode)
    return None if drawing is None else Picture(size, size, tuple(drawing(size)), "")


def word(mode: str) -> str:
    """The word of a mode as it is read; an unknown mode is its own word."""
    return one_line(WORDS.get(mode, mode))


def _line(size: float, *points: Point, fill: Tone | None = None, dash: Dash = SOLID) -> Stroke:
    return Stroke(tuple((x * size, y * size) for x, y in points), weight=size * 0.07, fill=fill, dash=dash)


def _disc(size: float, x: float, y: float, radius: float, fill: Tone | None = None) -> Disc:
    return Disc(x * size, y * size, radius * size, weight=size * 0.07, fill=fill)


def _arc(size: float, x: float, y: float, radius: float, start: float, end: float) -> Stroke:
    """Part of a circle between two angles in turns, clockwise from three o'clock."""
    steps = 10
    angles = [2 * pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return _line(size, *((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles))


def _box(size: float, left: float, top: float, right: float, bottom: float, fill: Tone | None = Tone.PAPER) -> Stroke:
    return _line(size, (left, top), (right, top), (right, bottom), (left, bottom), fill=fill)


def _phone(size: float) -> list[Mark]:
    """A receiver."""
    handle = _line(size, (0.08, 0.22), (0.30, 0.06), (0.44, 0.30), (0.32, 0.42), (0.58, 0.68), (0.70, 0.56),
                   (0.94, 0.70), (0.78, 0.92), (0.60, 0.92), (0.08, 0.40), fill=Tone.INK)  # fmt: skip
    return [handle]


def _mail(size: float) -> list[Mark]:
    """An envelope."""
    return [_box(size, 0.05, 0.20, 0.95, 0.80), _line(size, (0.05, 0.20), (0.50, 0.56), (0.95, 0.20))]


def _radio(size: float) -> list[Mark]:
    """A hand-held set with its aerial."""
    return [
        _line(size, (0.34, 0.35), (0.34, 0.04)),
        _box(size, 0.26, 0.35, 0.74, 0.95),
        _box(size, 0.36, 0.44, 0.64, 0.58, Tone.INK),
        *(_line(size, (0.36, y), (0.64, y)) for y in (0.70, 0.82)),
    ]


def _chat(size: float) -> list[Mark]:
    """A speech bubble with lines."""
    bubble = _line(size, (0.05, 0.12), (0.95, 0.12), (0.95, 0.68), (0.45, 0.68), (0.25, 0.92), (0.25, 0.68),
                   (0.05, 0.68), fill=Tone.PAPER)  # fmt: skip
    return [bubble, *(_line(size, (0.20, y), (0.80, y)) for y in (0.32, 0.50))]


def _alarm(size: float) -> list[Mark]:
    """A triangle with an exclamation mark."""
    return [
        _line(size, (0.50, 0.06), (0.96, 0.90), (0.04, 0.90), fill=Tone.PAPER),
        _line(size, (0.50, 0.36), (0.50, 0.62)),
        _disc(size, 0.50, 0.76, 0.025, Tone.INK),
    ]


def _ticket(size: float) -> list[Mark]:
    """A slip with a torn edge and a dashed line."""
    slip = _line(size, (0.06, 0.25), (0.94, 0.25), (0.94, 0.42), (0.86, 0.50), (0.94, 0.58), (0.94, 0.75),
                 (0.06, 0.75), (0.06, 0.58), (0.14, 0.50), (0.06, 0.42), fill=Tone.PAPER)  # fmt: skip
    return [slip, _line(size, (0.64, 0.28), (0.64, 0.72), dash=(size * 0.08, size * 0.08))]


def _person(size: float) -> list[Mark]:
    """A head and shoulders."""
    shoulders = _line(size, (0.12, 0.94), (0.18, 0.66), (0.36, 0.54), (0.64, 0.54), (0.82, 0.66), (0.88, 0.94),
                      fill=Tone.INK)  # fmt: skip
    return [_disc(size, 0.50, 0.28, 0.20, Tone.INK), shoulders]


def _media(size: float) -> list[Mark]:
    """A television set."""
    return [
        _box(size, 0.06, 0.28, 0.94, 0.86),
        _line(size, (0.30, 0.06), (0.50, 0.28), (0.70, 0.06)),
        _line(size, (0.40, 0.42), (0.66, 0.57), (0.40, 0.72), fill=Tone.INK),
    ]


def _note(size: float) -> list[Mark]:
    """A sheet with a folded corner."""
    return [
        _line(size, (0.16, 0.05), (0.62, 0.05), (0.84, 0.27), (0.84, 0.95), (0.16, 0.95), fill=Tone.PAPER),
        _line(size, (0.62, 0.05), (0.62, 0.27), (0.84, 0.27)),
        *(_line(size, (0.30, y), (0.70, y)) for y in (0.48, 0.63, 0.78)),
    ]


def _network(size: float) -> list[Mark]:
    """Three elements on their links."""
    return [
        _line(size, (0.50, 0.20), (0.18, 0.78), (0.82, 0.78), (0.50, 0.20)),
        *(_disc(size, x, y, 0.13, Tone.PAPER) for x, y in ((0.50, 0.20), (0.18, 0.78))),
        _disc(size, 0.82, 0.78, 0.13, Tone.INK),
    ]


def _system(size: float) -> list[Mark]:
    """A screen on its foot."""
    return [
        _box(size, 0.05, 0.12, 0.95, 0.70),
        _line(size, (0.50, 0.70), (0.50, 0.90)),
        _line(size, (0.28, 0.90), (0.72, 0.90)),
        _arc(size, 0.50, 0.41, 0.14, 0.0, 1.0),
    ]


MODES: Mapping[str, Drawing] = MappingProxyType(
    {
        "phone": _phone,
        "e-mail": _mail,
        "radio": _radio,
        "chat": _chat,
        "alarm": _alarm,
        "ticket": _ticket,
        "in-person": _person,
        "media": _media,
        "note": _note,
        "network": _network,
        "system": _system,
    }
)
"""Every mode by its word."""
