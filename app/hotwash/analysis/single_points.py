"""Single points of failure: what every way from any caller to a PSAP has in common; knows no firewall and no policy.

A call enters by a BCF and is passed on by proxies and firewalls. In a graph of these ways, a place that stands on all
ways to a PSAP dominates it; one walk over the graph finds them for every PSAP (NetworkX).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx

from hotwash.analysis.lines import CALLS
from hotwash.domain.elements import Answering, Border, Filter, Originating, Proxy
from hotwash.domain.network import Direction, Network

_Node = tuple[str, str]
"""A place, and on which side of the BCFs: `out`, `in`, or `end` for a PSAP; the root is where all calls begin."""
_ROOT: _Node = ("", "root")


def single_points(network: Network) -> dict[str, tuple[str, ...]]:
    """By element, link or site: the PSAPs that no call reaches without it, in order; only places with any.

    PSAPs that no call reaches at all are left out, and a PSAP is no single point for itself. Standby BCFs count as
    ways, because they take over. Elements come first, then links, then sites; a site is told only where none of its
    elements is a single point for the same PSAPs. Originating networks are left out: their callers stand there.
    """
    graph = _graph(network)
    before = nx.immediate_dominators(graph, _ROOT)
    psaps = [psap.id for psap in network.psaps() if (psap.id, "end") in before]
    found: dict[str, list[str]] = {}
    for psap in psaps:
        for place in _above(before, (psap, "end")):
            found.setdefault(place, []).append(psap)
    for place, nodes in Counter(node[0] for node in before).items():
        if nodes > 1:  # met in several ways, of which none alone may be on every way
            found[place] = list(_cut_off(graph, (place,), psaps))
    origins = {origin.id for origin in network.origins()}
    made = {
        place: tuple(found[place])
        for place in (*network.elements, *network.links)
        if found.get(place) and place not in origins
    }
    for site, there in _sites(network).items():
        cut = _cut_off(graph, there, psaps)
        known = {psap for place in there for psap in made.get(place, ())}
        if cut and not known.issuperset(cut):
            made[site] = cut
    return made


def _above(before: Mapping[_Node, _Node | None], node: _Node) -> list[str]:
    """Places that stand on every way to a node."""
    places = []
    up = before[node]
    while up is not None and up != _ROOT:
        places.append(up[0])
        up = before[up]
    return places


def _cut_off(graph: nx.DiGraph, gone: Iterable[str], psaps: list[str]) -> tuple[str, ...]:
    """PSAPs that no call reaches any more without some places; those among the places themselves apart."""
    without = frozenset(gone)
    reached, waiting = {_ROOT}, [_ROOT]
    for node in waiting:
        for onward in graph.adj[node]:
            if onward not in reached and onward[0] not in without:
                reached.add(onward)
                waiting.append(onward)
    return tuple(psap for psap in psaps if psap not in without and (psap, "end") not in reached)


def _sites(network: Network) -> dict[str, tuple[str, ...]]:
    """Sites in which more than one thing stands."""
    found: dict[str, list[str]] = {}
    for element in network.elements.values():
        if element.site:
            found.setdefault(element.site, []).append(element.id)
    return {site: tuple(there) for site, there in found.items() if len(there) > 1}


def _graph(network: Network) -> nx.DiGraph:
    """Elements and links as nodes, so that either can be what every way needs."""
    graph = nx.DiGraph()
    graph.add_node(_ROOT)
    graph.add_edges_from((_ROOT, (origin.id, "out")) for origin in network.origins() if network.is_up(origin.id))
    for link in network.links.values():
        usable = link.id not in network.down_links and network.is_up(link.a) and network.is_up(link.b)
        if link.carries != CALLS or not usable:
            continue
        _join(graph, network, (link.a, link.id, link.b))
        if link.direction is not Direction.FORWARD:
            _join(graph, network, (link.b, link.id, link.a))
    return graph


def _join(graph: nx.DiGraph, network: Network, way: tuple[str, str, str]) -> None:
    """One direction of a link, before the BCFs and behind them."""
    a, link, b = way
    start, end = network.elements[a], network.elements[b]
    passes = isinstance(end, Proxy | Filter)
    if isinstance(start, Originating | Proxy | Filter) and (passes or isinstance(end, Border)):
        nx.add_path(graph, [(a, "out"), (link, f"{a} out"), (b, "out" if passes else "in")])
    if isinstance(start, Border | Proxy | Filter) and (passes or isinstance(end, Answering)):
        nx.add_path(graph, [(a, "in"), (link, f"{a} in"), (b, "in" if passes else "end")])
