"""Border Control Function: every call enters through one, and is judged by the policy it enforces."""

from dataclasses import replace

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.domain.firewall import Policy
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown, without

STRICT = BorderControlFunction(id="bcf-new", name="BCF new", at=(200, 200), policy="strict")


def test_calls_that_its_policy_does_not_allow_are_dropped_there() -> None:
    network = grown(STRICT, Link(id="voip-new", a="voip", b="bcf-new"), Link(id="new-esrp", a="bcf-new", b="esrp"))
    network = replace(network, policies={**network.policies, "strict": Policy("strict", "Strict policy", ())})
    verdict = judge_call(without(network, "voip-west"), "voip", "psap-a")
    assert (verdict.border, verdict.treatment) == ("bcf-new", Treatment.SILENT)


def test_without_any_border_no_call_enters() -> None:
    network = replace(NETWORK, down_elements=frozenset({"bcf-east", "bcf-west"}))
    assert judge_call(network, "cell", "psap-a").border == ""


def test_it_has_no_session_limit_unless_one_is_given() -> None:
    assert STRICT.session_limit == 0
