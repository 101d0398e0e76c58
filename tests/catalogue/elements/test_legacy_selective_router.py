"""Legacy selective router: calls may enter by it, over so many trunks, without a BCF."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.esinet_router import EsinetRouter
from hotwash.catalogue.elements.legacy_selective_router import LegacySelectiveRouter
from hotwash.domain.elements import Proxy
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import grown

ROUTER = LegacySelectiveRouter(id="lsr", name="Selective router", at=(200, 200))


def test_calls_may_enter_by_it_and_by_no_other_router() -> None:
    assert LegacySelectiveRouter.enters
    assert not EsinetRouter.enters
    assert isinstance(ROUTER, Proxy)
    assert not ROUTER.locates


def test_its_trunks_are_counted() -> None:
    assert ROUTER.capacity == 48
    assert LegacySelectiveRouter(id="lsr", name="Big one", at=(0, 0), capacity=96).capacity == 96


def test_without_an_order_calls_do_not_go_by_it() -> None:
    network = grown(ROUTER, Link(id="voip-lsr", a="voip", b="lsr"), Link(id="lsr-a", a="lsr", b="psap-a"))
    assert judge_call(network, "voip", "psap-a").path == ("voip", "bcf-west", "esrp", "psap-a")


def test_it_is_drawn_as_a_router() -> None:
    assert role_of(ROUTER) is Role.ROUTER
