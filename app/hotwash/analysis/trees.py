"""Shortest ways from one element over directed links (Dijkstra); knows ids, delays and which elements pass calls on.

NetworkX says the same and is what the tests compare with; this is many times faster on a state with thousands of PSAPs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from heapq import heappop, heappush

Edges = Mapping[str, Mapping[str, tuple[int, str]]]
"""For each element its neighbours, each with delay in ms and the link's id."""


class Tree:
    """The shortest ways from one root; `transit` are the elements that pass calls on, the root is always one."""

    def __init__(self, root: str, edges: Edges, transit: Collection[str]) -> None:
        self.root = root
        self.distance: dict[str, int] = {}
        self._before: dict[str, tuple[str, str]] = {}
        seen = {root: 0}
        heap = [(0, 0, root)]
        count = 0
        while heap:
            far, _, element = heappop(heap)
            if element in self.distance:
                continue
            self.distance[element] = far
            if element != root and element not in transit:
                continue
            for other, (delay, link) in edges.get(element, {}).items():
                length = far + delay
                if other not in self.distance and (other not in seen or length < seen[other]):
                    count += 1
                    seen[other] = length
                    self._before[other] = (element, link)
                    heappush(heap, (length, count, other))

    def way(self, end: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Elements from the root to `end` and the links between; None where there is no way."""
        if end not in self.distance:
            return None
        elements, links = [end], []
        while end != self.root:
            end, link = self._before[end]
            elements.append(end)
            links.append(link)
        return tuple(reversed(elements)), tuple(reversed(links))
