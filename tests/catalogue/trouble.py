"""A fault of no kind in particular, to see which remedy takes it away from where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from hotwash.domain.facts import ActionEnded
from hotwash.domain.impairment import Slowed
from hotwash.domain.network import Network
from hotwash.domain.scenario import OfferedAction
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import Ease, Impair, Remedy, Step, WaitAbout
from hotwash.domain.time import HOUR
from tests.catalogue.samples import NETWORK
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario


def trouble(remedy: str, target: str) -> Fault:
    """Something wrong at one place that one remedy takes away."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Trouble(Fault):
        """Call set-up is slow there."""

        kind: ClassVar[str] = "trouble"
        title: ClassVar[str] = "Trouble"
        remedies: ClassVar[frozenset[str]] = frozenset({remedy})

        def steps(self, network: Network) -> Iterator[Step]:
            yield Impair(target, "trouble", Slowed(10))

        def narrative(self, network: Network) -> str:
            return "Something is wrong."

    return Trouble()


def set_up(*acts: Action, remedy: str = "", target: str = "") -> Stage:
    """The small world with acts on offer as `act-0`, `act-1`..., and a live trouble where a remedy is named."""
    base = small_scenario(per_day=200, fault_at=None)
    offered = {f"act-{n}": OfferedAction(f"act-{n}", act, ("duty",)) for n, act in enumerate(acts)}
    scenario = replace(base, actions=MappingProxyType({**base.actions, **offered}))
    on = stage(faults={"trouble": trouble(remedy, target)} if remedy else {}, scenario=scenario)
    if remedy:
        on.world.launch_fault("trouble", "facilitator")
    return on


def mended(action: Action, remedy: str, target: str) -> tuple[str, bool]:
    """What the seat hears of the act, and whether trouble of that remedy at that place is gone after an hour."""
    on = set_up(action, remedy=remedy, target=target)
    on.act("act-0")
    on.world.run_to(HOUR)
    (effect,) = [fact.effect for _, fact in on.told(ActionEnded)]
    return effect, all(overlay.key != "fault:trouble:trouble" for overlay in on.world.live())


def wait_of(action: Action) -> WaitAbout:
    """How long an act takes before it does anything."""
    first = next(iter(action.steps(NETWORK)))
    assert isinstance(first, WaitAbout)
    return first


def given(action: Action) -> dict[str, set[str]]:
    """Remedies and reliefs that an act gives, with the places."""
    found: dict[str, set[str]] = {}
    for step in action.steps(NETWORK):
        if isinstance(step, Remedy | Ease):
            found.setdefault(step.remedy, set()).add(step.target)
    return found
