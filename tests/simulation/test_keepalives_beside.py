"""Keep-alives beside the way of a call: of PSAPs, from one ESRP to the next, and of gateways to the old network."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.firewall import Firewall
from hotwash.catalogue.elements.lng import LegacyNetworkGateway
from hotwash.catalogue.elements.lpg import LegacyPsapGateway
from hotwash.domain.elements import Element
from hotwash.domain.facts import AlarmCleared, AlarmRaised, StateChanged, WorldChanged
from hotwash.domain.firewall import Flow, Inspection, Policy, Rule, Service, Verb
from hotwash.domain.impairment import Change, ElementDown, Inspected, LinkDown, PeerUnreachable, RuleFirst
from hotwash.domain.network import Link, Network
from hotwash.domain.time import HOUR, MINUTE
from hotwash.simulation.keepalives import TIMER_F
from hotwash.simulation.peers import Peering, Peers
from tests.deep_world import Laid
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario

BEGINS, ENDS = 9 * MINUTE + 17, 33 * MINUTE + 1
DESK = Policy("desk-wall", "Desk policy", (Rule("all", Verb.ALLOW),))


def built(elements: list[Element], links: list[Link], without: tuple[str, ...] = ()) -> Network:
    """The small world with more in it, and without some lines."""
    base = small_network()
    kept = {link.id: link for link in base.links.values() if link.id not in without}
    return replace(
        base,
        elements=MappingProxyType({**base.elements, **{element.id: element for element in elements}}),
        links=MappingProxyType({**kept, **{link.id: link for link in links}}),
        policies=MappingProxyType({**base.policies, DESK.id: DESK}),
    )


def chained() -> Network:
    """An originating ESRP, a terminating one behind it with PSAP B, and a firewall before PSAP A."""
    return built(
        [
            EmergencyServiceRoutingProxy(id="last", name="Last ESRP", at=(0, 0), locates=True),
            Firewall(id="wall", name="Desk firewall", at=(0, 0), policy="desk-wall"),
        ],
        [
            Link(id="esrp-last", a="esrp", b="last"),
            Link(id="last-b", a="last", b="psap-b"),
            Link(id="last-ecrf", a="last", b="ecrf", carries="queries"),
            Link(id="esrp-wall", a="esrp", b="wall"),
            Link(id="wall-a", a="wall", b="psap-a"),
        ],
        ("esrp-b", "esrp-a"),
    )


def gateways() -> Network:
    """A legacy network gateway before the BCFs, and a legacy PSAP gateway before PSAP B."""
    return built(
        [
            LegacyNetworkGateway(id="lng", name="Legacy gateway", at=(0, 0)),
            LegacyPsapGateway(id="lpg", name="PSAP gateway", at=(0, 0)),
        ],
        [
            Link(id="voip-lng", a="voip", b="lng"),
            Link(id="lng-west", a="lng", b="bcf-west"),
            Link(id="esrp-lpg", a="esrp", b="lpg"),
            Link(id="lpg-b", a="lpg", b="psap-b"),
        ],
        ("voip-west", "esrp-b"),
    )


def pushed(network: Network, *changes: tuple[str, Change], until: int = HOUR) -> Stage:
    scenario = replace(small_scenario(fault_at=None), network=network)
    on = stage(faults={"laid": Laid(changes=changes)}, scenario=scenario)
    on.world.arm("laid", BEGINS, "facilitator")
    on.world.run_to(ENDS)
    on.world.clear_fault("laid", "facilitator")
    on.world.run_to(until)
    return on


def missed(on: Stage) -> Mapping[Peers, int]:
    """Who found whom unreachable, and when; all of them have found each other again."""
    states = [(at, fact) for at, fact in on.told(StateChanged) if fact.register == "ElementState"]
    lost = {(fact.by, fact.element): at for at, fact in states if fact.state == "Unreachable"}
    assert {(fact.by, fact.element) for _, fact in states if fact.state == "Normal"} == set(lost)
    return lost


def alarms(on: Stage) -> list[tuple[str, str]]:
    found = [fact for _, fact in on.told(AlarmRaised) if fact.name == "KeepAliveFailureLogEvent"]
    cleared = {fact.alarm for _, fact in on.told(AlarmCleared)}
    assert {fact.alarm for fact in found} <= cleared
    return [(fact.element, fact.text) for fact in found]


def laid(on: Stage) -> set[Peers]:
    """Whom somebody sends no call any more."""
    changes = [fact for _, fact in on.told(WorldChanged) if fact.laid]
    return {(fact.target, fact.change.peer) for fact in changes if isinstance(fact.change, PeerUnreachable)}


def test_everybody_watches_his_neighbours_and_nobody_looks_past_an_esrp_or_a_gateway() -> None:
    beside = set(Peering(chained()).pairs) - set(Peering(small_network()).pairs)
    assert {pair for pair in beside if not any(one.startswith("bcf") for one in pair)} == {
        ("last", "psap-b"), ("psap-b", "last"), ("esrp", "last"), ("last", "esrp"),
    }  # fmt: skip
    assert ("psap-a", "esrp") in Peering(chained()).pairs
    assert ("psap-b", "esrp") not in Peering(chained()).pairs
    old = Peering(gateways()).pairs
    assert {pair for pair in old if {"lng", "lpg"} & set(pair)} == {
        ("lng", "bcf-west"), ("bcf-west", "lng"), ("esrp", "lpg"), ("lpg", "esrp"),
    }  # fmt: skip
    assert ("psap-b", "esrp") not in old, "a PSAP behind a gateway speaks no SIP"


def test_a_blocked_keep_alive_of_a_psap_is_told_at_the_psap_and_its_calls_go_on() -> None:
    rule = Rule("no-scan", Verb.DENY, (Service.SIP_OPTIONS,), sources=("psap-a",))
    on = pushed(chained(), ("desk-wall", RuleFirst(rule)))
    assert set(missed(on)) == {("psap-a", "esrp")}
    phase = on.world._keepalives.phase("psap-a")
    assert missed(on)["psap-a", "esrp"] == BEGINS + (phase - BEGINS) % MINUTE + TIMER_F
    assert alarms(on) == [("psap-a", "PSAP A gets no answer to keep-alives from ESRP.")]
    assert laid(on) == set(), "nobody sends calls elsewhere for it"
    columns = on.world.calls.columns()
    late = (columns["started"] > 15 * MINUTE) & (columns["started"] < 30 * MINUTE) & (columns["way"] == 0)
    assert (columns["delivered"][late] >= 0).all()


def test_a_blocked_keep_alive_towards_a_psap_takes_its_calls_away() -> None:
    rule = Rule("no-scan", Verb.DENY, (Service.SIP_OPTIONS,), sources=("esrp",))
    on = pushed(chained(), ("desk-wall", RuleFirst(rule)))
    assert set(missed(on)) == {("esrp", "psap-a")}
    assert laid(on) == {("esrp", "psap-a")}


def test_two_esrps_that_lose_each_other_tell_it_both_and_ring_once() -> None:
    network = chained()
    assert judge_call(network, "cell", "psap-b").path == ("cell", "bcf-east", "esrp", "last", "psap-b")
    on = pushed(network, ("esrp-last", LinkDown()))
    assert set(missed(on)) == {("esrp", "last"), ("last", "esrp")}
    assert len(alarms(on)) == 1
    assert {pair for pair in laid(on) if "esrp" in pair} == {("esrp", "last"), ("last", "esrp")}
    assert on.world.world.network == network
    assert on.world.live() == ()


def test_an_esrp_that_only_loses_the_next_one_s_keep_alives_sends_it_no_call() -> None:
    scan = Inspected(Inspection("scan", (Flow.OPTIONS,), ("esrp",)))
    scenario = replace(small_scenario(), network=chained())
    on = stage(faults={"laid": Laid(changes=(("esrp-last", scan),))}, scenario=scenario)
    on.world.launch_fault("laid", "facilitator")
    assert judge_call(on.world.world.network, "cell", "psap-b").treatment is Treatment.DELIVER
    on.world.run_to(3 * MINUTE)
    assert laid(on) == {("esrp", "last")}
    assert judge_call(on.world.world.network, "cell", "psap-b").treatment is Treatment.REJECT


def test_every_psap_misses_an_esrp_that_is_down_and_one_alarm_rings() -> None:
    on = pushed(small_network(), ("esrp", ElementDown()))
    assert {pair for pair in missed(on) if pair[0].startswith("psap")} == {("psap-a", "esrp"), ("psap-b", "esrp")}
    assert len(alarms(on)) == 1
    assert laid(on) == {("bcf-east", "esrp"), ("bcf-west", "esrp")}


def test_gateways_to_the_old_network_and_their_neighbours_watch_each_other() -> None:
    on = pushed(gateways(), ("lng-west", LinkDown()), ("esrp-lpg", LinkDown()))
    pairs = {("lng", "bcf-west"), ("bcf-west", "lng"), ("esrp", "lpg"), ("lpg", "esrp")}
    assert set(missed(on)) == pairs | {("voip", "bcf-west"), ("esrp", "psap-b")}
    assert laid(on) == {("lng", "bcf-west"), ("esrp", "lpg"), ("voip", "bcf-west"), ("esrp", "psap-b")}
    assert on.world.world.network == gateways()


def test_a_firewall_takes_a_gateway_for_the_networks_behind_it() -> None:
    rule = Rule("no-scan", Verb.DENY, (Service.SIP_OPTIONS,), sources=("voip",))
    on = pushed(gateways(), ("border-policy", RuleFirst(rule)))
    assert set(missed(on)) == {("voip", "bcf-west"), ("lng", "bcf-west")}
