"""The network as things to draw: nodes, lines and regions by index; knows no time, no pixels and no Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hotwash.domain.elements import Answering, Border, Filter
from hotwash.domain.network import Network
from hotwash.domain.roles import Role, role_of
from hotwash.viewmodels.camera import Box
from hotwash.viewmodels.words import said

__all__ = ["Area", "Line", "Node", "Role", "Scene", "role_of", "scene_of"]

IN_LINE = 0.35
"""Cosine of the widest angle to a direction at which something still lies in it."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element on the map; `x` and `y` in map units."""

    id: str
    name: str
    role: Role
    kind: str
    x: float
    y: float
    region: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One link on the map between two nodes, by index."""

    id: str
    a: int
    b: int
    carries: str


@dataclass(frozen=True, slots=True)
class Area:
    """A region: its name, where it is written, and the PSAPs in it by index."""

    id: str
    name: str
    x: float
    y: float
    members: tuple[int, ...]


@dataclass(frozen=True)
class Scene:
    """Everything that stands on the map. Not slotted, because what is worked out of it is kept."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    areas: tuple[Area, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Place of a node in `nodes` by its id."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def bounds(self) -> Box:
        """The smallest box around every node, in map units; never without width or height."""
        if not self.nodes:
            return (0.0, 0.0, 100.0, 60.0)
        across, down = [node.x for node in self.nodes], [node.y for node in self.nodes]
        return (min(across), min(down), max(max(across), min(across) + 1), max(max(down), min(down) + 1))

    @cached_property
    def walk(self) -> tuple[int, ...]:
        """Nodes in the order in which they are read: along the way of a call, then from top to bottom."""
        order = list(Role)
        return tuple(
            sorted(range(len(self.nodes)), key=lambda i: (order.index(self.nodes[i].role), self.nodes[i].y, i))
        )

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For every node the nodes at the other end of its lines."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for line in self.lines:
            found[line.a].append(line.b)
            found[line.b].append(line.a)
        return tuple(tuple(dict.fromkeys(items)) for items in found)

    def along(self, start: int, dx: float, dy: float) -> int:
        """What lies best in a direction (an arrow key): a neighbour, else the nearest node; `start` where nothing."""
        found = self._best(start, self.neighbours[start], dx, dy, near=False)
        return found if found != start else self._best(start, range(len(self.nodes)), dx, dy, near=True)

    def _best(self, start: int, others: Iterable[int], dx: float, dy: float, *, near: bool) -> int:
        """The node most in line, or where `near` counts the one with the shortest way that is not too far off it."""
        here, best, chosen = self.nodes[start], -math.inf, start
        for other in others:
            there = self.nodes[other]
            length = math.hypot(there.x - here.x, there.y - here.y) or 1.0
            cosine = ((there.x - here.x) * dx + (there.y - here.y) * dy) / length
            worth = cosine / length if near else cosine
            if cosine > IN_LINE and worth > best + 1e-9:
                best, chosen = worth, other
        return chosen


def scene_of(network: Network) -> Scene:
    """The scene of a network; overlays change how it looks (see `conditions`), never what stands in it."""
    nodes = tuple(
        Node(
            element.id,
            element.name,
            role_of(element),
            said(element.title),
            float(element.at[0]),
            float(element.at[1]),
            element.region if isinstance(element, Answering) else "",
            element.policy if isinstance(element, Border | Filter) else "",
        )
        for element in network.elements.values()
    )
    places = {node.id: place for place, node in enumerate(nodes)}
    lines = tuple(
        Line(link.id, places[link.a], places[link.b], link.carries)
        for link in network.links.values()
        if link.a in places and link.b in places
    )
    return Scene(nodes, lines, _areas(network, nodes))


def _areas(network: Network, nodes: tuple[Node, ...]) -> tuple[Area, ...]:
    areas = []
    for region in network.regions.values():
        members = tuple(place for place, node in enumerate(nodes) if node.region == region.id)
        if members:
            x = sum(nodes[place].x for place in members) / len(members)
            y = sum(nodes[place].y for place in members) / len(members)
            areas.append(Area(region.id, region.name, x, y, members))
    return tuple(areas)
