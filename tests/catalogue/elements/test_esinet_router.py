"""ESInet router: passes calls on towards PSAPs."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.esinet_router import EsinetRouter
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown, without

ROUTER = EsinetRouter(id="router", name="Router", at=(500, 50))
NEW = (Link(id="esrp-router", a="esrp", b="router"), Link(id="router-a", a="router", b="psap-a"))


def test_calls_run_through_it() -> None:
    verdict = judge_call(without(grown(ROUTER, *NEW), "esrp-a"), "cell", "psap-a")
    assert verdict.path == ("cell", "bcf-east", "esrp", "router", "psap-a")


def test_it_is_passed_by_when_there_is_a_shorter_way() -> None:
    assert "router" not in judge_call(grown(ROUTER, *NEW), "cell", "psap-a").path
    assert judge_call(NETWORK, "cell", "psap-a").path == judge_call(grown(ROUTER, *NEW), "cell", "psap-a").path
