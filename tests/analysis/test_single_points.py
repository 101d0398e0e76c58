"""Single points of failure: as many as taking each place away by itself finds, and none on a diverse path."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

import networkx as nx
import pytest

from hotwash.analysis.routes import Routes
from hotwash.analysis.single_points import single_points
from hotwash.domain.network import Link, Network
from tests.any_network import any_network
from tests.small_world import small_network


def reached(network: Network) -> frozenset[str]:
    """PSAPs to which a call finds a way."""
    routes = Routes(network)
    return frozenset(
        psap.id
        for psap in network.psaps()
        if network.is_up(psap.id)
        and any(
            routes.way(origin.id, border, psap.id) is not None
            for origin in network.origins()
            for border in routes.entrances(origin.id)
        )
    )


def one_by_one(network: Network) -> dict[str, tuple[str, ...]]:
    """Every place is taken away by itself."""
    usual = reached(network)
    origins = {origin.id for origin in network.origins()}
    made = {}
    for place in (*network.elements, *network.links):
        down = {"down_elements" if place in network.elements else "down_links": frozenset({place})}
        lost = usual - reached(replace(network, **down)) - {place}  # type: ignore[arg-type]  # either field
        if lost and place not in origins:
            made[place] = tuple(psap.id for psap in network.psaps() if psap.id in lost)
    return made


def places(network: Network) -> dict[str, tuple[str, ...]]:
    sites = {element.site for element in network.elements.values()}
    return {place: psaps for place, psaps in single_points(network).items() if place not in sites}


@pytest.mark.parametrize("number", range(40))
def test_the_walk_finds_what_taking_away_finds(number: int) -> None:
    network = any_network(number)
    assert places(network) == one_by_one(network)


def test_most_of_these_networks_have_some_and_not_everywhere() -> None:
    counts = [len(places(any_network(number))) for number in range(40)]
    assert sum(count > 0 for count in counts) > 20
    assert len(set(counts)) > 4


def with_links(network: Network, links: Iterable[Link]) -> Network:
    return replace(network, links=MappingProxyType({link.id: link for link in links}))


def test_a_place_is_single_where_the_greatest_flow_of_disjoint_ways_is_one() -> None:
    """Menger: as many disjoint ways as a cut needs places; by a flow over places of capacity 1."""
    for number in range(40):
        whole = any_network(number)
        network = with_links(whole, (link for link in whole.links.values() if in_order(link)))
        for psap in reached(network):
            ways = flow(network, psap)
            single = any(psap in cut for cut in places(network).values())
            assert single == (ways == 1), (number, psap, ways)


def in_order(link: Link) -> bool:
    """Whether a line joins a carrier with a border, or what stands behind the borders."""
    ends = {end.split("-")[0] for end in (link.a, link.b)}
    return ends == {"net", "bcf"} or (not ends & {"net"} and ends != {"bcf"})


def flow(network: Network, psap: str) -> int:
    """How many ways to a PSAP have no place in common; a call that has entered goes by no other border."""
    graph = nx.DiGraph()
    kinds = {element.id: type(element).__name__ for element in network.elements.values()}
    capacity = dict.fromkeys((*network.elements, *network.links), 1)
    capacity |= {origin.id: 99 for origin in network.origins()} | {psap: 99}
    for place, most in capacity.items():
        graph.add_edge((place, "in"), (place, "out"), capacity=most)
    for origin in network.origins():
        graph.add_edge("root", (origin.id, "in"), capacity=99)
    for link in network.links.values():
        ends = [(link.a, link.b), *([] if link.direction == "forward" else [(link.b, link.a)])]
        for a, b in ends:
            enters_twice = kinds[b] == "BorderControlFunction" and kinds[a] != "WirelessNetwork"
            if kinds[a] == "Psap" or kinds[b] == "WirelessNetwork" or enters_twice:
                continue
            if kinds[b] != "Psap" or b == psap:
                graph.add_edge((a, "out"), (link.id, "in"), capacity=1)
                graph.add_edge((link.id, "out"), (b, "in"), capacity=1)
    return int(nx.maximum_flow_value(graph, "root", (psap, "out")))


def test_a_site_that_holds_every_border_is_a_single_point() -> None:
    network = small_network()
    assert "east" not in single_points(network)
    elements = {
        key: replace(element, site="east") if key.startswith("bcf") else element
        for key, element in network.elements.items()
    }
    found = single_points(replace(network, elements=MappingProxyType(elements)))
    assert found["east"] == ("psap-a", "psap-b")
    assert found["esrp"] == ("psap-a", "psap-b")
    assert found["esrp-a"] == ("psap-a",)
    assert "bcf-east" not in found
