"""Calls that a fault's own limit refuses count as failed by that fault."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.faults.bandwidth_policed import BandwidthPoliced
from hotwash.catalogue.faults.idle_timeout_short import IdleTimeoutShort
from hotwash.domain.facts import AlarmRaised, Fact
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.scripts import Fault
from hotwash.domain.time import HOUR
from hotwash.simulation.simulation import Simulation
from tests.small_world import small_scenario


def alarms(fault: Fault, per_day: int, hours: int) -> set[str]:
    scenario = replace(
        small_scenario(per_day=per_day, span=hours * HOUR),
        faults=MappingProxyType({"own": PlannedFault("own", fault, None)}),
    )
    facts: list[Fact] = []
    world = Simulation(scenario, 1, lambda _, fact: facts.append(fact))
    world.launch_fault("own", "facilitator")
    world.run_to(hours * HOUR)
    return {fact.name for fact in facts if isinstance(fact, AlarmRaised)}


@pytest.mark.parametrize(
    ("fault", "per_day", "name"),
    [
        (IdleTimeoutShort(border="bcf-east"), 300, "InitialTrafficBlocked"),
        (BandwidthPoliced(link="east-esrp", calls=4), 6_000, "QoS"),
    ],
)
def test_a_limit_that_refused_calls_is_noticed(fault: Fault, per_day: int, name: str) -> None:
    assert name in alarms(fault, per_day, 2)


def test_a_limit_that_nothing_meets_is_not() -> None:
    assert "QoS" not in alarms(BandwidthPoliced(link="east-esrp", calls=1_000), 1_000, 2)
