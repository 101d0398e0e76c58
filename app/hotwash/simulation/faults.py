"""Faults of one exercise: armed, begun, made worse, mended and ended; what they lay is kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotwash.domain.facts import Fact, FaultArmed, FaultBegan, FaultDisarmed, FaultEnded, MilestoneReached
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Ease, Remedy, Withdraw
from hotwash.domain.time import Millis
from hotwash.simulation.alarms import Alarms
from hotwash.simulation.control import Control, Run
from hotwash.simulation.overlays import Overlays
from hotwash.simulation.symptoms import Symptoms
from hotwash.simulation.trips import Trips


@dataclass(eq=False, frozen=True, slots=True)
class _Armed:
    """One order that a fault begin by itself; a later order for the same fault takes its place."""

    by: str


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who keeps something for each fault that is live, and has to let go of it."""

    symptoms: Symptoms
    trips: Trips
    alarms: Alarms


class Faults:
    """Every fault of the scenario. `use` says for the how-manieth time a script is begun."""

    def __init__(
        self,
        scenario: Scenario,
        control: Control,
        overlays: Overlays,
        witnesses: Witnesses,
        tell: Callable[[Fact], None],
        use: Callable[[str], int],
    ) -> None:
        self._scenario = scenario
        self._control = control
        self._overlays = overlays
        self._witnesses = witnesses
        self._tell = tell
        self._use = use
        self._armed: dict[str, _Armed] = {}
        self.runs: dict[str, Run] = {}
        """Faults that are live."""

    def arm(self, fault: str, at: Millis, by: str) -> None:
        """Have a fault begin by itself at exercise time `at`; a time set before is forgotten."""
        armed = _Armed(by)
        self._armed[fault] = armed
        self._tell(FaultArmed(fault, at, by))
        self._control.after(max(0, at - self._control.now), lambda: self._due(fault, armed))

    def disarm(self, fault: str, by: str) -> None:
        """A fault no longer begins by itself; does nothing where it would not have."""
        if self._armed.pop(fault, None) is not None:
            self._tell(FaultDisarmed(fault, by))

    def _due(self, fault: str, armed: _Armed) -> None:
        if self._armed.get(fault) is not armed:
            return
        if fault in self.runs:
            self.disarm(fault, armed.by)
        else:
            self.begin(fault, armed.by)

    def begin(self, fault: str, by: str) -> None:
        """Begin a fault, and not once more at its armed time; not while it is live already."""
        if fault in self.runs:
            return
        self._armed.pop(fault, None)
        planned, network = self._planned(fault), self._scenario.network
        kind, key = type(planned), f"fault:{fault}"
        run = Run(key, by, self._use(key), kind.remedies, kind.relief, kind.worsened_by, "fault")
        self.runs[fault] = run
        self._tell(FaultBegan(fault, planned.title, planned.code, planned.narrative(network), by))
        self._witnesses.symptoms.begin(run, self._control.now)
        self._witnesses.trips.begin(run, planned.steps(network))
        self._control.play(run, planned.steps(network), self._played)

    def clear(self, fault: str, by: str) -> None:
        """Take every overlay of a fault away and stop its script; it does not come back by itself."""
        self.disarm(fault, by)
        run = self.runs.get(fault)
        if run is not None:
            self._overlays.strip(run, by)
            self._end(run, by)

    def mend(self, run: Run, step: Remedy | Ease | Withdraw) -> None:
        """An attempt to mend: what it fits goes, for good or for a while; what it does not fit it may make worse."""
        tried = "" if isinstance(step, Withdraw) else step.remedy
        provoked = [owner for owner in self._overlays.runs_on(step.target) if tried in owner.worsened_by]
        match step:
            case Remedy():
                owners = self._overlays.remedy(step, run)
            case Ease():
                owners = self._overlays.ease(step, run.by)
            case Withdraw():
                owners = self._overlays.withdraw(step, run.by)
        run.effect = step.found if owners else run.effect or step.not_found
        if isinstance(step, Remedy) and owners and run.kind == "act":
            self._tell(MilestoneReached("diagnosed", run.by))
        for owner in owners:
            if owner in self.runs.values() and not self._overlays.holds(owner):
                self._end(owner, run.by)
        for owner in provoked:
            self._worsen(owner)

    def _worsen(self, run: Run) -> None:
        fault = self._fault_of(run)
        if fault is not None:
            run.worsened += 1
            steps = self._planned(fault).worse(self._scenario.network)
            self._control.play(run, steps, self._played, f"worse-{run.worsened}")

    def _played(self, run: Run) -> None:
        """A script of a fault is over: the fault lives on in its other scripts and in what it has laid."""
        if run.playing:
            return
        self._witnesses.trips.forget(run)
        if not self._overlays.holds(run):
            self._end(run, run.by)

    def _end(self, run: Run, by: str) -> None:
        fault = self._fault_of(run)
        assert fault is not None  # only a live fault ends
        run.stopped = True
        del self.runs[fault]
        self._witnesses.symptoms.end(run)
        self._witnesses.trips.forget(run)
        self._tell(FaultEnded(fault, self._planned(fault).title, by))
        self._witnesses.alarms.clear_those_of(run, by)

    def _fault_of(self, run: Run) -> str | None:
        return next((fault for fault, live in self.runs.items() if live is run), None)

    def _planned(self, fault: str) -> Fault:
        return self._scenario.faults[fault].fault
