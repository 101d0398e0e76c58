"""The table of remedies against the faults, and each cell of it played: fix, relief, nothing."""

from collections.abc import Iterator
from dataclasses import fields, replace
from types import MappingProxyType

import pytest

from hotwash.catalogue import registry
from hotwash.domain.effective import Effective, effective
from hotwash.domain.facts import FaultEnded
from hotwash.domain.fields import about_field
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import Ease, Impair, Remedy
from hotwash.domain.time import MINUTE
from hotwash.simulation.control import Run
from hotwash.simulation.simulation import Simulation
from tests.catalogue.faults.remedy_table import REMEDIES, TABLE
from tests.catalogue.faults.test_matrix import fault_of
from tests.catalogue.samples import NETWORK, sample
from tests.small_world import small_scenario

PLAIN = effective(NETWORK, ())
every_fault = pytest.mark.parametrize("kind", TABLE)


class World:
    """A small world with one fault, two minutes old."""

    def __init__(self, kind: str) -> None:
        fault = fault_of(kind)
        planned = PlannedFault("own", fault, None)
        scenario = replace(small_scenario(per_day=1), faults=MappingProxyType({"own": planned}))
        self.ended: list[object] = []
        self._world = Simulation(scenario, 1, lambda _, fact: self._note(fact))
        self._world.launch_fault("own", "facilitator")
        if not self._world.live():
            self._world.run_to(2 * MINUTE)
        self.targets = {step.target for step in fault.steps(NETWORK) if isinstance(step, Impair)}

    def _note(self, fact: object) -> None:
        if isinstance(fact, FaultEnded):
            self.ended.append(fact)

    @property
    def now(self) -> Effective:
        """What is laid now."""
        return self._world.world

    def give(self, remedy: str) -> None:
        """A remedy at everything that the fault touches."""
        for target in sorted(self.targets):
            self._world.carry_out(Run("act:test", "duty"), Remedy(target, remedy, "found", "not found"))


def test_the_table_is_what_the_faults_say_of_themselves() -> None:
    assert {kind: (set(a.fix), set(a.relief), set(a.worse)) for kind, a in TABLE.items()} == {
        kind: (set(made.remedies), set(made.relief), set(made.worsened_by)) for kind, made in registry.faults().items()
    }


def test_every_name_of_the_list_is_somebodys_and_nobody_has_another() -> None:
    used = {name for answers in TABLE.values() for name in (*answers.fix, *answers.relief, *answers.worse)}
    assert used == REMEDIES


@every_fault
def test_what_is_no_answer_does_nothing(kind: str) -> None:
    world, answers = World(kind), TABLE[kind]
    before = world.now
    assert before != PLAIN
    for remedy in sorted(REMEDIES - {*answers.fix, *answers.relief, *answers.worse}):
        world.give(remedy)
        assert world.now == before, remedy
    assert not world.ended


@every_fault
def test_a_fix_ends_the_fault_and_leaves_nothing(kind: str) -> None:
    for remedy in TABLE[kind].fix:
        world = World(kind)
        world.give(remedy)
        assert world.now == PLAIN
        assert len(world.ended) == 1


@every_fault
def test_what_makes_it_worse_lays_more_and_only_that(kind: str) -> None:
    fault = fault_of(kind)
    more = list(fault.worse(NETWORK))
    assert bool(more) == bool(TABLE[kind].worse)
    assert bool(fault.relief & fault.remedies) is False
    assert bool(fault.worsened_by & fault.remedies) is False
    assert all(isinstance(step, Impair) and step.target in World(kind).targets for step in more)


def acts_for(fault: Fault) -> Iterator[Action]:
    """Every act on offer, pointed at each thing that the fault names."""
    named: dict[str, list[str]] = {}
    for item in fields(fault):
        if about_field(item).refers and getattr(fault, item.name):
            named.setdefault(about_field(item).refers, []).append(getattr(fault, item.name))
    named.setdefault("element", named.get("border", ["bcf-east"]))
    for kind in registry.actions().values():
        acts = [sample(kind)]
        for item in fields(kind):
            for pointed in (
                () if item.name in ("server", "proxy", "gateway") else named.get(about_field(item).refers, ())
            ):
                acts.append(replace(acts[0], **{item.name: pointed}))
        yield from acts


@every_fault
def test_an_act_that_offers_a_remedy_gives_it_where_the_fault_lies(kind: str) -> None:
    fault, answers = fault_of(kind), TABLE[kind]
    lies = {step.target for step in fault.steps(NETWORK) if isinstance(step, Impair)}
    for wanted, how in ((answers.fix, Remedy), (answers.relief, Ease)):
        given: dict[str, set[str]] = {}
        for act in acts_for(fault):
            for step in act.steps(NETWORK):
                if isinstance(step, how):
                    given.setdefault(step.remedy, set()).add(step.target)
        for remedy in wanted if kind != "failover_broken" else ("fix_failover",) * (how is Remedy):
            assert lies <= given.get(remedy, lies), f"{remedy} does not reach {lies - given[remedy]}"
