"""F19: large INVITEs over UDP vanish, small ones and keep-alives pass."""

from hotwash.catalogue.faults.fragments_dropped import FragmentsDropped
from hotwash.domain.firewall import Flow, Transport
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.faults.matrix import inspections, keep_alive_fails
from tests.catalogue.samples import NETWORK, at

FAULT = FragmentsDropped(policy="border-policy")


def test_size_and_transport_decide() -> None:
    (item,) = inspections(at(FAULT, 0).world())
    assert (item.flows, item.transports, item.over_bytes) == ((Flow.INVITE,), (Transport.UDP,), 1500 - 20 - 8)
    assert not keep_alive_fails(at(FAULT, 0).world())


def test_people_notice_the_pattern_before_the_counter_is_looked_at() -> None:
    assert [type(step) for step in FAULT.steps(NETWORK)] == [Impair, Until, Wait, Tell, Until, Alarm]


def test_the_narrative_gives_the_size() -> None:
    assert "of more than 1472 bytes vanish" in FAULT.narrative(NETWORK)
