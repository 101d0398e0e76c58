"""One sample of every kind on the small network, made from what its fields say of themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from hotwash.analysis.routes import Routes
from hotwash.domain.effective import Effective, effective
from hotwash.domain.elements import Element
from hotwash.domain.fields import about_field
from hotwash.domain.impairment import Impairment, Inspected
from hotwash.domain.network import Link, Network
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import Ban, Clear, Cut, Impair, Remedy, Step, Until, Wait
from hotwash.domain.time import HOUR, clock
from tests.small_world import small_network

NETWORK = small_network()
REFERS: Mapping[str, str] = {
    "element": "cell",
    "psap": "psap-b",
    "border": "bcf-east",
    "policy": "border-policy",
    "link": "east-esrp",
    "seat": "duty",
    "region": "north",
}
BY_NAME: Mapping[str, Any] = {
    "id": "sample",
    "name": "Sample",
    "at": (10, 20),
    "site": "east",
    "server": "ecrf",
    "proxy": "esrp",
    "gateway": "bcf-east",
}


def sample(kind: type[Any]) -> Any:
    """An instance with every field that has no default filled in, and every reference pointing somewhere."""
    values = {}
    for item in fields(kind):
        if item.name in BY_NAME:
            values[item.name] = BY_NAME[item.name]
        elif item.default is MISSING or (about_field(item).refers and not isinstance(item.default, tuple)):
            values[item.name] = _value(item)
    return kind(**values)


def _value(item: Field[Any]) -> Any:
    described = about_field(item)
    if described.refers:
        return REFERS[described.refers]
    return described.low if described.low is not None else 1


def written(instance: Any) -> dict[str, Any]:
    """The fields of an instance as an author writes them."""
    found: dict[str, Any] = {"kind": instance.kind}
    for item in fields(instance):
        value = getattr(instance, item.name)
        if about_field(item).unit == "ms":
            value = clock(value)
        found[item.name] = list(value) if isinstance(value, tuple) else value
    return found


def laid(steps: Iterable[Step]) -> list[Impairment]:
    """The overlays that are live when a script has run through."""
    live: dict[tuple[str, str], Impairment] = {}
    for step in steps:
        if isinstance(step, Impair):
            live[step.key, step.target] = Impairment(step.key, step.target, step.change)
        elif isinstance(step, Clear):
            live = {place: overlay for place, overlay in live.items() if place[0] != step.key}
    return list(live.values())


def under(*scripts: Fault | Action) -> Effective:
    """The small world under everything that some scripts lay."""
    return effective(NETWORK, [overlay for script in scripts for overlay in laid(script.steps(NETWORK))])


def remedies(action: Action) -> set[str]:
    """Remedy names that an action offers."""
    return {step.remedy for step in action.steps(NETWORK) if isinstance(step, Remedy)}


def grown(element: Element, *links: Link) -> Network:
    """The small network with one more element and some lines."""
    elements = {**NETWORK.elements, element.id: element}
    lines = {**NETWORK.links, **{link.id: link for link in links}}
    return replace(NETWORK, elements=MappingProxyType(elements), links=MappingProxyType(lines))


def without(network: Network, *links: str) -> Network:
    """The network with some lines cut."""
    return replace(network, down_links=network.down_links | frozenset(links))


def reachable(network: Network, origin: str, psap: str) -> bool:
    """Whether any border gives a way from an originating network to a PSAP, firewalls aside."""
    routes = Routes(network)
    return any(routes.way(origin, border, psap) is not None for border in routes.borders(origin))


@dataclass(frozen=True, slots=True)
class Moment:
    """What a script has laid at one time, in ms since it began, and whether calls in progress were cut just then."""

    at: int
    live: tuple[Impairment, ...]
    cut: bool

    def world(self, network: Network = NETWORK) -> Effective:
        """The world under what is laid."""
        return effective(network, self.live)


def moments(steps: Iterable[Step], longest: int = 24 * HOUR) -> list[Moment]:
    """A script played without calls, each time before it waits and at its end; every condition is true at once.

    But a limit waits until nobody is barred any more. Told apart, it is the cell carrier whose calls meet it.
    """
    live: dict[str, Impairment] = {}
    found: list[Moment] = []
    at, cut = 0, False
    barred: dict[str, int] = {}
    for step in steps:
        match step:
            case Impair(target=target, key=key, change=change, cut_calls=cuts):
                live[key] = Impairment(key, target, change)
                cut = cut or cuts
            case Clear(key=key):
                live.pop(key, None)
            case Cut():
                cut = True
            case Wait(ms=ms) if ms:
                found.append(Moment(at, tuple(live.values()), cut))
                at, cut = at + ms, False
            case Ban(target, key, inspection, lasts, apart):
                listed = replace(inspection, sources=("cell",)) if apart else inspection
                live[key] = Impairment(key, target, Inspected(listed))
                barred[key] = at + lasts
            case Until():
                if barred:
                    found.append(Moment(at, tuple(live.values()), cut))
                    at, cut = max(barred.values()), False
                    live = {key: overlay for key, overlay in live.items() if key not in barred}
                    barred = {}
                found.append(Moment(at, tuple(live.values()), cut))
            case _:
                pass
        if at > longest:
            return found
    return [*found, Moment(at, tuple(live.values()), cut)]


def at(fault: Fault, time: int, network: Network = NETWORK) -> Moment:
    """What a fault has laid at one time after it began, where every condition it waits for is true at once."""
    return [moment for moment in moments(fault.steps(network), time) if moment.at <= time][-1]
