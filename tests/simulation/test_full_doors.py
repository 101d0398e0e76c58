"""A link or a proxy that refuses calls because it is full is told by name, not before and not for longer."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.faults.bandwidth_policed import BandwidthPoliced
from hotwash.domain.facts import AlarmCleared, AlarmRaised, StateChanged
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.time import HOUR, MINUTE, Millis
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario


def narrow(**calls: int) -> Network:
    """The small world in which some links and the ESRP hold so many calls at most (underscores for hyphens)."""
    base = small_network()
    limits = {place.replace("_", "-"): count for place, count in calls.items()}
    links = {link.id: replace(link, capacity=limits.get(link.id, 0)) for link in base.links.values()}
    proxy = EmergencyServiceRoutingProxy(
        id="esrp", name="ESRP", at=(400, 50), locates=True, capacity=limits.get("esrp", 0)
    )
    elements = {**base.elements, "esrp": proxy}
    return replace(base, elements=MappingProxyType(elements), links=MappingProxyType(links))


def run(network: Network, *, per_day: int = 8_000, until: Millis = HOUR, fault: Fault | None = None) -> Stage:
    faults = {"own": fault} if fault else {}
    on = stage(scenario=replace(small_scenario(fault_at=None, per_day=per_day), network=network), faults=faults)
    if fault:
        on.world.launch_fault("own", "facilitator")
    on.world.run_to(until)
    return on


def told(on: Stage) -> list[tuple[Millis, str, str]]:
    found = [(at, fact) for at, fact in on.told(AlarmRaised) if fact.name == "ElementStateChangeLogEvent"]
    return [(at, fact.element, fact.text) for at, fact in found]


def refused(on: Stage) -> int:
    return on.world._world.kernel.counters()["doors_refused"]


def test_a_proxy_that_is_full_says_so_at_the_end_of_the_minute_and_its_state_is_overloaded() -> None:
    on = run(narrow(esrp=3))
    assert refused(on) > 50
    at, element, text = told(on)[0]
    assert at % MINUTE == 0
    assert (element, text) == ("esrp", "No more calls fit through ESRP; the next ones are refused.")
    states = [(at, fact.state) for at, fact in on.told(StateChanged) if fact.element == "esrp"]
    assert states[0] == (at, "Overloaded")
    assert len(told(on)) == 1, "it goes on refusing, so one alarm stands"


def test_of_two_limits_on_the_way_the_one_that_is_full_is_named() -> None:
    on = run(narrow(esrp=100, east_esrp=2))
    ((_, element, text),) = told(on)[:1]
    assert element == "bcf-east"
    assert text == "No more calls fit through the line between BCF east and ESRP; the next ones are refused."
    assert {text for _, _, text in told(on)} == {text}
    assert not [fact for _, fact in on.told(StateChanged) if fact.register == "ElementState"], "a line has no state"


def test_nothing_is_told_where_there_is_room_or_no_limit() -> None:
    for network in (narrow(esrp=1_000, east_esrp=1_000), narrow()):
        on = run(network)
        assert refused(on) == 0
        assert told(on) == []


def test_an_alarm_ends_ten_minutes_after_the_last_refusal() -> None:
    on = run(narrow(esrp=5), per_day=3_000, until=6 * HOUR)
    raised = [fact.alarm for _, fact in on.told(AlarmRaised) if fact.name == "ElementStateChangeLogEvent"]
    ended = [(at, fact) for at, fact in on.told(AlarmCleared) if fact.alarm in raised]
    assert len(raised) > 1, "it was full more than once, with quiet in between"
    columns = on.world.calls.columns()
    lost = columns["started"][(columns["outcome"] == 9) & (columns["delivered"] < 0)]
    for at, _ in ended:
        assert not ((lost > at - 10 * MINUTE) & (lost < at)).any()
        assert ((lost > at - 11 * MINUTE) & (lost <= at - 10 * MINUTE)).any()


def test_a_line_on_which_calls_lose_their_sound_is_told_too() -> None:
    on = run(narrow(), fault=BandwidthPoliced(link="east-esrp", calls=3))
    assert {element for _, element, _ in told(on)} == {"bcf-east"}


@pytest.mark.parametrize("chop", [997, 61_111])
def test_it_does_not_depend_on_how_time_is_chopped(chop: Millis) -> None:
    whole = run(narrow(esrp=3, east_esrp=2), until=20 * MINUTE)
    chopped = run(narrow(esrp=3, east_esrp=2), until=0)
    while chopped.world.now < 20 * MINUTE:
        chopped.world.run_to(min(20 * MINUTE, chopped.world.now + chop))
    assert told(whole)
    assert whole.facts == chopped.facts


def test_calls_that_failed_before_there_was_a_limit_are_not_laid_to_it() -> None:
    scenario = replace(small_scenario(fault_at=None, per_day=8_000), network=narrow())
    on = stage(scenario=scenario, faults={"own": BandwidthPoliced(link="east-esrp", calls=1_000)})
    on.world.launch_fault("refuse", "facilitator")
    on.world.run_to(10 * MINUTE)
    on.world.clear_fault("refuse", "facilitator")
    on.world.launch_fault("own", "facilitator")
    on.world.run_to(20 * MINUTE)
    assert told(on) == []
