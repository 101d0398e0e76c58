"""What scripts have laid over the world: lays it, takes it away, eases it for a while, and tells each change.

Knows whose an overlay is; not when a fault begins or ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from hotwash.domain.effective import Effective
from hotwash.domain.facts import Fact, StateChanged, WorldChanged
from hotwash.domain.impairment import (
    AlertOnly,
    Change,
    ElementDown,
    Impairment,
    Inspected,
    PostureSet,
    QueueStateSet,
    ServiceStateSet,
)
from hotwash.domain.steps import Ease, Impair, Remedy, Withdraw
from hotwash.simulation.control import Control, Run
from hotwash.simulation.states import registers
from hotwash.simulation.world import Laid, World


class Falls(Protocol):
    """Says whose calls are cut when an element goes down; `cut` is what the step says that takes it down."""

    def __call__(self, world: Effective, target: str, *, cut: bool) -> Iterable[str]: ...


class Overlays:
    """Overlays of one exercise. `changed` is called after every change, at its instant."""

    def __init__(
        self, world: World, control: Control, tell: Callable[[Fact], None], changed: Callable[[], None], falls: Falls
    ) -> None:
        self._world = world
        self._control = control
        self._tell = tell
        self._changed = changed
        self._falls = falls
        self._eased: dict[str, Laid] = {}
        self._passing: set[str] = set()

    @property
    def present(self) -> Effective:
        """The world as it is now."""
        return self._world.present

    def lay(self, run: Run, step: Impair, *, passing: bool = False) -> None:
        """A step of a script lays an overlay; one of the same key that is eased is laid for good.

        One that is `passing` ends by itself, so that what eases it takes it away altogether.
        """
        impairment = Impairment(f"{run.key}:{step.key}", step.target, self._filled(run, step))
        run.laid.append(impairment)
        if passing:
            self._passing.add(impairment.key)
        self._eased.pop(impairment.key, None)
        if isinstance(step.change, ElementDown):
            cuts = tuple(self._falls(self.present, step.target, cut=step.cut_calls))
        else:
            cuts = (step.target,) if step.cut_calls else ()
        self.put(run, impairment)
        for target in cuts:
            self._world.cut(target, run.key)

    def put(self, run: Run, impairment: Impairment) -> None:
        """Lay an overlay, and tell it."""
        before = self.present
        self._world.lay(impairment, run, self._control.now)
        self._tell(WorldChanged(impairment.key, impairment.target, impairment.change, laid=True))
        self._after(before, impairment, run.by)

    def lift(self, keys: list[str], by: str) -> list[Run]:
        """Take overlays away; tells whose they were."""
        owners: list[Run] = []
        for key in keys:
            before = self.present
            laid = self._world.lift(key)
            self._tell(WorldChanged(key, laid.impairment.target, laid.impairment.change, laid=False))
            self._after(before, laid.impairment, by)
            if laid.run not in owners:
                owners.append(laid.run)
        return owners

    def cut(self, run: Run, target: str) -> None:
        """A script cuts the calls in progress through an element, or through every BCF of a policy."""
        self._world.cut(target, run.key)

    def clear(self, run: Run, key: str) -> None:
        """A script takes its own overlay away."""
        name = f"{run.key}:{key}"
        self._eased.pop(name, None)
        if name in self._world.live:
            self.lift([name], run.by)

    def strip(self, run: Run, by: str) -> None:
        """Everything of a run is gone."""
        for key in [key for key, laid in self._eased.items() if laid.run is run]:
            del self._eased[key]
        self.lift([key for key, laid in self._world.live.items() if laid.run is run], by)

    def lies(self, run: Run, key: str) -> bool:
        """Whether a script's overlay of that key lies, and is not only eased."""
        return f"{run.key}:{key}" in self._world.live

    def holds(self, run: Run) -> bool:
        """Whether anything of a run lies, or is only eased."""
        return any(laid.run is run for laid in (*self._world.live.values(), *self._eased.values()))

    def runs_on(self, target: str) -> list[Run]:
        """Whose overlays lie on a target, eased ones included."""
        laid = (*self._world.live.values(), *self._eased.values())
        return list(dict.fromkeys(one.run for one in laid if one.impairment.target == target))

    def remedy(self, step: Remedy, run: Run) -> list[Run]:
        """Take away what faults that name this remedy have on its target; tells whose it was."""
        found = [(key, laid) for key, laid in self._on(step.target) if step.remedy in laid.run.remedies]
        fits = [key for key, _ in found]
        run.lifted += [laid.impairment for _, laid in found]
        eased = [key for key in fits if key in self._eased]
        owners = [self._eased.pop(key).run for key in eased]
        return list(dict.fromkeys([*owners, *self.lift([key for key in fits if key not in eased], run.by)]))

    def withdraw(self, step: Withdraw, by: str) -> list[Run]:
        """Take away what acts have laid on its target."""
        fits = [
            key
            for key, laid in self._on(step.target)
            if laid.run.kind == "act" and type(laid.impairment.change).__name__ == step.change
        ]
        return self.lift(fits, by)

    def ease(self, step: Ease, by: str) -> list[Run]:
        """Take away for a while what faults that name this relief have on its target; the faults live on."""
        fits = [
            key
            for key, laid in self._on(step.target)
            if step.remedy in laid.run.relief and key not in self._eased and laid.run.kind == "fault"
            if step.change in ("", type(laid.impairment.change).__name__)
        ]
        laid = [(key, self._world.live[key]) for key in fits]
        owners = self.lift(fits, by)
        for key, one in [(key, one) for key, one in laid if key not in self._passing]:
            self._eased[key] = one
            self._control.after(step.lasts, lambda key=key, one=one: self._back(key, one))  # type: ignore[misc]  # one each
        return owners

    def _back(self, key: str, laid: Laid) -> None:
        """An eased overlay comes back, unless its fault has ended or its script has settled it meanwhile."""
        if self._eased.get(key) is laid:
            del self._eased[key]
            self.put(laid.run, laid.impairment)

    def _on(self, target: str) -> list[tuple[str, Laid]]:
        laid = (*self._world.live.items(), *self._eased.items())
        return [(key, one) for key, one in laid if one.impairment.target == target]

    def _after(self, before: Effective, impairment: Impairment, by: str) -> None:
        if isinstance(impairment.change, ServiceStateSet | QueueStateSet | PostureSet):
            known = registers(before.network, impairment.target)
            for register in registers(self.present.network, impairment.target):
                if register not in known:
                    self._tell(StateChanged(impairment.target, *register, by))
        self._control.world_changed()
        self._changed()

    def _filled(self, run: Run, step: Impair) -> Change:
        """A change as the script has it, but for two: one to alert only knows what the script's remedies took away
        before it; and what alert only would end is laid as a signature that only reports, where that is so by now."""
        match step.change:
            case AlertOnly():
                lifted = [one.change for one in run.lifted]
                return AlertOnly(tuple(one.inspection for one in lifted if isinstance(one, Inspected)))
            case Inspected(inspection) if "alert_only" in run.remedies:
                policy = self.present.network.policies.get(step.target)
                if policy is not None and policy.alert_only:
                    return Inspected(replace(inspection, signature=True))
        return step.change
