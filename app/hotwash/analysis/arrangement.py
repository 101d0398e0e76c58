"""Places for elements of which nobody knows where they stand, by who is linked to whom (NetworkX); knows no kind.

The same names and links always give the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, sqrt

import networkx as nx

Place = tuple[float, float]
MOST_SPRUNG = 400
"""Elements of one connected part up to which springs place them; their time grows with the square of it."""
ROUNDS = 60


def arranged(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """A place for every name, right and down, from 0 to 1 either way.

    Each connected part has a field of its own, larger where it holds more: small parts spread by springs, large ones in
    rows by their distance from the best linked element. `pairs` name only what stands in `names`.
    """
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((a, b) for a, b in pairs if a != b)
    order = {name: number for number, name in enumerate(names)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    sides = [ceil(sqrt(len(part))) for part in parts]
    width = max(max(sides, default=1), ceil(sqrt(sum((side + 1) ** 2 for side in sides))))
    made: dict[str, Place] = {}
    left = top = high = 0
    for part, side in zip(parts, sides, strict=True):
        if left and left + side > width:
            left, top, high = 0, top + high + 1, 0
        for name, (x, y) in _spread(graph.subgraph(part), part).items():
            made[name] = (left + x * side, top + y * side)
        left, high = left + side + 1, max(high, side)
    return _fitted({name: made[name] for name in names})


def _spread(graph: nx.Graph, part: Sequence[str]) -> dict[str, Place]:
    """One connected part, from 0 to 1 either way."""
    if len(part) == 1:
        return {part[0]: (0.5, 0.5)}
    if len(part) > MOST_SPRUNG:
        return _rows(graph, part)
    ordered = nx.Graph()  # a view has no order of its own
    ordered.add_nodes_from(part)
    ordered.add_edges_from((a, b) for a in part for b in part if graph.has_edge(a, b))
    found = nx.spring_layout(ordered, seed=1, iterations=ROUNDS)
    return _fitted({name: (float(found[name][0]), float(found[name][1])) for name in part})


def _rows(graph: nx.Graph, part: Sequence[str]) -> dict[str, Place]:
    first = max(part, key=graph.degree)
    far = nx.single_source_shortest_path_length(graph, first)
    layers: dict[int, list[str]] = {}
    for name in part:
        layers.setdefault(far[name], []).append(name)
    return {
        name: ((number + 0.5) / len(layer), distance / max(1, len(layers) - 1))
        for distance, layer in layers.items()
        for number, name in enumerate(layer)
    }


def _fitted(places: dict[str, Place]) -> dict[str, Place]:
    """The same places moved and shrunk so that they fill 0 to 1 either way."""
    if not places:
        return {}
    left, top = min(x for x, _ in places.values()), min(y for _, y in places.values())
    wide = max(x for x, _ in places.values()) - left
    high = max(y for _, y in places.values()) - top
    return {
        name: ((x - left) / wide if wide > 0 else 0.5, (y - top) / high if high > 0 else 0.5)
        for name, (x, y) in places.items()
    }
