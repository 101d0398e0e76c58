"""Shortest ways over the lines of a network that carry calls (NetworkX); knows what is up, and judges no call.

Only proxies and firewalls pass calls on; where a way begins may be anything.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from hotwash.domain.elements import Filter, Proxy
from hotwash.domain.network import Direction, Network

CALLS = "calls"


class Tree:
    """The shortest ways from one root to every element that calls can reach from it, or back from those to it."""

    def __init__(self, root: str, graph: nx.DiGraph, transit: frozenset[str]) -> None:
        def delay(start: str, _end: str, line: Mapping[str, int]) -> int | None:
            return line["delay"] if start == root or start in transit else None

        before, distance = nx.dijkstra_predecessor_and_distance(graph, root, weight=delay)
        self.root = root
        self.distance: Mapping[str, int] = distance
        """One-way delay in ms by element, nearest first."""
        self._before: Mapping[str, list[str]] = before
        self._graph = graph

    def way(self, end: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Elements from the root to `end` and the links between; None where there is no way.

        Of ways that take equally long it is the one that was found first, in the author's order.
        """
        if end not in self.distance:
            return None
        elements, links = [end], []
        while end != self.root:
            former = self._before[end][0]
            links.append(self._graph[former][end]["link"])
            elements.append(former)
            end = former
        return tuple(reversed(elements)), tuple(reversed(links))


class Lines:
    """Links of a network that are up and carry calls, in the directions in which calls may be set up.

    Built once for each `shape` of a network. Of parallel links the quickest counts.
    """

    def __init__(self, network: Network) -> None:
        self.transit = frozenset(e.id for e in network.elements.values() if isinstance(e, Proxy | Filter))
        self._onward = nx.DiGraph()
        self._onward.add_nodes_from(network.elements)
        for link in network.links.values():
            if link.carries == CALLS and _usable(network, link.id):
                self._add(link.a, link.b, link.latency, link.id)
                if link.direction is not Direction.FORWARD:
                    self._add(link.b, link.a, link.latency, link.id)
        self._backward = self._onward.reverse(copy=False)
        self._trees: dict[tuple[str, bool, frozenset[str]], Tree] = {}

    def _add(self, a: str, b: str, delay: int, link: str) -> None:
        if not self._onward.has_edge(a, b) or delay < self._onward[a][b]["delay"]:
            self._onward.add_edge(a, b, delay=delay, link=link)

    def tree(self, root: str, banned: frozenset[str] = frozenset(), *, back: bool = False) -> Tree:
        """Ways from `root`, or back to it, on which none of `banned` passes a call on; `root` must be an element."""
        key = (root, back, banned)
        known = self._trees.get(key)
        if known is None:
            graph = self._backward if back else self._onward
            known = self._trees[key] = Tree(root, graph, self.transit - banned)
        return known


def _usable(network: Network, link: str) -> bool:
    line = network.links[link]
    return link not in network.down_links and network.is_up(line.a) and network.is_up(line.b)


def along(elements: tuple[str, ...], links: tuple[str, ...]) -> tuple[str, ...]:
    """Elements with the links between them, in the order in which a call meets them."""
    met = [elements[0]]
    for link, element in zip(links, elements[1:], strict=True):
        met += (link, element)
    return tuple(met)
