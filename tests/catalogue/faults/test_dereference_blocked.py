"""F18: only calls with a location to look up suffer."""

from hotwash.catalogue.faults.dereference_blocked import DereferenceBlocked
from hotwash.domain.firewall import Flow, LocationBy
from hotwash.domain.steps import Alarm, CallsWithoutLocation, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at

FAULT = DereferenceBlocked(server="ecrf")


def test_the_queries_of_one_server_are_dropped_for_references() -> None:
    network = at(FAULT, 0).world().network
    (item,) = network.imposed["esrp-ecrf"]
    assert (item.flows, item.locations) == ((Flow.HELD,), (LocationBy.REFERENCE,))


def test_the_alarm_and_the_psap_wait_for_calls_without_a_location() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Wait, Until, Alarm, Until, Tell]
    waits = [step.condition for step in steps if isinstance(step, Until)]
    assert waits == [CallsWithoutLocation(2), CallsWithoutLocation(6)]


def test_a_server_that_nobody_asks_does_no_harm() -> None:
    assert not any(isinstance(step, Impair) for step in DereferenceBlocked(server="psap-a").steps(NETWORK))


def test_the_narrative_tells_the_two_kinds_of_call_apart() -> None:
    assert "by reference are routed by the default location, the others as ever" in FAULT.narrative(NETWORK)
