"""F19: large INVITEs over UDP vanish, small ones and keep-alives pass."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.fragments_dropped import FragmentsDropped
from hotwash.domain.firewall import Flow, Transport
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.faults.matrix import inspections, judge_reads_overlays, keep_alive_fails
from tests.catalogue.samples import NETWORK, at

FAULT = FragmentsDropped(policy="border-policy")


def test_size_and_transport_decide() -> None:
    (item,) = inspections(at(FAULT, 0).world())
    assert (item.flows, item.transports, item.over_bytes) == ((Flow.INVITE,), (Transport.UDP,), 1500 - 20 - 8)
    assert not keep_alive_fails(at(FAULT, 0).world())


def treatments(transport: Transport, size: int) -> Treatment:
    """What a cell call of that size meets."""
    cell = replace(NETWORK.origins()[0], transports=(transport,), invite_bytes=size)
    network = replace(NETWORK, elements=MappingProxyType({**NETWORK.elements, "cell": cell}))
    return judge_call(at(FAULT, 0, network).world(network).network, "cell", "psap-a").treatment


def test_the_judge_tells_large_from_small_and_udp_from_tcp() -> None:
    small, tcp, large = (treatments(*c) for c in ((Transport.UDP, 900), (Transport.TCP, 3000), (Transport.UDP, 3000)))
    assert large is Treatment.SILENT
    if judge_reads_overlays():
        assert (small, tcp) == (Treatment.DELIVER, Treatment.DELIVER)


def test_people_notice_the_pattern_before_the_counter_is_looked_at() -> None:
    assert [type(step) for step in FAULT.steps(NETWORK)] == [Impair, Until, Wait, Tell, Wait, Until, Alarm]


def test_the_narrative_gives_the_size() -> None:
    assert "of more than 1472 bytes vanish" in FAULT.narrative(NETWORK)
