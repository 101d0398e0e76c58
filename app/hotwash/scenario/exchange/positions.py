"""Where imported elements stand on the map: projected, as drawn, beside neighbours, or arranged by their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sqrt

from hotwash.analysis.arrangement import arranged
from hotwash.domain.sentences import say
from hotwash.scenario.exchange.drafts import DraftNode
from hotwash.scenario.exchange.imported import Remarks

WIDE, HIGH = 1_600.0, 1_000.0
"""Map units that a hundred elements are spread over."""
_STEP = 26
"""Map units between two elements that would stand in one place."""
Spot = tuple[int, int]
_Place = tuple[float, float]


def placed(nodes: Sequence[DraftNode], pairs: Iterable[tuple[str, str]], remarks: Remarks) -> dict[str, Spot]:
    """A place in map units for the key of every node; no two in one place. What was decided is told."""
    grown = max(1.0, sqrt(len(nodes) / 100))
    made = _from_file(nodes, grown, remarks)
    links = list(pairs)
    if not made:
        found = arranged([node.key for node in nodes], links)
        if nodes:
            remarks.guessed("", say("no places stand in the file, so elements are placed by their links"))
        made = {key: (x * WIDE * grown, y * HIGH * grown) for key, (x, y) in found.items()}
    elif len(made) < len(nodes):
        _beside_neighbours(nodes, links, made, remarks)
    return _apart({node.key: made[node.key] for node in nodes})


def _from_file(nodes: Sequence[DraftNode], grown: float, remarks: Remarks) -> dict[str, _Place]:
    """By coordinates on earth where most have them, else as drawn."""
    on_earth = {node.key: node.on_earth for node in nodes if node.on_earth is not None}
    drawn = {node.key: node.drawn for node in nodes if node.drawn is not None}
    if on_earth and len(on_earth) >= len(drawn):
        remarks.guessed("", say("longitude and latitude are projected onto the map (equirectangular)"))
        return _fitted(_projected(on_earth), grown)
    if not drawn:
        return {}
    wide, high = (_reach([place[axis] for place in drawn.values()]) for axis in (0, 1))
    if 200 <= max(wide, high) <= 20_000 * grown:
        remarks.taken("", say("places as they are drawn, in whole map units"))
        return drawn
    remarks.guessed("", say("places as they are drawn, enlarged or reduced to the map"))
    return _fitted(drawn, grown)


def _projected(on_earth: Mapping[str, _Place]) -> dict[str, _Place]:
    """Right and down in degrees of latitude; across the date line the short way round."""
    around = [longitude % 360 for longitude, _ in on_earth.values()]
    plain = [longitude for longitude, _ in on_earth.values()]
    shifted = _reach(plain) > 180 and _reach(around) < _reach(plain)
    middle = sum(latitude for _, latitude in on_earth.values()) / len(on_earth)
    shrunk = max(0.1, cos(radians(middle)))
    return {
        key: ((longitude % 360 if shifted else longitude) * shrunk, -latitude)
        for key, (longitude, latitude) in on_earth.items()
    }


def _reach(numbers: Sequence[float]) -> float:
    return max(numbers) - min(numbers)


def _fitted(places: Mapping[str, _Place], grown: float) -> dict[str, _Place]:
    """The same shape, as large as the map."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    wide, high = _reach(xs), _reach(ys)
    factor = min(WIDE * grown / wide if wide else 1e9, HIGH * grown / high if high else 1e9)
    factor = 1.0 if factor == 1e9 else factor
    return {key: ((x - min(xs)) * factor, (y - min(ys)) * factor) for key, (x, y) in places.items()}


def _beside_neighbours(
    nodes: Sequence[DraftNode], pairs: Sequence[tuple[str, str]], made: dict[str, _Place], remarks: Remarks
) -> None:
    """Whoever has no place stands in the middle of its neighbours that have one; who has none, below the map."""
    near: dict[str, list[str]] = {node.key: [] for node in nodes}
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    waiting = [node for node in nodes if node.key not in made]
    while waiting:
        known = {node.key: [made[other] for other in near[node.key] if other in made] for node in waiting}
        found = [node for node in waiting if known[node.key]]
        if not found:
            break
        for node in found:
            spots = known[node.key]
            made[node.key] = (sum(x for x, _ in spots) / len(spots) + _STEP, sum(y for _, y in spots) / len(spots))
            remarks.guessed(node.place, say("no place in the file, so it stands beside its neighbours"))
        waiting = [node for node in waiting if node.key not in made]
    left, below = min(x for x, _ in made.values()), max(y for _, y in made.values()) + 3 * _STEP
    across = max(1, round(sqrt(len(waiting)) * 3))
    for number, node in enumerate(waiting):
        row, column = divmod(number, across)
        made[node.key] = (left + column * 3 * _STEP, below + row * 3 * _STEP)
        remarks.guessed(
            node.place, say("no place in the file and no neighbour that has one, so it stands below the map")
        )


def _apart(places: Mapping[str, _Place]) -> dict[str, Spot]:
    """Whole numbers; who would stand where another one stands is moved on in a widening square round it."""
    taken: set[Spot] = set()
    last: dict[Spot, int] = {}
    made: dict[str, Spot] = {}
    for key, (x, y) in places.items():
        first = spot = (round(x), round(y))
        turn = last.get(first, 0)
        while spot in taken:
            turn += 1
            ring = (int(sqrt(turn)) + 1) // 2
            along = turn - (2 * ring - 1) ** 2
            side, step = divmod(along, 2 * ring)
            dx, dy = ((ring, step - ring), (ring - step, ring), (-ring, ring - step), (step - ring, -ring))[side % 4]
            spot = (first[0] + dx * _STEP, first[1] + dy * _STEP)
        last[first] = turn
        taken.add(spot)
        made[key] = spot
    return made
