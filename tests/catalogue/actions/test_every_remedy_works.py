"""Every remedy that a fault names takes it away when a seat orders an act that gives it, run in the small world."""

from dataclasses import fields, replace
from types import MappingProxyType

import pytest

from hotwash.catalogue import registry
from hotwash.domain.facts import Fact, FaultEnded
from hotwash.domain.scenario import OfferedAction, PlannedFault
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Remedy
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.simulation import Simulation
from tests.catalogue.samples import NETWORK, sample
from tests.small_world import small_scenario

PAIRS = [(fault, remedy) for fault, kind in registry.faults().items() for remedy in sorted(kind.remedies)]
WHEN = (SECOND, 5 * MINUTE, 20 * MINUTE)
"""Faults show at different times, and some are over soon."""


def acts_that_give(remedy: str) -> list[Action]:
    """Acts on offer that give a remedy, at the places that the samples of faults name."""
    made = []
    for kind in registry.actions().values():
        act = sample(kind)
        aimed = {item.name: "bcf-east" for item in fields(act) if item.name in ("element", "firewall")}
        act = replace(act, **aimed)
        if any(isinstance(step, Remedy) and step.remedy == remedy for step in act.steps(NETWORK)):
            made.append(act)
    return made


def ended_by_act(fault: str, act: Action, at: Millis) -> bool:
    """Whether an act that a seat orders at a time ends a fault before an hour is over."""
    planned = PlannedFault("own", sample(registry.faults()[fault]), None)
    scenario = replace(
        small_scenario(per_day=500, fault_at=None),
        faults=MappingProxyType({"own": planned}),
        actions=MappingProxyType({"act": OfferedAction("act", act, ("duty",))}),
    )
    facts: list[Fact] = []
    world = Simulation(scenario, 911, lambda _, fact: facts.append(fact))
    world.launch_fault("own", "facilitator")
    world.run_to(at)
    world.take_action(1, "act", "duty", SECOND)
    world.run_to(at + 35 * MINUTE)
    return any(isinstance(fact, FaultEnded) and fact.by == "duty" for fact in facts)


@pytest.mark.parametrize(("fault", "remedy"), PAIRS, ids=[f"{fault}-{remedy}" for fault, remedy in PAIRS])
def test_a_remedy_ends_the_fault_that_names_it(fault: str, remedy: str) -> None:
    assert any(ended_by_act(fault, act, at) for act in acts_that_give(remedy) for at in WHEN)


def test_an_act_that_does_not_fit_ends_nothing() -> None:
    (roll_back,) = acts_that_give("roll_back")
    assert not any(ended_by_act("rtp_blocked", roll_back, at) for at in WHEN)
