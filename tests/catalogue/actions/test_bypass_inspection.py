"""A bypass relieves firewall faults, leaves the network open, and lasts."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.bypass_inspection import BypassInspection
from hotwash.domain.impairment import Bypassed
from hotwash.domain.steps import Impair, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.small_world import small_scenario

ACTION = BypassInspection(policy="border-policy")


def test_it_is_one_lasting_overlay() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(3 * MINUTE, 5 * MINUTE, 15 * MINUTE, on="border-policy"),
        Impair("border-policy", "bypass", Bypassed()),
    ]


def test_it_relieves_faults_of_the_firewall_and_no_other() -> None:
    faults = small_scenario().faults
    for name in ("voice", "push", "signature"):
        assert judge_call(under(faults[name].fault, ACTION).network, "cell", "psap-a").treatment is Treatment.DELIVER
    assert not judge_call(under(faults["location"].fault, ACTION).network, "cell", "psap-a").located


def test_the_narrative_says_what_it_costs() -> None:
    assert ACTION.narrative(NETWORK) == "Call traffic was led round Border policy; the network is exposed."
