"""F12: 911 sticks to a locked element, no alarm is raised, and nobody who complains says 911."""

from hotwash.catalogue.faults.element_locked import ElementLocked
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Tell, Until, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.faults.matrix import inspections, keep_alive_fails
from tests.catalogue.samples import NETWORK, at

FAULT = ElementLocked(gateway="bcf-east")


def test_only_call_set_ups_stick_and_keep_alives_stay_green() -> None:
    (lock,) = inspections(at(FAULT, 0).world())
    assert lock.flows == (Flow.INVITE,)
    assert not keep_alive_fails(at(FAULT, 0).world())


def test_the_signs_are_weak_and_late_and_come_from_people() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Until, Wait, Tell, *2 * [Wait, Until, Tell]]
    assert not any(isinstance(step, Alarm) for step in steps)
    assert sum(step.ms for step in steps if isinstance(step, Wait)) == 90 * MINUTE
    assert [step.sender for step in steps if isinstance(step, Tell)] == [
        "Performance report",
        "Customer contact centre",
        "The ambulance service",
    ]
    waits = [step.condition for step in steps if isinstance(step, Until)]
    assert waits == [CallsFailed(2), CallsFailed(5), CallsFailed(40, psaps=2)]


def test_no_sign_names_the_lock() -> None:
    words = " ".join(step.text for step in FAULT.steps(NETWORK) if isinstance(step, Tell)).lower()
    assert "lock" not in words


def test_the_narrative_does() -> None:
    assert FAULT.narrative(NETWORK).startswith("BCF east was locked for maintenance before emergency traffic")
