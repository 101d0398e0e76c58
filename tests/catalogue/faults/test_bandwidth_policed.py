"""F23: a line with room for a number of calls, and slow besides."""

from hotwash.catalogue.faults.bandwidth_policed import BandwidthPoliced
from hotwash.domain.impairment import Loss, SessionLimited
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at

FAULT = BandwidthPoliced(link="east-esrp", calls=7)


def test_only_the_line_is_limited_and_slowed() -> None:
    world = at(FAULT, 0).world()
    assert dict(world.limits) == {"east-esrp": (SessionLimited(7, Loss.NO_AUDIO),)}
    assert dict(world.network.slowed) == {"east-esrp": 1_500}


def test_the_quality_is_measured_where_the_line_ends_and_people_notice_later() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Impair, Until, Alarm, Wait, Until, Tell]
    alarm = steps[3]
    assert isinstance(alarm, Alarm)
    assert (alarm.name, alarm.element) == ("QoS", "esrp")


def test_the_narrative_names_the_line_by_its_ends() -> None:
    assert FAULT.narrative(NETWORK).startswith("A policer on the line between BCF east and ESRP has room for 7 calls")
