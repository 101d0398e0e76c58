"""A fail-over that cannot work, and a second site with the same bad content."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.faults.failover_broken import FailoverBrokenOnBoth
from hotwash.domain.impairment import FailoverBroken
from hotwash.domain.steps import Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at

WEST = BorderControlFunction(id="bcf-west", name="BCF west", at=(200, 100), site="west", policy="west-policy")
TWO = replace(
    NETWORK,
    elements=MappingProxyType({**NETWORK.elements, "bcf-west": WEST}),
    policies=MappingProxyType(
        {**NETWORK.policies, "west-policy": replace(NETWORK.policies["border-policy"], id="west-policy", name="West")}
    ),
)
FAULT = FailoverBrokenOnBoth(border="bcf-east", other="west-policy")


def test_the_first_half_shows_only_when_somebody_tries() -> None:
    alone = FailoverBrokenOnBoth(border="bcf-east")
    assert list(alone.steps(TWO)) == [Impair("bcf-east", "fail-over", FailoverBroken())]
    assert at(alone, 0, TWO).world(TWO).broken_failovers == {"bcf-east"}


def test_the_other_site_loses_its_calls_too_and_the_carrier_says_so() -> None:
    steps = list(FAULT.steps(TWO))
    assert [type(step) for step in steps] == [Impair, Impair, Until, Wait, Tell]
    network = at(FAULT, 0, TWO).world(TWO).network
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.SILENT, "voip knows only the western site"
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.DELIVER


def test_the_halves_lie_apart_so_that_each_fix_ends_its_own() -> None:
    assert [step.target for step in FAULT.steps(TWO) if isinstance(step, Impair)] == ["bcf-east", "west-policy"]


def test_sites_that_share_a_policy_get_nothing_twice() -> None:
    same = FailoverBrokenOnBoth(border="bcf-east", other="border-policy")
    assert [type(step) for step in same.steps(NETWORK)] == [Impair]
    assert "content" not in same.narrative(NETWORK)


def test_the_narrative_tells_both_halves() -> None:
    assert FAULT.narrative(TWO) == (
        "A fail-over away from BCF east does not work when it is tried, and the firewall policy 'West' of the other "
        "site has the same content, so that calls there meet silence."
    )
