"""Legacy PSAP Gateway: the last step to a PSAP with old equipment, over so many trunks."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.lpg import LegacyPsapGateway
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import grown, without

GATEWAY = LegacyPsapGateway(id="lpg", name="Gateway", at=(550, 100), capacity=4)
BEFORE = grown(GATEWAY, Link(id="esrp-lpg", a="esrp", b="lpg"), Link(id="lpg-b", a="lpg", b="psap-b"))


def test_calls_pass_it_last() -> None:
    verdict = judge_call(without(BEFORE, "esrp-b"), "voip", "psap-b")
    assert verdict.path == ("voip", "bcf-west", "esrp", "lpg", "psap-b")


def test_its_trunks_are_without_limit_unless_they_are_counted() -> None:
    assert GATEWAY.capacity == 4
    assert LegacyPsapGateway(id="lpg", name="Gateway", at=(0, 0)).capacity == 0
    assert role_of(GATEWAY) is Role.GATEWAY
