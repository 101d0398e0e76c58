"""F13: the firewalls fail closed, calls in progress included."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.licence_invalid import LicenceInvalid
from hotwash.domain.steps import Alarm, Cut, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at

FAULT = LicenceInvalid(policy="border-policy")


def test_everything_stops_and_calls_in_progress_are_cut_at_every_border() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Cut, Wait, Alarm, Until, Tell]
    assert steps[1] == Cut("border-policy")
    network = at(FAULT, 0).world().network
    for origin in ("cell", "voip"):
        assert not any(flow.passed for flow in judge_call(network, origin, "psap-a").flows)


def test_the_log_says_why() -> None:
    alarm = next(step for step in FAULT.steps(NETWORK) if isinstance(step, Alarm))
    assert (alarm.name, alarm.element, alarm.policy) == ("Firewall", "bcf-east", "border-policy")
    assert alarm.text == "Licence invalid. Throughput is zero."


def test_the_narrative_says_that_nothing_passes() -> None:
    assert "forward nothing; calls in progress were cut" in FAULT.narrative(NETWORK)
