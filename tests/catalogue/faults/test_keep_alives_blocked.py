"""F16: only keep-alives are stopped; what peers make of that is theirs, and so is the alarm."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.keep_alives_blocked import KeepAlivesBlocked
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at


def test_options_are_stopped_and_nothing_else() -> None:
    network = at(KeepAlivesBlocked(policy="border-policy"), 0).world().network
    for origin in ("cell", "voip"):
        passed = {flow.flow: flow.passed for flow in judge_call(network, origin, "psap-a").flows}
        assert passed == {Flow.INVITE: True, Flow.MEDIA_IN: True, Flow.MEDIA_OUT: True, Flow.OPTIONS: False}


def test_one_peer_can_be_met_alone() -> None:
    network = at(KeepAlivesBlocked(policy="border-policy", origin="voip"), 0).world().network
    assert all(flow.passed for flow in judge_call(network, "cell", "psap-a").flows)
    assert not all(flow.passed for flow in judge_call(network, "voip", "psap-a").flows)


def test_the_fault_raises_no_alarm_of_its_own() -> None:
    steps = list(KeepAlivesBlocked(policy="border-policy").steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Until, Wait, Tell]
    assert not any(isinstance(step, Alarm) for step in steps)


def test_the_narrative_calls_the_path_healthy() -> None:
    assert "mark a healthy path out of service" in KeepAlivesBlocked(policy="border-policy").narrative(NETWORK)
