"""The network of an exercise: elements, links, firewall policies; a frozen value that knows no time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from hotwash.domain.callers import Callers
from hotwash.domain.elements import Answering, Border, Element, Originating
from hotwash.domain.fields import about
from hotwash.domain.firewall import Policy
from hotwash.domain.sentences import term

E = TypeVar("E", bound=Element)

CARRIES = (term("calls"), term("queries"), term("telephone"))
"""What a link may carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A two-way line between two elements; what it carries decides who may use it."""

    id: str = about(term("Name used in faults."))
    a: str = about(term("One end."), refers="element")
    b: str = about(term("The other end."), refers="element")
    latency: int = about(term("One-way delay."), unit="milliseconds", low=0, high=60_000, default=5)
    carries: str = about(term("What runs over it: calls, queries, or telephone (10-digit)."), default="calls")


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

    def is_up(self, element: str) -> bool:
        """Whether an element works at all."""
        return element not in self.down_elements


def frozen(items: Mapping[str, E] | dict[str, E]) -> Mapping[str, E]:
    """A read-only copy that keeps the order."""
    return MappingProxyType(dict(items))
