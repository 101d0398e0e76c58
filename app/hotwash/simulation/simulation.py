"""The running world: live overlays, scripts under way and every call; tells what happened, decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from hotwash.domain.conduct_facts import BeliefsAsked
from hotwash.domain.effective import Effective
from hotwash.domain.elements import Border
from hotwash.domain.facts import (
    ActionEnded,
    CallsTallied,
    Fact,
    MessageTold,
    MilestoneReached,
)
from hotwash.domain.impairment import Impairment
from hotwash.domain.msel import Inject
from hotwash.domain.predicates import Predicate
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Action
from hotwash.domain.steps import (
    Alarm,
    AskBeliefs,
    Ban,
    Check,
    Clear,
    Condition,
    Cut,
    Ease,
    End,
    Impair,
    Launch,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Tripped,
    Withdraw,
)
from hotwash.domain.time import Millis
from hotwash.simulation import hours
from hotwash.simulation.alarms import Alarms
from hotwash.simulation.bans import Bans
from hotwash.simulation.callers_tally import callers_tallied
from hotwash.simulation.calls_view import CallsView
from hotwash.simulation.compile import Compiler
from hotwash.simulation.control import WHOLE, Control, Run
from hotwash.simulation.faults import Faults, Witnesses
from hotwash.simulation.full_doors import FullDoors
from hotwash.simulation.full_queues import FullQueues
from hotwash.simulation.injects import Injects
from hotwash.simulation.keepalives import Keepalives
from hotwash.simulation.overlays import Overlays
from hotwash.simulation.pairs import Pairs, cut_by_fall
from hotwash.simulation.reveal import Shown, checked, reveal
from hotwash.simulation.symptoms import Symptoms
from hotwash.simulation.tables import Threshold
from hotwash.simulation.tally import Tally
from hotwash.simulation.trips import Senders, Trips
from hotwash.simulation.world import World

Emit = Callable[[Millis, Fact], None]


def _never(_: Predicate, __: Millis) -> bool:
    """For who keeps no facts: no condition is ever true."""
    return False


class Simulation:
    """One exercise as it unfolds. The same calls of its methods at the same times give the same facts.

    `holds` is asked whether a condition of an inject is true at an instant; every fact up to then has been emitted.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        emit: Emit,
        holds: Callable[[Predicate, Millis], bool] = _never,
        compiler: Compiler | None = None,
    ) -> None:
        """`compiler` is that of another run of the same scenario; it saves time and changes nothing."""
        self.scenario = scenario
        self._seed = seed
        self._emit = emit
        self._world = World(scenario, seed, compiler)
        self._control = Control(self, seed)
        self._overlays = Overlays(self._world, self._control, self._tell, self._changed, cut_by_fall)
        self._symptoms = Symptoms(self._world.calls, scenario.network)
        self._alarms = Alarms(self._tell, self._symptoms)
        senders = Senders(self._world.calls)
        self._trips = Trips(scenario.network, self._world.kernel.arm, senders, self._control.after)
        self._bans = self._trips.barring = Bans(self._overlays, self._control.after)
        self._tally = Tally(self._world.kernel, self._world.calls, scenario.network, self._world.losses)
        self._tallied: Millis = 0
        self._uses: dict[str, int] = {}
        witnesses = Witnesses(self._symptoms, self._trips, self._alarms)
        self._faults = Faults(scenario, self._control, self._overlays, witnesses, self._tell, self._use)
        self._pairs = Pairs(scenario.network, self._control, self._overlays)
        self._keepalives = Keepalives(scenario, seed, self._control, self._overlays, self._alarms, self._tell)
        self._looking = False
        self.injects = Injects(
            scenario, self._control, self._tell, lambda condition: holds(condition, self.now), self._deliver
        )
        self._full_queues = FullQueues(self._world, self._control, self._alarms, self._tell)
        self._full_doors = FullDoors(self._world, self._control, self._alarms, self._tell)
        self._turn_next()
        self._changed()

    @property
    def calls(self) -> CallsView:
        """The calls as they are now."""
        return self._world.calls

    @property
    def compiler(self) -> Compiler:
        """What knows the tables of this scenario's worlds; another run of it may use it too."""
        return self._world.compiler

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
        self._faults.arm(fault, at, by)

    def disarm(self, fault: str, by: str) -> None:
        """A fault no longer begins by itself; does nothing where it would not have."""
        self._faults.disarm(fault, by)

    def launch_fault(self, fault: str, by: str) -> None:
        """Begin a fault at somebody's command, and not once more at its armed time; not while it is live already."""
        self._faults.begin(fault, by)
        self._settle()

    def clear_fault(self, fault: str, by: str) -> None:
        """Take every overlay of a fault away and stop its script; it does not come back by itself."""
        self._faults.clear(fault, by)
        self._settle()

    def take_action(self, run_number: int, action: str, seat: str, takes: Millis) -> None:
        """A seat's act begins; its end is told when it is over."""
        offered = self.scenario.actions[action].action
        use = self._use(f"act:{action}")
        run = Run(f"act:{action}:{use}", seat, use, takes=takes)
        self._control.play(run, offered.steps(self.scenario.network), self._teller(run_number, action, offered))
        self._settle()

    def release_inject(self, inject: str, by: str, note: str) -> None:
        """An inject goes out now."""
        self.injects.release(inject, by, note)
        self._settle()

    def _deliver(self, inject: Inject, by: str) -> None:
        key = f"inject:{inject.id}"
        run = Run(key, by, self._use(key), kind="own")
        self._control.play(run, inject.delivery.steps(self.scenario.network), self._trips.forget)

    def _teller(self, run_number: int, action: str, offered: Action) -> Callable[[Run], None]:
        def ended(run: Run) -> None:
            self._trips.forget(run)
            effect = run.effect or offered.narrative(self.scenario.network)
            self._tell(ActionEnded(run_number, action, offered.title, run.by, effect))

        return ended

    def _settle(self) -> None:
        """Everything that is due at this very instant, and the tables of the world as it is then."""
        self._control.settle()
        self._world.settle()

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
        self._tell(callers_tallied(calls.columns(), calls.public_streams(), tally, self.now, kernel.is_dialable))

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
        """A call was refused: by a limit that a script waits for, or by a PSAP whose queue is full."""
        kind, number, at = self._world.kernel.take_note()
        if kind != Threshold.QUEUE_FULL:
            self._trips.heard(kind, number, at)
            return
        self._full_queues.filled(number)

    def watch(self, run: Run, condition: Tripped) -> None:
        """A script waits until a limit refuses a call."""
        self._trips.watch(run, condition)

    def slowness(self, on: str) -> int:
        """How much longer work on a policy or element takes now; a BCF is locked with its policy."""
        element = self.scenario.network.elements.get(on)
        places = (on, element.policy) if isinstance(element, Border) else (on,)
        return max(self.world.locked.get(place, WHOLE) for place in places) * self.world.distracted_permille // WHOLE

    def in_vain(self, on: str) -> bool:
        """Whether a fail-over of a BCF is bound to fail."""
        return on in self.world.broken_failovers

    def met(self, run: Run, condition: Condition) -> bool:
        """Whether a condition that a script waits for is true now."""
        self._world.settle()
        if isinstance(condition, Tripped):
            return self._trips.met(run, condition)
        return self._symptoms.met(run, condition, self.now)

    def minute_over(self) -> None:
        """Tally the minute, after what has been found full in it."""
        self._world.settle()
        self._full_doors.minute_over()
        self._tell(self._tally.minute(self.now - self._tallied))
        self._tallied = self.now

    def carry_out(self, run: Run, step: Step) -> None:
        """Do one step that takes no time."""
        match step:
            case Impair():
                self._overlays.lay(run, step)
            case Ban():
                self._bans.lay(run, step)
            case Clear(key):
                self._overlays.clear(run, key)
            case Remedy() | Ease() | Withdraw():
                self._faults.mend(run, step)
            case Cut(target):
                self._overlays.cut(run, target)
            case Launch(fault):
                self._faults.begin(fault, run.by)
            case End(fault):
                self._faults.clear(fault, run.by)
            case AskBeliefs(seats):
                self._tell(BeliefsAsked(seats, run.by))
            case Check():
                run.effect = checked(step, self.world.network, run.effect)
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

    def _changed(self) -> None:
        """The world has changed: once everything of this instant has, pairs and keep-alives look at it."""
        if not self._looking:
            self._looking = True
            self._control.after(0, self._look)

    def _look(self) -> None:
        self._looking = False
        self._pairs.look()
        self._keepalives.look()

    def _turn_next(self) -> None:
        """Have the world turned when the hour next changes something in it."""
        ahead = hours.until_next(self.scenario.network, self.scenario.start, self.now)
        if ahead is not None:
            self._control.after(ahead, self._turn)

    def _turn(self) -> None:
        self._world.turn(hours.minute_of_week(self.scenario.start, self.now))
        self._turn_next()
