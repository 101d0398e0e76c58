"""An evacuation: positions empty at once, the state later or never."""

from hotwash.catalogue.faults.psap_evacuated import PsapEvacuated
from hotwash.domain.policy_routing import ServiceState
from hotwash.domain.steps import Cut, Impair, Tell, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, at

FAULT = PsapEvacuated(psap="psap-a")


def test_nobody_answers_at_once_and_the_state_follows() -> None:
    first, later = at(FAULT, 0).world(), at(FAULT, 4 * MINUTE).world()
    assert first.desk("psap-a").staffed_permille == 0
    assert first.desk("psap-b").staffed_permille == 1000
    assert dict(first.network.service_states) == {}
    assert dict(later.network.service_states) == {"psap-a": ServiceState.UNSTAFFED}


def test_whoever_forgets_the_state_leaves_calls_ringing() -> None:
    forgot = PsapEvacuated(psap="psap-a", tells=False)
    assert [type(step) for step in forgot.steps(NETWORK)] == [Impair, Cut, Wait, Tell]
    assert "calls ring there until callers hang up" in forgot.narrative(NETWORK)
    assert "calls go where policies send them" in FAULT.narrative(NETWORK)


def test_calls_under_way_are_broken_off() -> None:
    assert Cut("psap-a") in list(FAULT.steps(NETWORK))
