"""A network in depth for tests: text and voice, firewalls at a carrier and a PSAP, a pair, LIS, DNS, legacy router."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.voip_network import VoipNetwork
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.callers import Callers
from hotwash.domain.effective import effective
from hotwash.domain.elements import Element, Filter, Originating, Proxy, Service
from hotwash.domain.firewall import Flow, LocationBy, Policy, Rule, Transport, Verb, Zone
from hotwash.domain.firewall import Service as Named
from hotwash.domain.impairment import Change, Impairment
from hotwash.domain.network import Direction, Link, Network, Region
from hotwash.domain.policy_routing import RoutePolicy
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Step, Wait
from hotwash.domain.time import HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCentre(Originating):
    """Where text calls begin."""

    kind: ClassVar[str] = "text_for_tests"
    text: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyRouter(Proxy):
    """A selective router for tests."""

    kind: ClassVar[str] = "legacy_for_tests"
    enters: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Firewall(Filter):
    """A firewall on the way for tests."""

    kind: ClassVar[str] = "filter_for_tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lis(Service):
    """A location server of a carrier for tests."""

    kind: ClassVar[str] = "lis_for_tests"
    answers: ClassVar[Flow] = Flow.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class NameServer(Service):
    """A DNS server for tests."""

    kind: ClassVar[str] = "dns_for_tests"
    answers: ClassVar[Flow] = Flow.DNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid(Fault):
    """Lays what a test asks for, and goes on for an hour."""

    kind: ClassVar[str] = "laid_for_tests"
    title: ClassVar[str] = "Laid by a test"
    changes: tuple[tuple[str, Change], ...]

    def steps(self, network: Network) -> Iterator[Step]:
        """Everything at once."""
        for number, (target, change) in enumerate(self.changes):
            yield Impair(target, f"part-{number}", change)
        yield Wait(HOUR)

    def narrative(self, network: Network) -> str:
        """Nothing in particular."""
        return "A test lays it."


OPEN = (
    Rule("allow-invite", Verb.ALLOW, (Named.SIP_INVITE,), Zone.OUTSIDE),
    Rule("allow-options", Verb.ALLOW, (Named.SIP_OPTIONS,), Zone.OUTSIDE),
    Rule("allow-voice", Verb.ALLOW, (Named.RTP,)),
    Rule("allow-queries", Verb.ALLOW, (Named.HELD, Named.DNS, Named.LOST), Zone.INSIDE),
)
BORDER = Policy("border", "Border policy", OPEN)
CARRIER = Policy("carrier", "Carrier policy", (Rule("all", Verb.ALLOW),))
PSAP_WALL = Policy("psap-wall", "PSAP policy", (Rule("all", Verb.ALLOW),))
UDP_FIRST = (Transport.UDP, Transport.TCP)


def _elements() -> list[Element]:
    return [
        WirelessNetwork(
            id="cell", name="Cell carrier", at=(0, 0), share_permille=600, location=LocationBy.REFERENCE,
            transports=UDP_FIRST,
        ),
        VoipNetwork(id="voip", name="Internet carrier", at=(0, 50), share_permille=300),
        TextCentre(id="text", name="Text centre", at=(0, 90), share_permille=100),
        Firewall(id="carrier-wall", name="Carrier firewall", at=(50, 0), policy="carrier"),
        BorderControlFunction(id="bcf-1", name="BCF 1", at=(100, 0), policy="border"),
        BorderControlFunction(id="bcf-2", name="BCF 2", at=(100, 50), policy="border"),
        EmergencyServiceRoutingProxy(id="esrp", name="ESRP", at=(200, 0), locates=True),
        EmergencyCallRoutingFunction(id="ecrf", name="ECRF", at=(200, 50)),
        Lis(id="lis", name="LIS", at=(250, 50)),
        NameServer(id="dns", name="Name server", at=(250, 90)),
        LegacyRouter(id="legacy", name="Selective router", at=(100, 90)),
        Firewall(id="psap-wall", name="PSAP firewall", at=(250, 0), policy="psap-wall"),
        Psap(id="a", name="PSAP A", at=(300, 0), region="r", weight=1, positions=2, waiting=4, overflow="b"),
        Psap(id="b", name="PSAP B", at=(300, 50), region="r", weight=1, positions=2, waiting=4),
        Psap(id="c", name="PSAP C", at=(300, 90), region="r", weight=1, positions=2, waiting=4, overflow="a"),
    ]  # fmt: skip


LINKS = (
    Link(id="cell-wall", a="cell", b="carrier-wall"),
    Link(id="wall-1", a="carrier-wall", b="bcf-1"),
    Link(id="wall-2", a="carrier-wall", b="bcf-2", latency=9),
    Link(id="voip-1", a="voip", b="bcf-1"),
    Link(id="voip-2", a="voip", b="bcf-2", latency=9),
    Link(id="text-1", a="text", b="bcf-1"),
    Link(id="1-esrp", a="bcf-1", b="esrp"),
    Link(id="2-esrp", a="bcf-2", b="esrp"),
    Link(id="esrp-wall", a="esrp", b="psap-wall"),
    Link(id="wall-a", a="psap-wall", b="a"),
    Link(id="esrp-b", a="esrp", b="b"),
    Link(id="esrp-c", a="esrp", b="c", direction=Direction.FORWARD, capacity=24),
    Link(id="esrp-ecrf", a="esrp", b="ecrf", carries="queries"),
    Link(id="esrp-lis", a="esrp", b="lis", carries="queries"),
    Link(id="esrp-dns", a="esrp", b="dns", carries="queries"),
    Link(id="cell-legacy", a="cell", b="legacy"),
    Link(id="legacy-a", a="legacy", b="a"),
)


def deep_network(
    *, policies: tuple[RoutePolicy, ...] = (), default: str = "b", without: tuple[str, ...] = ()
) -> Network:
    """Every kind of thing that a call can meet; `without` leaves elements, and the links to them, out."""
    elements = [element for element in _elements() if element.id not in without]
    links = [link for link in LINKS if link.a not in without and link.b not in without]
    return Network(
        elements=MappingProxyType({element.id: element for element in elements}),
        links=MappingProxyType({link.id: link for link in links}),
        policies=MappingProxyType({policy.id: policy for policy in (BORDER, CARRIER, PSAP_WALL)}),
        regions=MappingProxyType({"r": Region("r", "R")}),
        callers=MappingProxyType({"public": Callers(id="public")}),
        default_psap=default,
        route_policies=MappingProxyType({policy.id: policy for policy in policies}),
    )


def with_element(network: Network, element: Element) -> Network:
    """The network with one element in another form."""
    return replace(network, elements=MappingProxyType({**network.elements, element.id: element}))


def with_policy(network: Network, policy: Policy) -> Network:
    """The network with one firewall policy in another form."""
    return replace(network, policies=MappingProxyType({**network.policies, policy.id: policy}))


def under(network: Network, *changes: tuple[str, Change]) -> Network:
    """The network with overlays laid in this order, each given as target and change."""
    laid = [Impairment(str(number), target, change) for number, (target, change) in enumerate(changes)]
    return effective(network, laid).network
