"""Ways through the network: which border an originating network uses and the path to each PSAP."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from hotwash.domain.elements import Proxy, Service
from hotwash.domain.network import Network

CALLS = "calls"
QUERIES = "queries"


@dataclass(frozen=True, slots=True)
class Way:
    """One path: element ids from the originating network to the PSAP, the links between, one-way delay in ms.

    `asking` are the routing proxies among them that ask where the call belongs, in order.
    """

    elements: tuple[str, ...]
    links: tuple[str, ...]
    latency: int
    asking: tuple[str, ...]


class Routes:
    """Every way through one network as it is now; built once for a network and asked many times."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._graph = _graph(network)
        self._borders = tuple(
            border.id for border in network.borders() if network.is_up(border.id) and not network.stands_by(border.id)
        )
        self._trees = {border: self._tree(border) for border in self._borders}
        self._located = {p.id: self.answered(p.id) for p in network.of(Proxy) if p.locates}
        self._added = {proxy.id: proxy.latency for proxy in network.of(Proxy)}
        self._link = {ends: link for a, b, link in self._graph.edges(data="link") for ends in ((a, b), (b, a))}
        self._ways: dict[tuple[str, str, str], Way | None] = {}
        self._legs: dict[tuple[str, str], Way | None] = {}

    def borders(self, origin: str) -> tuple[str, ...]:
        """Borders that calls of an originating network can reach, nearest first (ties in the author's order)."""
        reached = [
            (self._trees[b][0][origin], n, b) for n, b in enumerate(self._borders) if origin in self._trees[b][0]
        ]
        return tuple(border for _, _, border in sorted(reached))

    def way(self, origin: str, border: str, psap: str) -> Way | None:
        """The shortest way through one border; None where there is none."""
        asked = (origin, border, psap)
        if asked not in self._ways:
            self._ways[asked] = self._way(origin, border, psap)
        return self._ways[asked]

    def _way(self, origin: str, border: str, psap: str) -> Way | None:
        there, onward = self._leg(border, origin), self._leg(border, psap)
        if there is None or onward is None:
            return None
        return Way(
            (*there.elements[::-1], *onward.elements[1:]),
            there.links[::-1] + onward.links,
            there.latency + onward.latency,
            there.asking[::-1] + onward.asking,
        )

    def _leg(self, border: str, end: str) -> Way | None:
        """The shortest way from a border to something else; borders themselves add no latency."""
        if (border, end) not in self._legs:
            distances, paths = self._trees.get(border, ({}, {}))
            leg = None
            if end in paths:
                path = tuple(paths[end])
                links = tuple(self._link[pair] for pair in pairwise(path))
                added = sum(self._added.get(element, 0) for element in path)
                asking = tuple(element for element in path if element in self._located)
                leg = Way(path, links, int(distances[end]) + added, asking)
            self._legs[border, end] = leg
        return self._legs[border, end]

    def located(self, way: Way) -> bool:
        """Whether some routing proxy on the way gets an answer to its location query; True where none asks."""
        return not way.asking or any(self._located[proxy] for proxy in way.asking)

    def answered(self, proxy: str) -> bool:
        """Whether a routing proxy reaches a location server (ECRF) that is up."""
        return bool(self.servers(proxy))

    def servers(self, proxy: str) -> tuple[str, ...]:
        """Location servers that are up and answer a routing proxy."""
        network = self.network
        found = []
        for link in network.links.values():
            if link.carries != QUERIES or link.id in network.down_links or proxy not in (link.a, link.b):
                continue
            other = link.b if link.a == proxy else link.a
            if isinstance(network.elements[other], Service) and network.is_up(other):
                found.append(other)
        return tuple(found)

    def _tree(self, border: str) -> tuple[dict[str, int], dict[str, list[str]]]:
        transit = {border, *(proxy.id for proxy in self.network.of(Proxy))}

        def weight(a: str, _b: str, edge: dict[str, Any]) -> int | None:
            return int(edge["latency"]) if a in transit else None

        distances, paths = nx.single_source_dijkstra(self._graph, border, weight=weight)
        return distances, paths


def _graph(network: Network) -> nx.Graph:
    """Elements and links that are up and carry calls. Of parallel links the quickest counts."""
    graph = nx.Graph()
    graph.add_nodes_from(element for element in network.elements if network.is_up(element))
    for link in network.links.values():
        if link.carries != CALLS or link.id in network.down_links:
            continue
        if not (network.is_up(link.a) and network.is_up(link.b)):
            continue
        known = graph.get_edge_data(link.a, link.b)
        if known is None or link.latency < known["latency"]:
            graph.add_edge(link.a, link.b, link=link.id, latency=link.latency)
    return graph
