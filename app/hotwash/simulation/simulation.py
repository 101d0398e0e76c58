"""The running world: live overlays, scripts under way and every call; tells what happened, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotwash.domain.facts import (
    ActionEnded,
    AlarmCleared,
    AlarmRaised,
    CallersTallied,
    Fact,
    FaultArmed,
    FaultBegan,
    FaultDisarmed,
    FaultEnded,
    MessageTold,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import Effective, Impairment, effective
from hotwash.domain.outcomes import FAILED
from hotwash.domain.scenario import Scenario
from hotwash.domain.steps import Alarm, Clear, CutCalls, Impair, Launch, Milestone, Remedy, Reveal, Step, Tell
from hotwash.domain.time import Millis
from hotwash.simulation.calls_view import OUTCOMES, CallsView
from hotwash.simulation.compile import compile_tables
from hotwash.simulation.control import Control, Run
from hotwash.simulation.kernel import Calls
from hotwash.simulation.reveal import reveal
from hotwash.simulation.tally import Tally

Emit = Callable[[Millis, Fact], None]


@dataclass(eq=False, frozen=True, slots=True)
class _Armed:
    """One order that a fault begin by itself; a later order for the same fault takes its place."""

    by: str


class Simulation:
    """One exercise as it unfolds. The same calls of its methods at the same times give the same facts."""

    def __init__(self, scenario: Scenario, seed: int, emit: Emit) -> None:
        self.scenario = scenario
        self._emit = emit
        self._live: dict[str, tuple[Impairment, Run, Millis]] = {}
        self._fault_runs: dict[str, Run] = {}
        self._armed: dict[str, _Armed] = {}
        self._raised: dict[int, Run] = {}
        self._alarms = 0
        self.world: Effective = effective(scenario.network, ())
        compiled = compile_tables(scenario, self.world)
        self._tables = compiled.tables
        self._kernel = Calls(compiled.tables, seed)
        self.calls = CallsView(self._kernel, compiled)
        self._version = self.calls.add_version(compiled.verdicts)
        self.worlds: list[Effective] = [self.world]
        self._tallied: Millis = 0
        self._tally = Tally(self._kernel, self.calls, scenario.network)
        self._control = Control(self, seed)

    @property
    def now(self) -> Millis:
        """Exercise time reached."""
        return self._control.now

    def run_to(self, target: Millis) -> None:
        """Let time pass up to `target`."""
        self._control.run_to(target)

    def next_event(self) -> Millis:
        """When something other than calls happens next."""
        return self._control.next_event()

    def live_faults(self) -> tuple[str, ...]:
        """Faults that are live now, in the order in which they began."""
        return tuple(self._fault_runs)

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

    def _begin(self, fault: str, by: str) -> None:
        if fault in self._fault_runs:
            return
        self._armed.pop(fault, None)
        planned = self.scenario.faults[fault].fault
        run = Run(f"fault:{fault}", by, type(planned).remedies)
        self._fault_runs[fault] = run
        network = self.scenario.network
        self._tell(FaultBegan(fault, planned.title, planned.code, planned.narrative(network), by))
        self._control.play(run, planned.steps(network), self._fault_played)

    def clear_fault(self, fault: str, by: str) -> None:
        """Take every overlay of a fault away and stop its script; it does not come back by itself."""
        self.disarm(fault, by)
        run = self._fault_runs.get(fault)
        if run is not None:
            self._lift([key for key, (_, owner, _) in self._live.items() if owner is run])
            self._end_faults(by, finished=run)

    def take_action(self, run_number: int, action: str, seat: str, takes: Millis) -> None:
        """A seat's act begins; its end is told when it is over."""
        offered = self.scenario.actions[action]
        run = Run(f"act:{run_number}", seat, takes=takes)

        def ended(finished: Run) -> None:
            effect = finished.effect or offered.action.narrative(self.scenario.network)
            self._tell(ActionEnded(run_number, action, offered.action.title, seat, effect))

        self._control.play(run, offered.action.steps(self.scenario.network), ended)
        self._control.settle()

    def last_minute(self) -> None:
        """Tally the calls since the last whole minute, where time has passed since then (told once, at the end)."""
        if self.now > self._tallied:
            self.minute_over()

    def tell_callers(self) -> None:
        """What became of every caller of the public so far (told once, when the exercise ends)."""
        public = range(len(self.scenario.network.origins()))
        self._tell(CallersTallied(*(int(count) for count in self._kernel.caller_tally(public))))

    def live(self) -> tuple[Impairment, ...]:
        """Live overlays in the order in which they were laid."""
        return tuple(impairment for impairment, _, _ in self._live.values())

    def advance_calls(self, until: Millis) -> None:
        """Bring the kernel up to `until`; nobody arms a notice yet, so it never returns early."""
        self._kernel.advance(until)

    def failed_calls(self) -> int:
        """911 attempts that failed so far."""
        counts = self._kernel.counters()
        return sum(int(counts[OUTCOMES[n].value]) for n in range(len(OUTCOMES)) if OUTCOMES[n] in FAILED)

    def minute_over(self) -> None:
        """Tally the minute."""
        self._tell(self._tally.minute(self.now - self._tallied))
        self._tallied = self.now

    def carry_out(self, run: Run, step: Step) -> None:
        """Do one step that takes no time."""
        match step:
            case Impair():
                self._lay(run, step)
            case Clear(key):
                self._lift([name for name in (f"{run.key}:{key}",) if name in self._live])
                self._end_faults(run.by)
            case Remedy():
                self._remedy(run, step)
            case CutCalls(border):
                self._cut(border)
            case Alarm(name, element, text, seats):
                self._alarms += 1
                self._raised[self._alarms] = run
                self._tell(AlarmRaised(self._alarms, name, element, text, seats))
            case Tell(text, sender, channel, seats, public):
                self._tell(MessageTold(text, sender, channel, seats, public))
            case Milestone(name):
                self._tell(MilestoneReached(name, run.by))
            case Reveal(subject, target):
                laid = [(impairment, at) for impairment, _, at in self._live.values()]
                run.effect = reveal(subject, target, self.world.network, self.scenario, laid)
            case Launch(fault):
                self._begin(fault, run.by)
            case _:
                raise AssertionError(step)

    def _tell(self, fact: Fact) -> None:
        self._emit(self._control.now, fact)

    def _lay(self, run: Run, step: Impair) -> None:
        key = f"{run.key}:{step.key}"
        impairment = Impairment(key, step.target, step.change)
        self._live[key] = (impairment, run, self._control.now)
        run.has_laid = True
        self._tell(WorldChanged(key, step.target, step.change, laid=True))
        self._recompile()
        if step.cut_calls:
            self._cut(step.target)

    def _lift(self, keys: list[str]) -> None:
        for key in keys:
            impairment, _, _ = self._live.pop(key)
            self._tell(WorldChanged(key, impairment.target, impairment.change, laid=False))
        if keys:
            self._recompile()

    def _remedy(self, run: Run, step: Remedy) -> None:
        keys = [
            key
            for key, (impairment, owner, _) in self._live.items()
            if impairment.target == step.target and step.remedy in owner.remedies
        ]
        run.effect = step.found if keys else run.effect or step.not_found
        self._lift(keys)
        self._end_faults(run.by)

    def _cut(self, border: str) -> None:
        numbers = {element.id: n for n, element in enumerate(self.scenario.network.borders())}
        if border in numbers:
            self._kernel.drop(numbers[border])

    def _fault_played(self, run: Run) -> None:
        self._end_faults(run.by, finished=run)

    def _end_faults(self, by: str, finished: Run | None = None) -> None:
        """Faults whose overlays are all gone have ended; one that has not laid any yet ends when its script does."""
        held = {owner.key for _, owner, _ in self._live.values()}
        for fault, run in list(self._fault_runs.items()):
            if run.key not in held and (run is finished or run.has_laid):
                run.stopped = True
                del self._fault_runs[fault]
                self._tell(FaultEnded(fault, self.scenario.faults[fault].fault.title, by))
                self._clear_alarms(run, by)

    def _clear_alarms(self, run: Run, by: str) -> None:
        """What a run raised an alarm about is over."""
        for alarm in [alarm for alarm, owner in self._raised.items() if owner is run]:
            del self._raised[alarm]
            self._tell(AlarmCleared(alarm, by))

    def _recompile(self) -> None:
        """Whole new tables for the world as it is now; attempts already judged keep their verdict's number."""
        self.world = effective(self.scenario.network, self.live())
        compiled = compile_tables(self.scenario, self.world)
        tables, before = compiled.tables, self._tables
        if tables.routes != before.routes:
            self._version = self.calls.add_version(compiled.verdicts)
            self.worlds.append(self.world)
            self._kernel.load_routes(tables.routes, self._version)
        if tables.answering != before.answering:
            self._kernel.load_answering(tables.answering)
        if tables.borders != before.borders:
            self._kernel.load_borders(tables.borders)
        if tables.notices != before.notices:
            self._kernel.load_notices(tables.notices)
        if tables.factors != before.factors:
            self._kernel.load_factors(tables.factors)
        self._tables = tables
