"""Legacy Network Gateway: stands between a wireline network and the border, and adds its time."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.lng import LegacyNetworkGateway
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown, without

GATEWAY = LegacyNetworkGateway(id="lng", name="Gateway", at=(100, 100), latency=30)
BEHIND = grown(GATEWAY, Link(id="voip-lng", a="voip", b="lng", latency=5), Link(id="lng-west", a="lng", b="bcf-west"))


def test_calls_pass_it_when_it_is_the_only_way_in() -> None:
    assert judge_call(without(BEHIND, "voip-west"), "voip", "psap-b").path == (
        "voip",
        "lng",
        "bcf-west",
        "esrp",
        "psap-b",
    )


def test_it_adds_its_time_to_call_set_up() -> None:
    direct = judge_call(NETWORK, "voip", "psap-b").latency
    behind = judge_call(without(BEHIND, "voip-west"), "voip", "psap-b").latency
    assert behind == direct + 5 + 30


def test_it_asks_for_no_location() -> None:
    assert not GATEWAY.locates
