"""F2: an intrusion signature drops call set-ups and lets keep-alives through."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, under

FAULT = SignatureFalsePositive(policy="border-policy", origin="cell", permille=250)


def test_the_inspection_is_laid_first_and_the_carrier_notices_before_the_alarm() -> None:
    steps = list(FAULT.steps(NETWORK))
    inspection = Inspection("sig-54871", (Flow.INVITE,), ("cell",), 250, "takes the INVITE for an attack")
    assert steps[0] == Impair("border-policy", "signature", Inspected(inspection))
    assert [type(step) for step in steps[1:]] == [Until, Wait, Until, Tell, Wait, Until, Alarm]
    alarm = steps[-1]
    assert isinstance(alarm, Alarm)
    assert alarm.element == "bcf-east", "a border, never the policy that is at fault"


def test_it_takes_its_share_of_one_network_only() -> None:
    network = under(FAULT).network
    assert judge_call(network, "cell", "psap-a").permille == 250
    invite, *others = judge_call(network, "cell", "psap-a").flows
    assert not invite.passed
    assert all(flow.passed for flow in others)
    assert all(flow.passed for flow in judge_call(network, "voip", "psap-a").flows)


def test_the_narrative_gives_the_share() -> None:
    assert "drops 25 % of call set-ups from Cell carrier" in FAULT.narrative(NETWORK)
