"""Legacy Selective Router Gateway: a way between a selective router and the ESInet."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.lsrg import LegacySelectiveRouterGateway
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import NETWORK, grown, without

GATEWAY = LegacySelectiveRouterGateway(id="lsrg", name="Gateway", at=(500, 100))
BEYOND = grown(GATEWAY, Link(id="esrp-g", a="esrp", b="lsrg", latency=5), Link(id="g-a", a="lsrg", b="psap-a"))


def test_calls_pass_it_to_a_psap_behind_it() -> None:
    verdict = judge_call(without(BEYOND, "esrp-a"), "cell", "psap-a")
    assert verdict.path == ("cell", "bcf-east", "esrp", "lsrg", "psap-a")
    assert verdict.latency == judge_call(NETWORK, "cell", "psap-a").latency + 20 + 5


def test_no_call_enters_by_it_and_it_is_drawn_as_a_gateway() -> None:
    assert not LegacySelectiveRouterGateway.enters
    assert role_of(GATEWAY) is Role.GATEWAY
