"""By which border calls enter: keep-alives, pairs, refusals, other ways in, one-way links; and shortest ways."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from hotwash.analysis.heard import Treatment
from hotwash.analysis.lines import Lines
from hotwash.analysis.routes import Routes, along
from hotwash.analysis.verdict import CallVerdict, judge_call, lost_by
from hotwash.catalogue.elements.esinet_router import EsinetRouter
from hotwash.catalogue.elements.voip_network import VoipNetwork
from hotwash.domain.elements import Border, Element, Pairing, Part, Proxy
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb
from hotwash.domain.impairment import (
    Change,
    ElementDown,
    Inspected,
    LinkDown,
    PeerUnreachable,
    Rerouted,
    RuleFirst,
    TakenOver,
)
from hotwash.domain.network import Direction, Link, Network
from tests.deep_world import deep_network, under, with_element

NETWORK = deep_network()
NO_OPTIONS = ("border", RuleFirst(Rule("no-options", Verb.DENY, (Service.SIP_OPTIONS,))))


def call(
    *changes: tuple[str, Change], origin: str = "voip", psap: str = "a", network: Network = NETWORK
) -> CallVerdict:
    return judge_call(under(network, *changes), origin, psap)


def test_lost_keep_alives_change_nothing_until_somebody_has_missed_them() -> None:
    verdict = call(NO_OPTIONS)
    assert (verdict.border, verdict.treatment) == ("bcf-1", Treatment.DELIVER)
    assert [flow.passed for flow in verdict.flows if flow.flow is Flow.OPTIONS and flow.at == "bcf-1"] == [False]


def test_nothing_is_sent_to_a_border_that_is_held_to_be_unreachable() -> None:
    verdict = call(("voip", PeerUnreachable("bcf-1")))
    assert (verdict.border, verdict.treatment) == ("bcf-2", Treatment.DELIVER)
    assert call(("cell", PeerUnreachable("bcf-1"))).border == "bcf-1"


def test_a_network_that_can_reach_no_border_refuses_its_calls_itself_though_they_would_pass() -> None:
    """F16, the inverse of the green dashboard: keep-alives are blocked, INVITEs are not."""
    verdict = call(NO_OPTIONS, ("voip", PeerUnreachable("bcf-1")), ("voip", PeerUnreachable("bcf-2")))
    assert (verdict.treatment, verdict.permille, verdict.failed_at) == (Treatment.REJECT, 1000, "voip")
    assert verdict.fates[0].code == 503
    assert verdict.sentence == (
        "Internet carrier holds every border to be unreachable, because keep-alives fail, and refuses its calls "
        "itself; the caller hears a fast busy, and it would pass if line 'no-options' were taken out."
    )
    assert {flow.passed for flow in verdict.flows} == {False}
    assert ("border", "no-options") in lost_by(verdict)
    assert call(NO_OPTIONS).treatment is Treatment.DELIVER


def test_keep_alives_that_are_stopped_before_the_border_are_named_too() -> None:
    stopped = ("cell-wall", Inspected(Inspection("scan", (Flow.OPTIONS,))))
    verdict = call(stopped, ("cell", PeerUnreachable("bcf-1")), ("cell", PeerUnreachable("bcf-2")), origin="cell")
    assert ("cell-wall", "scan") in lost_by(verdict)
    assert verdict.sentence.endswith("and it would pass if 'scan' were ended there.")


def test_a_proxy_sends_nothing_to_a_psap_that_it_holds_to_be_unreachable() -> None:
    verdict = call(("esrp", PeerUnreachable("a")))
    assert (verdict.psap, verdict.home) == ("b", "a")
    behind = call(("esrp", PeerUnreachable("psap-wall")))
    assert behind.psap == "b"


def test_a_border_that_refuses_with_503_is_tried_last_and_a_silent_one_is_not_noticed() -> None:
    def at_one(verb: Verb, code: int = 0) -> CallVerdict:
        return call(("bcf-1", Inspected(Inspection("check", (Flow.INVITE,), verb=verb, code=code))))

    assert at_one(Verb.REJECT).border == "bcf-2"
    assert (at_one(Verb.REJECT, 403).border, at_one(Verb.REJECT, 403).treatment) == ("bcf-1", Treatment.REJECT)
    assert (at_one(Verb.DENY).border, at_one(Verb.DENY).treatment) == ("bcf-1", Treatment.SILENT)


def paired(pairing: Pairing) -> Network:
    first, second = NETWORK.elements["bcf-1"], NETWORK.elements["bcf-2"]
    assert isinstance(first, Border)
    assert isinstance(second, Border)
    standby = replace(first, pair="bcf-2", pairing=pairing, part=Part.STANDBY)
    return with_element(with_element(NETWORK, standby), replace(second, pair="bcf-1", pairing=pairing))


def test_a_standby_is_used_only_while_it_has_taken_over() -> None:
    """Its partner being down is not enough: a takeover takes time, and may fail."""
    network = paired(Pairing.ACTIVE_STANDBY)
    assert call(network=network).border == "bcf-2"
    waiting = call(("bcf-2", ElementDown()), network=network)
    assert (waiting.border, waiting.treatment) == ("", Treatment.REJECT)
    assert call(("bcf-2", ElementDown()), ("bcf-1", TakenOver()), network=network).border == "bcf-1"
    assert call(network=paired(Pairing.ACTIVE_ACTIVE)).border == "bcf-1"
    assert Routes(network).entrances("voip") == ("bcf-1", "bcf-2")


def test_calls_that_are_led_round_the_border_arrive_without_a_location() -> None:
    verdict = call(("cell", Rerouted("legacy")), origin="cell")
    assert verdict.path == ("cell", "legacy", "a")
    assert (verdict.border, verdict.blind_permille, verdict.psap) == ("", 1000, "a")
    assert "through the legacy network" in verdict.sentence
    blocked = ("border", RuleFirst(Rule("no", Verb.DENY)))
    assert call(blocked, ("cell", Rerouted("legacy")), origin="cell").treatment is Treatment.DELIVER
    down = call(("legacy", ElementDown()), ("cell", Rerouted("legacy")), origin="cell")
    assert (down.treatment, down.sentence) == (
        Treatment.REJECT,
        "No way is up from Cell carrier to PSAP A; the caller hears a fast busy.",
    )


def test_a_one_way_link_lets_calls_go_only_from_its_first_end() -> None:
    assert call(psap="c").psap == "c"
    turned = replace(NETWORK.links["esrp-c"], a="c", b="esrp")
    network = replace(NETWORK, links=MappingProxyType({**NETWORK.links, "esrp-c": turned}))
    assert call(psap="c", network=network).psap == "a"


def test_what_holds_only_so_many_calls_is_named_in_order() -> None:
    assert call(psap="c").doors == ("esrp-c",)
    assert call().doors == ()
    esrp = replace(next(proxy for proxy in NETWORK.of(Proxy) if proxy.id == "esrp"), capacity=100)
    assert call(psap="c", network=with_element(NETWORK, esrp)).doors == ("esrp", "esrp-c")


def test_the_way_is_told_place_by_place() -> None:
    way = Routes(NETWORK).way("voip", "bcf-1", "a")
    assert way is not None
    assert along(way) == ("voip", "voip-1", "bcf-1", "1-esrp", "esrp", "esrp-wall", "psap-wall", "wall-a", "a")
    assert way.until("esrp").elements == ("voip", "bcf-1", "esrp")


END_POINT = partial(VoipNetwork, share_permille=0)
NODES = [f"n{number}" for number in range(7)]
DRAWN = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.integers(0, 9), st.sampled_from(Direction)),
    max_size=20,
)
DIRECTIONS = {Direction.FORWARD: [(0, 1)], Direction.BOTH: [(0, 1), (1, 0)]}


@given(DRAWN, st.sets(st.sampled_from(NODES)), st.sets(st.sampled_from(NODES)), st.booleans())
def test_shortest_ways_are_the_shortest_that_there_are(
    drawn: list[tuple[str, str, int, Direction]], transit: set[str], banned: set[str], back: bool
) -> None:
    elements: dict[str, Element] = {
        node: EsinetRouter(id=node, name=node, at=(0, 0))
        if node in transit
        else END_POINT(id=node, name=node, at=(0, 0))
        for node in NODES
    }
    links = {
        f"l{n}": Link(id=f"l{n}", a=a, b=b, latency=delay, direction=way) for n, (a, b, delay, way) in enumerate(drawn)
    }
    network = replace(NETWORK, elements=MappingProxyType(elements), links=MappingProxyType(links))
    steps = [
        ((ends[to], ends[fro]) if back else (ends[fro], ends[to]), link.latency)
        for link in links.values()
        for ends in [(link.a, link.b)]
        for fro, to in DIRECTIONS[link.direction]
    ]
    passing = (transit - banned) | {"n0"}
    shortest = {"n0": 0}
    for _ in NODES:  # no way has more steps than there are elements
        for (a, b), delay in steps:
            if a in shortest and a in passing:
                shortest[b] = min(shortest.get(b, shortest[a] + delay), shortest[a] + delay)
    tree = Lines(network).tree("n0", frozenset(banned), back=back)
    assert tree.distance == shortest
    assert list(tree.distance.values()) == sorted(shortest.values())
    for end, far in tree.distance.items():
        way = tree.way(end)
        assert way is not None
        met, used = way
        assert (met[0], met[-1], len(used)) == ("n0", end, len(met) - 1)
        assert all({links[link].a, links[link].b} == set(pair) for link, pair in zip(used, pairwise(met), strict=True))
        assert sum(links[link].latency for link in used) == far
        assert set(met[1:-1]) <= passing
    assert all(tree.way(node) is None for node in set(NODES) - set(shortest))


CUTS = st.sets(st.sampled_from(sorted(NETWORK.links)), max_size=6)


@given(CUTS, st.sampled_from(["cell", "voip", "text"]), st.sampled_from(["a", "b", "c"]))
def test_a_call_comes_through_exactly_where_a_flow_of_one_would(cuts: set[str], origin: str, psap: str) -> None:
    """Max-flow past one BCF says the same of reachability as the ways do."""
    network = under(NETWORK, *((link, LinkDown()) for link in sorted(cuts)))
    graph = nx.DiGraph()
    graph.add_nodes_from(network.elements)
    for link in network.links.values():
        if link.carries == "calls" and link.id not in cuts and "legacy" not in (link.a, link.b):
            graph.add_edge(link.a, link.b, capacity=1)
            if link.direction.value == "both":
                graph.add_edge(link.b, link.a, capacity=1)
    graph.remove_nodes_from({"cell", "voip", "text", "a", "b", "c"} - {origin, psap})
    routes = Routes(network)
    for border, other in (("bcf-1", "bcf-2"), ("bcf-2", "bcf-1")):
        alone = graph.copy()
        alone.remove_node(other)
        assert (routes.way(origin, border, psap) is not None) == (nx.maximum_flow_value(alone, origin, psap) > 0)
