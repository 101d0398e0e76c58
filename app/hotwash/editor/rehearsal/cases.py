"""What a sweep tries: every element, link and site, and faults of every kind at each place where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from itertools import islice, product

from hotwash.catalogue import registry
from hotwash.catalogue.faults.link_cut import LinkCut
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.catalogue.places import called, site_name
from hotwash.domain.elements import Border, Element, Originating, Proxy, Service
from hotwash.domain.fields import about_field
from hotwash.domain.impairment import ElementDown, Impairment, LinkDown
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair

MOST_PLACES = 400
"""Places at which one kind of fault is tried; no network of a scenario has more PSAPs or links than that by default."""
_FITTING: Mapping[str, tuple[type[Element], ...]] = {
    "origin": (Originating,),
    "server": (Service,),
    "proxy": (Proxy,),
    "gateway": (Border, Proxy),
}
"""What may stand under a field that refers to an element, by its name."""
_SAME_AS_ONE_PLACE = (LinkCut.kind, SitePowerLost.kind)
"""Kinds that do at their defaults what the loss of one link or site does, which is tried anyway."""


class Sort(StrEnum):
    """What fails in a case."""

    ELEMENT = term("element")
    LINK = term("link")
    SITE = term("site")
    OFFERED = term("fault of the scenario")
    CATALOGUE = term("fault of the catalogue")
    PAIR = term("pair")


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that may fail. `id` is unique in a sweep; `places` are ids of elements and links for a map.

    `fault` is what an author would arm for it, None where no kind of fault does just that; `offered` its id where the
    scenario has it. `laid` is what always lies while it lasts; empty where only the fault itself tells.
    """

    id: str
    sort: Sort
    title: str
    places: tuple[str, ...]
    laid: tuple[Impairment, ...] = ()
    fault: Fault | None = None
    offered: str = ""
    parts: tuple[Case, ...] = ()
    """The two cases of a pair."""


def places(scenario: Scenario) -> Iterator[Case]:
    """The loss of every element, link and site, in the author's order; callers' own networks are not lost."""
    network = scenario.network
    taking = _taking_down(network)
    for element in network.elements.values():
        if isinstance(element, Originating):
            continue
        gone = (Impairment(f"fault:rehearsed:{element.id}", element.id, ElementDown()),)
        yield Case(
            f"element:{element.id}",
            Sort.ELEMENT,
            element.name,
            (element.id,),
            gone,
            taking.get(frozenset({element.id})),
        )
    for link in network.links.values():
        cut = (Impairment(f"fault:rehearsed:{link.id}", link.id, LinkDown()),)
        yield Case(f"link:{link.id}", Sort.LINK, called(network, link.id), (link.id,), cut, LinkCut(link=link.id))
    for site, there in sites(network).items():
        down = tuple(Impairment(f"fault:rehearsed:{place}", place, ElementDown()) for place in there)
        if len(there) > 1:
            yield Case(f"site:{site}", Sort.SITE, site_name(network, site), there, down, SitePowerLost(site=site))


def sites(network: Network) -> dict[str, tuple[str, ...]]:
    """Every site with what stands in it."""
    found: dict[str, list[str]] = {}
    for element in network.elements.values():
        if element.site:
            found.setdefault(element.site, []).append(element.id)
    return {site: tuple(there) for site, there in found.items()}


def offered(scenario: Scenario) -> Iterator[Case]:
    """Every fault that the scenario has."""
    for planned in scenario.faults.values():
        touched = _touched(scenario.network, planned.fault)
        title = say("{title} ({id})", title=planned.fault.title, id=planned.id)
        yield Case(f"fault:{planned.id}", Sort.OFFERED, title, touched, (), planned.fault, planned.id)


def of_catalogue(scenario: Scenario) -> Iterator[Case]:
    """Every kind of fault with its defaults at each place where it fits; those that the scenario has are left out."""
    known = [planned.fault for planned in scenario.faults.values()]
    for kind in registry.faults().values():
        if kind.kind not in _SAME_AS_ONE_PLACE:
            for fault, where in islice(_placed(scenario.network, kind), MOST_PLACES):
                if fault not in known:
                    title = say("{title} ({where})", title=fault.title, where=where) if where else fault.title
                    named = ",".join(f"{item.name}={getattr(fault, item.name)}" for item in _needed(kind))
                    ident = f"kind:{fault.kind}:{named}".rstrip(":")
                    yield Case(ident, Sort.CATALOGUE, title, _touched(scenario.network, fault), (), fault)


def _placed(network: Network, kind: type[Fault]) -> Iterator[tuple[Fault, str]]:
    """A kind at every place, with the names of the places."""
    needed = _needed(kind)
    choices = [tuple(_candidates(network, item)) for item in needed]
    for chosen in product(*choices):
        values = {item.name: ident for item, ident in zip(needed, chosen, strict=True)}
        try:
            fault = kind(**values)
            fitting = bool(_touched(network, fault))
        except (ValueError, KeyError):
            continue  # a kind says so where it cannot stand somewhere
        if fitting:
            yield fault, ", ".join(called(network, ident) for ident in chosen)


def _needed(kind: type[Fault]) -> list[Field[object]]:
    return [item for item in fields(kind) if item.default is MISSING and item.default_factory is MISSING]


def _candidates(network: Network, item: Field[object]) -> Iterable[str]:
    refers = about_field(item).refers
    if refers == "element":
        fitting = _FITTING.get(item.name, (Element,))
        return (element.id for element in network.elements.values() if isinstance(element, fitting))
    known: dict[str, Iterable[str]] = {
        "psap": (psap.id for psap in network.psaps()),
        "border": (border.id for border in network.borders()),
        "policy": network.policies,
        "link": network.links,
        "region": network.regions,
    }
    if refers in known:
        return known[refers]
    return sites(network) if item.name == "site" else ()


def _touched(network: Network, fault: Fault) -> tuple[str, ...]:
    """Elements and links on which a fault lays something; those that enforce a policy for the policy."""
    found: dict[str, None] = {}
    for step in islice(fault.steps(network), 1_000):
        if not isinstance(step, Impair):
            continue
        if step.target in network.policies:
            enforcing = (e.id for e in network.elements.values() if getattr(e, "policy", "") == step.target)
            found.update(dict.fromkeys(enforcing))
        elif step.target in network.elements or step.target in network.links:
            found[step.target] = None
        else:
            there = (p.id for p in network.psaps() if step.target in (p.region, "everywhere"))
            found.update(dict.fromkeys(there))
    return tuple(found)


def _taking_down(network: Network) -> dict[frozenset[str], Fault]:
    """Faults that take just some elements down, by those: power for whatever stands alone in its site."""
    return {frozenset(there): SitePowerLost(site=site) for site, there in sites(network).items()}
