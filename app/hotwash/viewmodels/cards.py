"""Cards: everything a screen tells about one thing, in one form, so that one widget shows them all."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.conditions import Standing
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.scene import Role

PLAIN, GOOD, BAD, MUTED = "", "good", "bad", "muted"
"""Tones of a row; a tone only repeats what the words say."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a card. `link` leads to another card: `element:ID` or `call:ROW`; empty for none."""

    label: str
    value: str
    tone: str = PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with rows under it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One element of a path strip. `reached` is False behind the place where a call failed."""

    id: str
    name: str
    role: Role
    reached: bool
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `key` names what it is about in the form of `Line.link`."""

    key: str
    title: str
    subtitle: str
    sentence: str = ""
    standing: Standing | None = None
    mark: Mark | None = None
    path: tuple[Hop, ...] = ()
    sections: tuple[Section, ...] = ()
