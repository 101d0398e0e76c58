"""Zones and sites of a draft: who belongs to which, and the line around them. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from hotwash.viewmodels.design_scene import Spot
from hotwash.viewmodels.words import noop

Point = tuple[float, float]


class Sort(Enum):
    """What a group is; the value is its word."""

    ZONE = noop("Zone")
    SITE = noop("Site")


@dataclass(frozen=True, slots=True)
class Group:
    """A zone or a site by its name; `members` are keys of elements, in order."""

    sort: Sort
    name: str
    members: tuple[int, ...]

    @property
    def mark(self) -> tuple[Sort, str]:
        """What tells it from others."""
        return self.sort, self.name


def groups_of(spots: Mapping[int, Spot]) -> tuple[Group, ...]:
    """Every zone, then every site, each in order of its name."""
    found: dict[tuple[Sort, str], list[int]] = {}
    for key, spot in spots.items():
        for sort, name in ((Sort.ZONE, spot.zone), (Sort.SITE, spot.site)):
            if name:
                found.setdefault((sort, name), []).append(key)
    order = sorted(found, key=lambda mark: (mark[0] is Sort.SITE, mark[1]))
    return tuple(Group(*mark, tuple(found[mark])) for mark in order)


def outline(points: Iterable[Point]) -> tuple[Point, ...]:
    """The convex hull of points, in order around (Andrew's monotone chain, 1979)."""
    spots = sorted(set(points))
    if len(spots) < 3:
        return tuple(spots)
    return (*_half(spots)[:-1], *_half(spots[::-1])[:-1])


def _half(spots: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for spot in spots:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], spot) <= 0:
            chain.pop()
        chain.append(spot)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    """More than 0 where the way over three points turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def middle(points: Iterable[Point]) -> Point:
    """The middle of the box around points."""
    spots = list(points)
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
