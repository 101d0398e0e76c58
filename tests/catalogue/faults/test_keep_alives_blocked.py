"""F16: only keep-alives are stopped; what peers make of that is theirs, and so is the alarm."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.keep_alives_blocked import KeepAlivesBlocked
from hotwash.domain.facts import FaultEnded, StateChanged
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.faults.matrix import heard, keep_alive, onset
from tests.catalogue.samples import NETWORK, at, moments
from tests.simulation.stage import stage


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


def test_it_may_come_and_go_and_calls_fare_as_ever_meanwhile() -> None:
    flapping = KeepAlivesBlocked(policy="border-policy", flaps=5 * MINUTE)
    played = moments(flapping.steps(NETWORK))
    assert keep_alive(played) == "flaps"
    assert onset(played) == "waves"
    assert all(heard(moment.world()) == set() for moment in played)
    assert all(moment.live for moment in played[:-1]), "the remedy finds it between the waves too"


def test_peers_lose_each_other_and_find_each_other_again_in_each_wave() -> None:
    on = stage(faults={"scan": KeepAlivesBlocked(policy="border-policy", origin="voip", flaps=5 * MINUTE)})
    on.world.launch_fault("scan", "facilitator")
    on.world.run_to(HOUR)
    states = [fact.state for _, fact in on.told(StateChanged) if fact.by == "voip"]
    assert states == ["Unreachable", "Normal"] * 6
    on.world.clear_fault("scan", "facilitator")
    assert len(on.told(FaultEnded)) == 1
    on.world.run_to(HOUR + 2 * MINUTE)
    assert on.world.live() == ()
