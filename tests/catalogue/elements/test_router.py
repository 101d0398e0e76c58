"""Router: passes calls on, adds next to nothing, asks nobody."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.router import Router
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import NETWORK, grown, without

ROUTER = Router(id="router", name="Router", at=(100, 100))
BEHIND = grown(ROUTER, Link(id="voip-r", a="voip", b="router"), Link(id="r-west", a="router", b="bcf-west"))


def test_calls_pass_it_when_it_is_the_only_way_in() -> None:
    verdict = judge_call(without(BEHIND, "voip-west"), "voip", "psap-b")
    assert verdict.path == ("voip", "router", "bcf-west", "esrp", "psap-b")
    assert verdict.latency == judge_call(NETWORK, "voip", "psap-b").latency + 1 + 5


def test_no_call_enters_by_it_and_it_is_drawn_as_a_router() -> None:
    assert (Router.enters, ROUTER.locates, ROUTER.capacity) == (False, False, 0)
    assert role_of(ROUTER) is Role.ROUTER
