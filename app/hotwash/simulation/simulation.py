"""The running world: live overlays, scripts under way and every call; tells what happened, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotwash.catalogue.places import listed
from hotwash.domain.effective import Effective
from hotwash.domain.facts import (
    ActionEnded,
    CallsTallied,
    Fact,
    FaultArmed,
    FaultBegan,
    FaultDisarmed,
    FaultEnded,
    MessageTold,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import Impairment
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import Sentence, joined
from hotwash.domain.steps import (
    Alarm,
    Check,
    Clear,
    Condition,
    Impair,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Withdraw,
)
from hotwash.domain.time import Millis
from hotwash.simulation.alarms import FULL_QUEUE_STANDS, Alarms
from hotwash.simulation.callers_tally import callers_tallied
from hotwash.simulation.calls_view import CallsView
from hotwash.simulation.control import Control, Run
from hotwash.simulation.reveal import Shown, reveal
from hotwash.simulation.symptoms import Symptoms
from hotwash.simulation.tables import Threshold
from hotwash.simulation.tally import Tally
from hotwash.simulation.world import World

Emit = Callable[[Millis, Fact], None]


@dataclass(eq=False, frozen=True, slots=True)
class _Armed:
    """One order that a fault begin by itself; a later order for the same fault takes its place."""

    by: str


class Simulation:
    """One exercise as it unfolds. The same calls of its methods at the same times give the same facts."""

    def __init__(self, scenario: Scenario, seed: int, emit: Emit) -> None:
        self.scenario = scenario
        self._seed = seed
        self._emit = emit
        self._world = World(scenario, seed)
        self._control = Control(self, seed)
        self._symptoms = Symptoms(self._world.calls, scenario.network)
        self._alarms = Alarms(self._tell, self._symptoms)
        self._tally = Tally(self._world.kernel, self._world.calls, scenario.network, self._world.losses)
        self._tallied: Millis = 0
        self._fault_runs: dict[str, Run] = {}
        self._uses: dict[str, int] = {}
        self._armed: dict[str, _Armed] = {}
        for number in range(len(scenario.network.psaps())):
            self._world.kernel.arm(Threshold.QUEUE_FULL, number)

    @property
    def calls(self) -> CallsView:
        """The calls as they are now."""
        return self._world.calls

    @property
    def world(self) -> Effective:
        """The network and the public under everything that is live."""
        return self._world.present

    @property
    def now(self) -> Millis:
        """Exercise time reached."""
        return self._control.now

    def run_to(self, target: Millis) -> None:
        """Let time pass up to `target`."""
        self._control.run_to(target)
        self._world.settle()

    def arm(self, fault: str, at: Millis, by: str) -> None:
        """Have a fault begin by itself at exercise time `at`; a time set before is forgotten."""
        armed = _Armed(by)
        self._armed[fault] = armed
        self._tell(FaultArmed(fault, at, by))
        self._control.after(max(0, at - self.now), lambda: self._due(fault, armed))

    def disarm(self, fault: str, by: str) -> None:
        """A fault no longer begins by itself; does nothing where it would not have."""
        if self._armed.pop(fault, None) is not None:
            self._tell(FaultDisarmed(fault, by))

    def _due(self, fault: str, armed: _Armed) -> None:
        if self._armed.get(fault) is not armed:
            return
        if fault in self._fault_runs:
            self.disarm(fault, armed.by)
        else:
            self._begin(fault, armed.by)

    def launch_fault(self, fault: str, by: str) -> None:
        """Begin a fault at somebody's command, and not once more at its armed time; not while it is live already."""
        self._begin(fault, by)
        self._control.settle()
        self._world.settle()

    def _begin(self, fault: str, by: str) -> None:
        if fault in self._fault_runs:
            return
        self._armed.pop(fault, None)
        planned = self.scenario.faults[fault].fault
        key = f"fault:{fault}"
        run = Run(key, by, self._use(key), type(planned).remedies)
        self._fault_runs[fault] = run
        network = self.scenario.network
        self._tell(FaultBegan(fault, planned.title, planned.code, planned.narrative(network), by))
        self._symptoms.begin(run, self.now)
        self._control.play(run, planned.steps(network), self._fault_played)

    def clear_fault(self, fault: str, by: str) -> None:
        """Take every overlay of a fault away and stop its script; it does not come back by itself."""
        self.disarm(fault, by)
        run = self._fault_runs.get(fault)
        if run is not None:
            self._lift([key for key, laid in self._world.live.items() if laid.run is run])
            self._end_fault(run, by)
        self._world.settle()

    def take_action(self, run_number: int, action: str, seat: str, takes: Millis) -> None:
        """A seat's act begins; its end is told when it is over."""
        offered = self.scenario.actions[action].action
        use = self._use(f"act:{action}")
        run = Run(f"act:{action}:{use}", seat, use, takes=takes)
        self._control.play(run, offered.steps(self.scenario.network), self._teller(run_number, action, offered))
        self._control.settle()
        self._world.settle()

    def _teller(self, run_number: int, action: str, offered: Action) -> Callable[[Run], None]:
        def ended(run: Run) -> None:
            effect = run.effect or offered.narrative(self.scenario.network)
            self._tell(ActionEnded(run_number, action, offered.title, run.by, effect))

        return ended

    def _use(self, script: str) -> int:
        """For the how-manieth time a script is begun now; what else is done in the exercise doesn't matter to it."""
        self._uses[script] = self._uses.get(script, 0) + 1
        return self._uses[script]

    def last_minute(self) -> None:
        """Tally the calls since the last whole minute, where time has passed since then (told once, at the end)."""
        if self.now > self._tallied:
            self.minute_over()

    def minute_so_far(self) -> CallsTallied:
        """The tally of the minute under way, as it would be told if it were over now; nothing is told."""
        self._world.settle()
        return self._tally.so_far(self.now - self._tallied)

    def tell_callers(self) -> None:
        """What became of every caller of the public so far (told once, when the exercise ends)."""
        kernel, calls = self._world.kernel, self._world.calls
        public = range(len(self.scenario.network.origins()))
        tally = kernel.caller_tally(public)
        self._tell(callers_tallied(calls.columns(), ~calls.test_streams(), tally, self.now, kernel.is_dialable))

    def live(self) -> tuple[Impairment, ...]:
        """Live overlays in the order in which they were first laid."""
        return self._world.impairments()

    def why(self, row: int) -> str:
        """Why an attempt (row of the call columns) ended as it did, in one sentence."""
        return self._world.why(row)

    def advance_calls(self, until: Millis) -> Millis | None:
        """Bring every call up to `until`, or to the instant of a notice."""
        return self._world.advance(until)

    def noticed(self) -> None:
        """A PSAP has just had to turn a call away: the ESRP's alarm for a full queue, once in a while for each."""
        _, number, _ = self._world.kernel.take_note()
        alarm = self._alarms.queue_full(self.scenario.network.psaps()[number])
        self._control.after(FULL_QUEUE_STANDS, lambda: self._look_again(number, alarm))

    def _look_again(self, number: int, alarm: int) -> None:
        self._alarms.clear(alarm, "simulation")
        self._world.kernel.arm(Threshold.QUEUE_FULL, number)

    def met(self, run: Run, condition: Condition) -> bool:
        """Whether a condition that a script waits for is true now."""
        self._world.settle()
        return self._symptoms.met(run, condition, self.now)

    def minute_over(self) -> None:
        """Tally the minute."""
        self._world.settle()
        self._tell(self._tally.minute(self.now - self._tallied))
        self._tallied = self.now

    def carry_out(self, run: Run, step: Step) -> None:
        """Do one step that takes no time."""
        match step:
            case Impair():
                self._lay(run, step)
            case Clear(key):
                self._lift([name for name in (f"{run.key}:{key}",) if name in self._world.live])
            case Remedy() | Withdraw():
                self._take_away(run, step)
            case Check(targets, up, down):
                elements = self.world.network.elements
                names = [elements[target].name for target in targets if not self.world.network.is_up(target)]
                found = Sentence(down, {"names": listed(names)}) if names else up
                run.effect = joined([run.effect, found]) if run.effect else found
            case Alarm():
                self._alarms.raise_for(run, step, self.world.network)
            case Tell(text, sender, channel, seats, public):
                self._tell(MessageTold(text, sender, channel, seats, public))
            case Milestone(name):
                self._tell(MilestoneReached(name, run.by))
            case Reveal():
                run.effect = reveal(step, self._shown(run))
            case _:
                raise AssertionError(step)

    def _shown(self, run: Run) -> Shown:
        laid = tuple((laid.impairment, laid.since) for laid in self._world.live.values())
        return Shown(self.world.network, self.scenario.start, laid, self._seed, run.key)

    def _tell(self, fact: Fact) -> None:
        self._emit(self._control.now, fact)

    def _lay(self, run: Run, step: Impair) -> None:
        key = f"{run.key}:{step.key}"
        impairment = Impairment(key, step.target, step.change)
        run.laid.append(impairment)
        self._world.lay(impairment, run, self.now, cut_calls=step.cut_calls)
        self._tell(WorldChanged(key, step.target, step.change, laid=True))

    def _lift(self, keys: list[str]) -> list[Run]:
        """Take overlays away; tells whose they were."""
        owners: list[Run] = []
        for key in keys:
            laid = self._world.lift(key)
            self._tell(WorldChanged(key, laid.impairment.target, laid.impairment.change, laid=False))
            if laid.run not in owners:
                owners.append(laid.run)
        return owners

    def _take_away(self, run: Run, step: Remedy | Withdraw) -> None:
        """What a remedy or a countermand finds it takes away; a fault of which nothing is left has ended."""
        faults = list(self._fault_runs.values())
        keys = []
        for key, laid in self._world.live.items():
            if laid.impairment.target != step.target:
                continue
            if isinstance(step, Remedy):
                fits = step.remedy in laid.run.remedies
            else:
                fits = laid.run not in faults and type(laid.impairment.change).__name__ == step.change
            if fits:
                keys.append(key)
        run.effect = step.found if keys else run.effect or step.not_found
        for owner in self._lift(keys):
            if owner in faults and not self._holds(owner):
                self._end_fault(owner, run.by)

    def _holds(self, run: Run) -> bool:
        return any(laid.run is run for laid in self._world.live.values())

    def _fault_played(self, run: Run) -> None:
        """A fault's script is over: the fault lives on in what it has laid, and ends here where nothing is left."""
        if not self._holds(run):
            self._end_fault(run, run.by)

    def _end_fault(self, run: Run, by: str) -> None:
        fault = next(fault for fault, live in self._fault_runs.items() if live is run)
        run.stopped = True
        del self._fault_runs[fault]
        self._symptoms.end(run)
        self._tell(FaultEnded(fault, self.scenario.faults[fault].fault.title, by))
        self._alarms.clear_those_of(run, by)
