"""Where an act works and whom it concerns, by ids; shared by kinds of action. Knows no time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hotwash.domain.elements import Answering, Border, Element, Filter, Originating, Proxy
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.network import Network
from hotwash.domain.sentences import say
from hotwash.domain.steps import Ease, Remedy, Withdraw
from hotwash.domain.time import Millis


def at_firewall(network: Network, policy: str) -> tuple[str, ...]:
    """A policy and everything that enforces it: where work on a firewall finds what is wrong with it."""
    return (policy, *(element.id for element in network.elements.values() if enforced(element) == policy))


def round_firewall(network: Network, policy: str) -> tuple[str, ...]:
    """A policy, everything that enforces it, and the lines that end there."""
    there = at_firewall(network, policy)
    return (*there, *lines(network, there))


def at_element(network: Network, element: str) -> tuple[str, ...]:
    """An element and the policy it enforces."""
    policy = enforced(network.elements[element])
    return (element, policy) if policy else (element,)


def round_element(network: Network, element: str) -> tuple[str, ...]:
    """An element, the policy it enforces, the other of its pair, and the lines that end at the element."""
    found = network.elements[element]
    pair = [b.id for b in network.borders() if isinstance(found, Border) and (b.id == found.pair or b.pair == element)]
    return tuple(dict.fromkeys((*at_element(network, element), *pair, *lines(network, (element,)))))


def lines(network: Network, elements: Iterable[str]) -> tuple[str, ...]:
    """Links that end at any of some elements."""
    ends = frozenset(elements)
    return tuple(link.id for link in network.links.values() if link.a in ends or link.b in ends)


def watchers(network: Network) -> tuple[str, ...]:
    """Everything that sends keep-alives: originating networks and what passes calls on."""
    return tuple(element.id for element in network.elements.values() if isinstance(element, Originating | Proxy))


def enforced(element: Element) -> str:
    """The policy that an element enforces; empty where it enforces none."""
    return element.policy if isinstance(element, Border | Filter) else ""


def managed(network: Network, element: str) -> str:
    """What is locked where nobody can log in to an element: the policy of a plain firewall, otherwise the element.

    A BCF is locked with its policy, and alone.
    """
    found = network.elements[element]
    return found.policy if isinstance(found, Filter) else element


def remedied(places: Iterable[str], remedy: str, *, found: str, not_found: str) -> Iterator[Remedy]:
    """One remedy, given at every place where its fault can lie."""
    return (Remedy(place, remedy, found, not_found) for place in places)


def eased(
    places: Iterable[str], remedy: str, lasts: Millis, *, found: str, not_found: str, change: str = ""
) -> Iterator[Ease]:
    """Relief for a while where its fault can lie; where a kind of change is named, from that alone."""
    return (Ease(place, remedy, lasts, found, not_found, change) for place in places)


def withdrawn(places: Iterable[str], change: str, *, found: str, not_found: str) -> Iterator[Withdraw]:
    """What acts have laid is taken back at every place where they can have laid it."""
    return (Withdraw(place, change, found, not_found) for place in places)


def whom(psap: str, region: str) -> str:
    """The target of what concerns one PSAP, else one region, else everybody."""
    return psap or region or EVERYWHERE


def whose(network: Network, psap: str, region: str) -> str:
    """What people call that target."""
    if psap:
        return network.elements[psap].name
    return say("every PSAP in {region}", region=network.regions[region].name) if region else say("every PSAP")


def covered(network: Network, psap: str, region: str) -> tuple[Answering, ...]:
    """The PSAPs that such a target stands for."""
    return tuple(one for one in network.psaps() if whom(psap, region) in (one.id, one.region, EVERYWHERE))


def among(network: Network, psap: str, region: str) -> tuple[str, ...]:
    """Such a target and everything within it: where something that concerns those PSAPs can lie."""
    regions = () if psap or region else tuple(network.regions)
    return tuple(dict.fromkeys((whom(psap, region), *regions, *(one.id for one in covered(network, psap, region)))))
