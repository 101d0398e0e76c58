"""Emergency Services Routing Proxy: passes calls on, and asks where they belong when told to."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from tests.catalogue.samples import NETWORK, without


def test_a_call_whose_location_nobody_tells_goes_to_the_default_psap() -> None:
    verdict = judge_call(without(NETWORK, "esrp-ecrf"), "cell", "psap-a")
    assert (verdict.home, verdict.psap, verdict.located) == ("psap-a", "psap-b", False)


def test_a_proxy_that_asks_for_no_location_needs_no_answer() -> None:
    plain = EmergencyServiceRoutingProxy(id="esrp", name="ESRP", at=(400, 50))
    network = replace(NETWORK, elements=MappingProxyType({**NETWORK.elements, "esrp": plain}))
    verdict = judge_call(without(network, "esrp-ecrf"), "cell", "psap-a")
    assert (verdict.psap, verdict.located) == ("psap-a", True)
