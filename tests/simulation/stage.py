"""A small exercise without a session: faults and acts at once, and every fact that they tell."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from hotwash.catalogue.actions.end_bypass import EndBypass
from hotwash.catalogue.actions.restore_border import RestoreBorder
from hotwash.catalogue.actions.restore_power import RestorePower
from hotwash.catalogue.actions.stop_call_backs import StopCallBacks
from hotwash.domain.facts import ActionEnded, Fact
from hotwash.domain.scenario import OfferedAction, PlannedFault, Scenario
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.time import Millis
from hotwash.simulation.simulation import Simulation
from tests.small_world import small_scenario

F = TypeVar("F")
ACTS: dict[str, Action] = {
    "end-bypass": EndBypass(policy="border-policy"),
    "restore-border": RestoreBorder(border="bcf-east"),
    "power-back": RestorePower(site="east"),
    "no-call-backs": StopCallBacks(),
}


@dataclass(slots=True)
class Stage:
    """A simulation and what it has told."""

    scenario: Scenario
    seed: int
    facts: list[tuple[Millis, Fact]] = field(default_factory=list)
    world: Simulation = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.world = Simulation(self.scenario, self.seed, lambda at, fact: self.facts.append((at, fact)))

    def act(self, action: str, takes: Millis = 0) -> str:
        """Have the duty officer do something; what it told is returned where it takes no time."""
        self.runs += 1
        self.world.take_action(self.runs, action, "duty", takes)
        effects = [fact.effect for _, fact in self.facts if isinstance(fact, ActionEnded) and fact.run == self.runs]
        return effects[0] if effects else ""

    def told(self, kind: type[F]) -> list[tuple[Millis, F]]:
        """Every fact of one kind, with its time."""
        return [(at, fact) for at, fact in self.facts if isinstance(fact, kind)]


def stage(*, faults: dict[str, Fault] | None = None, scenario: Scenario | None = None, seed: int = 911) -> Stage:
    """The small world with every countermand on offer, and more faults if wanted."""
    base = scenario or small_scenario(fault_at=None)
    planned = {**base.faults, **{key: PlannedFault(key, fault, None) for key, fault in (faults or {}).items()}}
    offered = {**base.actions, **{key: OfferedAction(key, action, ("duty",)) for key, action in ACTS.items()}}
    return Stage(replace(base, faults=MappingProxyType(planned), actions=MappingProxyType(offered)), seed)
