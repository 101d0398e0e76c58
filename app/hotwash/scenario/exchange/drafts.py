"""What every network format is read into before anything is decided: nodes and links, as the file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Pairs = tuple[tuple[str, str], ...]
"""Names and texts, in the order of the file."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNode:
    """One node. `key` is its name in the file, by which links find it; `place` says where it stands there.

    `wishes` are texts under keys of scenario files: taken where they fit, else kept. `kept` are texts under names of
    the other program, which become attributes as they are; `exact` where they were attributes before.
    `on_earth` is longitude and latitude in degrees; `drawn` right and down, in any unit.
    """

    key: str
    place: str
    label: str = ""
    hint: str = ""
    on_earth: tuple[float, float] | None = None
    drawn: tuple[float, float] | None = None
    wishes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    kept: Pairs = ()
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLink:
    """One link between the nodes of the keys `a` and `b`. `bits` is its speed in bit/s each way, 0 where not known."""

    place: str
    a: str
    b: str
    key: str = ""
    bits: float = 0
    wishes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    kept: Pairs = ()
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """One file. `directed`: its links have a direction, which may or may not mean something. `there`: ends of links
    that are elements of the scenario already."""

    title: str
    nodes: tuple[DraftNode, ...] = ()
    links: tuple[DraftLink, ...] = ()
    directed: bool = False
    there: tuple[str, ...] = ()
