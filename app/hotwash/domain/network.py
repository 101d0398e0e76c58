"""The network of an exercise: elements, links, firewall policies; a frozen value that knows no time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from hotwash.domain.callers import Callers
from hotwash.domain.elements import Answering, Attribute, Border, Element, Originating, Pairing, Part
from hotwash.domain.fields import about
from hotwash.domain.firewall import Inspection, Policy
from hotwash.domain.policy_routing import QueueState, RoutePolicy, SecurityPosture, ServiceState
from hotwash.domain.sentences import term

E = TypeVar("E", bound=Element)

CARRIES = (term("calls"), term("queries"), term("telephone"))
"""What a link may carry."""


class Direction(StrEnum):
    """Which way calls may be set up over a link: either, or only from its first to its second end."""

    BOTH = "both"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A two-way line between two elements; what it carries decides who may use it."""

    id: str = about(term("Name used in faults."))
    a: str = about(term("One end."), refers="element")
    b: str = about(term("The other end."), refers="element")
    latency: int = about(term("One-way delay."), unit="milliseconds", low=0, high=60_000, default=5)
    carries: str = about(term("What runs over it: calls, queries, or telephone (10-digit)."), default="calls")
    capacity: int = about(term("Most calls over it at a time; 0 means no limit."), low=0, high=1_000_000, default=0)
    direction: Direction = about(term("Which way calls may be set up over it."), default=Direction.BOTH)
    label: str = about(term("Words at the line on the map; only a picture."), default="")
    bends: tuple[tuple[int, int], ...] = about(
        term("Points between its ends through which the map draws it; only a picture."), default=()
    )
    source: str = about(term("Where its figures come from."), default="default")
    attributes: tuple[Attribute, ...] = about(
        term("What another program's file said of it; kept for that program, without meaning here."), default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNote:
    """Words that an author puts on the map; they are no part of the network, and players never see them."""

    id: str = about(term("Name used in lists."))
    at: tuple[int, int] = about(term("Place on the map: right and down, in map units."))
    text: str = about(term("What it says."))


@dataclass(frozen=True, slots=True)
class Region:
    """A named group of PSAPs and of the public that calls them."""

    id: str
    name: str
    source: str = "default"


@dataclass(frozen=True, slots=True)
class Network:
    """Everything by id, in the author's order."""

    elements: Mapping[str, Element]
    links: Mapping[str, Link]
    policies: Mapping[str, Policy]
    regions: Mapping[str, Region]
    callers: Mapping[str, Callers]
    default_psap: str = ""
    down_elements: frozenset[str] = field(default=frozenset())
    down_links: frozenset[str] = field(default=frozenset())
    route_policies: Mapping[str, RoutePolicy] = field(default_factory=lambda: MappingProxyType({}))
    imposed: Mapping[str, tuple[Inspection, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What overlays do to flows at an element or on a link, by its id; no firewall policy lifts it."""
    slowed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Set-up delay in ms that overlays add at an element or link."""
    unreachable: frozenset[tuple[str, str]] = field(default=frozenset())
    """Pairs (who watches, which peer) whose keep-alives have failed."""
    service_states: Mapping[str, ServiceState] = field(default_factory=lambda: MappingProxyType({}))
    """Service states of PSAPs that are not `Normal`."""
    queue_states: Mapping[str, QueueState] = field(default_factory=lambda: MappingProxyType({}))
    """Queue states that somebody has set, by PSAP."""
    postures: Mapping[str, SecurityPosture] = field(default_factory=lambda: MappingProxyType({}))
    """Security postures of PSAPs that are not `Green`."""
    dead_policies: frozenset[str] = field(default=frozenset())
    """ESRPs on which no policy routing rule runs."""
    diverted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """PSAPs whose calls are led to another one by order."""
    rerouted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Originating networks whose calls enter by another element than a BCF."""
    taken_over: frozenset[str] = field(default=frozenset())
    """Standby BCFs that take the calls of the active one of their pair."""

    def of(self, kind: type[E]) -> Iterator[E]:
        """Elements of one archetype or kind, in order."""
        return (element for element in self.elements.values() if isinstance(element, kind))

    def psaps(self) -> tuple[Answering, ...]:
        """Every PSAP, in order; this order numbers them for the call kernel."""
        return tuple(self.of(Answering))

    def origins(self) -> tuple[Originating, ...]:
        """Every originating network, in order."""
        return tuple(self.of(Originating))

    def borders(self) -> tuple[Border, ...]:
        """Every BCF, in order."""
        return tuple(self.of(Border))

    def standby_pairs(self) -> tuple[tuple[Border, Border], ...]:
        """Active and standby BCF of every active/standby pair; either may name the other."""
        borders = self.borders()
        return tuple(
            (active, standby)
            for standby in borders
            for active in borders
            if standby.part is Part.STANDBY
            and active.part is Part.ACTIVE
            and Pairing.ACTIVE_STANDBY in (active.pairing, standby.pairing)
            and (standby.pair == active.id or active.pair == standby.id)
        )

    def stands_by(self, border: str) -> bool:
        """Whether a BCF is the standby of a pair and has not taken over, so that it takes no calls."""
        return border not in self.taken_over and any(border == standby.id for _, standby in self.standby_pairs())

    def is_up(self, element: str) -> bool:
        """Whether an element works at all."""
        return element not in self.down_elements
