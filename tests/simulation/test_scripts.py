"""Scripts in the world: when a fault has ended, by what its draws are named, and what is compiled when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from hotwash.analysis.verdict import CallVerdict, Judge
from hotwash.domain.effective import effective
from hotwash.domain.facts import ActionEnded, FaultBegan, FaultEnded, WorldChanged
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Clear, Impair, Step, Wait, WaitAbout
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.compile import compile_tables
from hotwash.simulation.world import World
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Flapping(Fault):
    """A border that goes and comes three times."""

    kind: ClassVar[str] = "flapping"
    title: ClassVar[str] = "Border that flaps"
    remedies: ClassVar[frozenset[str]] = frozenset({"restore_power"})

    def steps(self, network: Network) -> Iterator[Step]:
        for _ in range(3):
            yield Impair("bcf-east", "flap", ElementDown())
            yield Wait(MINUTE)
            yield Clear("flap")
            yield Wait(MINUTE)

    def narrative(self, network: Network) -> str:
        return "A border flaps."


@dataclass(frozen=True, slots=True, kw_only=True)
class Late(Fault):
    """A fault whose beginning is drawn."""

    kind: ClassVar[str] = "late"
    title: ClassVar[str] = "Late"

    def steps(self, network: Network) -> Iterator[Step]:
        yield WaitAbout(0, 5 * MINUTE, 20 * MINUTE)
        yield Impair("bcf-east", "down", ElementDown())

    def narrative(self, network: Network) -> str:
        return "Late."


def flapping() -> Stage:
    on = stage(faults={"flap": Flapping()})
    on.world.launch_fault("flap", "facilitator")
    return on


def laid(on: Stage) -> list[tuple[Millis, bool]]:
    """What the script did; what keep-alives find out by themselves is left out."""
    told = on.told(WorldChanged)
    return [(at // MINUTE, fact.laid) for at, fact in told if isinstance(fact.change, ElementDown)]


def test_a_fault_that_takes_its_own_overlay_away_goes_on_until_its_script_is_over() -> None:
    on = flapping()
    on.world.run_to(20 * MINUTE)
    assert laid(on) == [(0, True), (1, False), (2, True), (3, False), (4, True), (5, False)]
    assert [at for at, _ in on.told(FaultEnded)] == [6 * MINUTE]


def test_a_flapping_fault_that_is_remedied_stays_away() -> None:
    on = flapping()
    on.world.run_to(2 * MINUTE + 1)
    on.act("power-back")
    on.world.run_to(20 * MINUTE)
    assert laid(on)[-1] == (2, False)
    assert [(at, end.by) for at, end in on.told(FaultEnded)] == [(2 * MINUTE + 1, "duty")]


def test_a_flapping_fault_that_is_cleared_while_it_holds_nothing_stays_away() -> None:
    on = flapping()
    on.world.run_to(MINUTE + 1)
    on.world.clear_fault("flap", "facilitator")
    on.world.run_to(20 * MINUTE)
    assert laid(on) == [(0, True), (1, False)]
    on.world.launch_fault("flap", "facilitator")
    assert len(on.told(FaultBegan)) == 2


def took(on: Stage, action: str) -> list[Millis]:
    return [at for at, fact in on.told(ActionEnded) if fact.action == action]


def test_an_act_takes_the_same_time_whatever_else_is_done_before_it() -> None:
    alone, crowded = stage(), stage()
    for other in ("roll-back", "bypass", "call-backs"):
        crowded.act(other, takes=-1)
    for on in (alone, crowded):
        on.act("logs", takes=-1)
        on.world.run_to(40 * MINUTE)
        on.act("logs", takes=-1)
        on.world.run_to(100 * MINUTE)
    assert took(alone, "logs") == took(crowded, "logs")
    first, second = took(alone, "logs")
    assert first != second - 40 * MINUTE, "the second use has a draw of its own"


def test_two_uses_of_one_act_are_two_overlays() -> None:
    on = stage()
    on.act("bypass")
    on.act("bypass")
    assert [overlay.key for overlay in on.world.live()] == ["act:bypass:1:bypass", "act:bypass:2:bypass"]


def test_a_fault_that_is_launched_again_draws_again() -> None:
    on = stage(faults={"late": Late()})
    begun = []
    for _ in range(2):
        begun.append(on.world.now)
        on.world.launch_fault("late", "facilitator")
        on.world.run_to(on.world.now + 20 * MINUTE)
        on.world.clear_fault("late", "facilitator")
    came = [at for at, fact in on.told(WorldChanged) if fact.laid]
    assert came[0] - begun[0] != came[1] - begun[1]


def test_overlays_of_one_instant_are_compiled_once_and_only_then_calls_are_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    compiling = World._compile

    def compiles(world: World) -> None:
        done.append("compile")
        compiling(world)

    monkeypatch.setattr(World, "_compile", compiles)
    on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.run_to(5 * MINUTE)
    talking = sum(on.world.calls.busy())
    on.world.launch_fault("power", "facilitator")
    on.world.launch_fault("location", "facilitator")
    assert done == ["compile", "compile"], "one for each command"
    assert sum(on.world.calls.busy()) < talking
    on.world.run_to(10 * MINUTE)
    found_out = len(done)
    for fault in ("power", "location"):
        on.world.clear_fault(fault, "facilitator")
    assert len(done) == found_out + 2


def test_only_a_network_that_was_not_there_before_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    on = stage()
    judged: list[str] = []
    judging = Judge.call

    def judges(judge: Judge, origin: str, home: str) -> CallVerdict:
        judged.append(origin)
        return judging(judge, origin, home)

    monkeypatch.setattr(Judge, "call", judges)
    versions = on.world.calls.version_count()
    for act in ("post", "call-backs", "all-clear", "no-call-backs"):
        on.act(act)
    on.world.run_to(30 * MINUTE)
    assert judged == []
    assert on.world.calls.version_count() == versions
    on.world.launch_fault("power", "facilitator")
    assert len(judged) == 4, "two originating networks by two PSAPs; test calls fare like those of the first"
    on.world.clear_fault("power", "facilitator")
    on.world.launch_fault("power", "facilitator")
    assert len(judged) == 4
    assert on.world.calls.version_count() == versions + 3


def test_tables_of_a_world_seen_before_are_those_compiled_afresh() -> None:
    on = stage(scenario=small_scenario(fault_at=None))
    scenario = on.scenario
    for fault in ("voice", "power", "push"):
        on.world.launch_fault(fault, "facilitator")
    for fault in ("voice", "push"):
        on.world.clear_fault(fault, "facilitator")
    on.world.launch_fault("voice", "facilitator")
    compiled = on.world._world._compiled
    fresh = compile_tables(scenario, effective(scenario.network, on.world.live()))
    assert compiled == fresh


def test_a_test_call_in_a_half_broken_network_meets_one_thing_and_the_same_one_every_time() -> None:
    """The signature takes half the calls of the network the test call is made in."""
    heard = []
    for seed in range(60):
        on = stage(seed=seed)
        on.world.launch_fault("signature", "facilitator")
        effect = on.act("test-call")
        again = stage(seed=seed)
        again.world.launch_fault("signature", "facilitator")
        assert again.act("test-call") == effect
        assert "some of the time" not in effect
        heard.append("sound both ways" in effect)
    assert 15 < sum(heard) < 45
