"""Places for the elements of a network by forces: links pull, elements push. It is slow and can be stopped; no screen.

Fruchterman and Reingold's method with their grid: only elements near each other push. The same network at the same
places always comes out the same: nothing is drawn by chance. NetworkX has it only with SciPy beyond 500 elements.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from hotwash.analysis.layout import Point

APART = 110.0
"""Wished length of a link in map units; an editorial choice."""
ROUNDS = 90
_LIKE = 48
"""Of more elements near one, only every so many push it, each for several."""
_REACH = 2.0
"""How many of these lengths away elements still push each other."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_PULL_IN = 0.02
"""How much everything is drawn to the middle, so that parts without links between them stay near."""

Place = list[float]


def forced(
    ids: Sequence[str],
    links: Sequence[tuple[str, str]],
    at: Mapping[str, Point],
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, Point] | None:
    """Places for these elements about the middle of where they are; None where `stop` said so.

    May run in any thread; asks `stop` and tells `progress` (rounds done, rounds in all) at every round.
    """
    names = list(dict.fromkeys(ids))
    if len(names) < 2:
        return {name: at.get(name, (0, 0)) for name in names}
    number = {name: place for place, name in enumerate(names)}
    pairs = [(number[a], number[b]) for a, b in dict.fromkeys(links) if a in number and b in number and a != b]
    points = _beginnings([at.get(name, (0, 0)) for name in names])
    middle = _middle(points)
    for done in range(ROUNDS):
        if stop():
            return None
        heat = APART * 1.5 * (1 - done / ROUNDS) ** 1.5 + 0.5
        _round(points, pairs, heat)
        progress(done + 1, ROUNDS)
    now = _middle(points)
    right, down = middle[0] - now[0], middle[1] - now[1]
    return {name: (round(point[0] + right), round(point[1] + down)) for name, point in zip(names, points, strict=True)}


def _beginnings(at: Sequence[Point]) -> list[Place]:
    """Where elements are, each a little apart from others there; on a spiral where they lie on a heap."""
    room = APART * math.sqrt(len(at)) / 4
    wide = max(max(values) - min(values) for values in zip(*at, strict=True))
    step = 3.0 if wide >= room else APART * 0.6
    return [
        [x + step * math.sqrt(n) * math.cos(n * _GOLDEN), y + step * math.sqrt(n) * math.sin(n * _GOLDEN)]
        if wide < room
        else [x + step * math.cos(n * _GOLDEN), y + step * math.sin(n * _GOLDEN)]
        for n, (x, y) in enumerate(at)
    ]


def _middle(points: Sequence[Place]) -> Place:
    return [sum(point[axis] for point in points) / len(points) for axis in (0, 1)]


def _round(points: list[Place], pairs: Sequence[tuple[int, int]], heat: float) -> None:
    """Everything one step on, none further than `heat`."""
    pushes = _pushes(points)
    for a, b in pairs:
        right, down = points[b][0] - points[a][0], points[b][1] - points[a][1]
        pull = math.sqrt(right * right + down * down) / APART
        pushes[a][0] += right * pull
        pushes[a][1] += down * pull
        pushes[b][0] -= right * pull
        pushes[b][1] -= down * pull
    middle = _middle(points)
    for point, push in zip(points, pushes, strict=True):
        push[0] += (middle[0] - point[0]) * _PULL_IN
        push[1] += (middle[1] - point[1]) * _PULL_IN
        length = math.sqrt(push[0] * push[0] + push[1] * push[1])
        share = min(length, heat) / length if length else 0.0
        point[0] += push[0] * share
        point[1] += push[1] * share


def _pushes(points: Sequence[Place]) -> list[Place]:
    """How elements push those near them apart, found by squares of a grid."""
    reach = APART * _REACH
    squares: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(points):
        squares.setdefault((int(x // reach), int(y // reach)), []).append(number)
    pushes: list[Place] = [[0.0, 0.0] for _ in points]
    most, strength = reach * reach, APART * APART
    for (column, row), here in squares.items():
        near = list(here)
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            near += squares.get(beside, ())
        step = len(near) // _LIKE + 1
        for at, number in enumerate(here):
            x, y = points[number]
            push = pushes[number]
            for other in near[at + 1 :: step]:
                right, down = points[other][0] - x, points[other][1] - y
                square = right * right + down * down
                if square < most:
                    force = strength * step / max(square, 1.0)
                    push[0] -= right * force
                    push[1] -= down * force
                    pushes[other][0] += right * force
                    pushes[other][1] += down * force
    return pushes
