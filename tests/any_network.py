"""Small networks of any shape, by a number: for tests that compare quick answers with slow ones."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import TypeVar

from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.esinet_router import EsinetRouter
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.elements import Element
from hotwash.domain.network import Direction, Link, Network
from hotwash.domain.scenario import Scenario
from hotwash.simulation.streams import uniform
from tests.small_world import POLICY, small_network, small_scenario

T = TypeVar("T")


class Dice:
    """Draws that depend on one number alone."""

    def __init__(self, number: int) -> None:
        self._number, self._turns = number, count()

    def random(self) -> float:
        return uniform(self._number, "dice", str(next(self._turns)))

    def randint(self, least: int, most: int) -> int:
        return least + int(self.random() * (most - least + 1))

    def choice(self, of: Sequence[T]) -> T:
        return of[self.randint(0, len(of) - 1)]


def any_network(number: int) -> Network:
    """Two carriers, two or three borders, up to four that pass calls on, four PSAPs, and lines at random."""
    drawn = Dice(number)
    elements: list[Element] = [
        WirelessNetwork(id=f"net-{n}", name=f"Net {n}", at=(0, n), share_permille=500) for n in range(2)
    ]
    elements += [
        BorderControlFunction(
            id=f"bcf-{n}", name=f"BCF {n}", at=(1, n), site=drawn.choice(("east", "west")), policy=POLICY.id
        )
        for n in range(drawn.randint(2, 3))
    ]
    proxies: list[Element] = [
        EmergencyServiceRoutingProxy(id=f"esrp-{n}", name=f"ESRP {n}", at=(2, n), site=drawn.choice(("east", "")))
        for n in range(drawn.randint(1, 2))
    ]
    proxies += [EsinetRouter(id=f"router-{n}", name=f"Router {n}", at=(3, n)) for n in range(drawn.randint(0, 2))]
    elements += proxies
    elements += [
        Psap(
            id=f"psap-{n}",
            name=f"PSAP {n}",
            at=(4, n),
            region="north",
            weight=n + 1,
            positions=2,
            waiting=4,
            overflow=drawn.choice(("", "psap-1", "psap-2")) if n else "",
        )
        for n in range(4)
    ]
    names = [element.id for element in elements]
    links: dict[str, Link] = {}
    for _ in range(drawn.randint(10, 22)):
        a, b = drawn.choice(names), drawn.choice(names)
        if a == b:
            continue
        if names.index(a) > names.index(b):
            a, b = b, a
        way = Direction.FORWARD if drawn.random() < 0.3 else Direction.BOTH
        links[f"{a}--{b}"] = Link(id=f"{a}--{b}", a=a, b=b, latency=drawn.randint(1, 9), direction=way)
    return replace(
        small_network(),
        elements=MappingProxyType({element.id: element for element in elements}),
        links=MappingProxyType(links),
        default_psap="psap-0",
    )


def any_scenario(number: int) -> Scenario:
    """Such a network with nothing that goes wrong in it."""
    empty = small_scenario()
    return replace(empty, network=any_network(number), faults=MappingProxyType({}), actions=MappingProxyType({}))
