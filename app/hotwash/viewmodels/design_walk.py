"""The keyboard's way over the canvas: from element to element by layer, along links, and to the links of one. No Qt."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from hotwash.viewmodels.design_scene import DesignScene, Spot
from hotwash.viewmodels.scene import IN_LINE, Role


@cache
def _layers() -> dict[Role, int]:
    return {role: place for place, role in enumerate(Role)}


def walk(scene: DesignScene, hidden: Mapping[int, object]) -> tuple[int, ...]:
    """Keys in the order of Tab: elements as a call meets them, each layer from above; notes last.

    `hidden` names what an element is hidden in; of those that are hidden together the first stands for all.
    """
    layer = _layers()
    spots = sorted(scene.spots.values(), key=lambda spot: (layer[spot.role], spot.x // 60, spot.y, spot.x, spot.key))
    notes = sorted(scene.notes.values(), key=lambda note: (note.y, note.x, note.key))
    seen: set[object] = set()
    found: list[int] = []
    for key in (*(spot.key for spot in spots), *(note.key for note in notes)):
        within = hidden.get(key)
        if within is None or within not in seen:
            found.append(key)
        seen.add(within)
    return tuple(found)


def next_of(order: tuple[int, ...], here: int, step: int) -> int:
    """The next key of an order, or the one before; 0 beyond its ends, the first or last where `here` is not in it."""
    if here not in order:
        return order[0 if step > 0 else -1] if order else 0
    place = order.index(here) + step
    return order[place] if 0 <= place < len(order) else 0


def along(scene: DesignScene, here: int, right: int, down: int, allowed: Collection[int]) -> int:
    """The element at the other end of the link that leads most into a direction, else the nearest one that lies there;
    `here` where there is none."""
    if here not in scene.spots:
        return here
    wires = (scene.wires[key] for key in scene.ends.get(here, ()))
    linked = {wire.b if wire.a == here else wire.a for wire in wires} & set(allowed)
    found = _best(scene, here, linked, (right, down), near=False)
    return found if found != here else _best(scene, here, allowed, (right, down), near=True)


def _best(scene: DesignScene, here: int, others: Iterable[int], way: tuple[int, int], *, near: bool) -> int:
    start, best, chosen = scene.spots[here], -math.inf, here
    for key in sorted(others):
        spot = scene.spots.get(key)
        if spot is None or key == here:
            continue
        length = math.hypot(spot.x - start.x, spot.y - start.y) or 1.0
        cosine = ((spot.x - start.x) * way[0] + (spot.y - start.y) * way[1]) / length
        worth = cosine / length if near else cosine
        if cosine > IN_LINE and worth > best + 1e-9:
            best, chosen = worth, key
    return chosen


def links_of(scene: DesignScene, key: int) -> tuple[int, ...]:
    """Keys of the links at an element, round it from above."""
    start: Spot = scene.spots[key]

    def turn(wire: int) -> float:
        found = scene.wires[wire]
        other = scene.spots[found.b if found.a == key else found.a]
        return math.atan2(other.x - start.x, start.y - other.y) % (2 * math.pi)

    return tuple(sorted(scene.ends.get(key, ()), key=lambda wire: (turn(wire), wire)))
