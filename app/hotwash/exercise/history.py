"""One course of an exercise: the world, conditions, numbers and board, as commands and time make them; writes nothing.

The same inputs at the same times give the same facts, so a course can be had again up to any moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from hotwash.domain.commands import (
    AcknowledgeAlarm,
    ApproveAction,
    ArmFault,
    CancelRewind,
    ClearFault,
    Command,
    DeclineAction,
    DisarmFault,
    EndExercise,
    KeyIn,
    LaunchFault,
    Rewind,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import ConductCommand, StopPlay
from hotwash.domain.conduct_facts import ActKeyedIn
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    AlarmAcknowledged,
    ClockPaused,
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
    Fact,
    Happened,
    MilestoneReached,
    NoteWritten,
)
from hotwash.domain.review_commands import ReviewCommand
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.clock_facts import clock_fact
from hotwash.exercise.codec import kind_of
from hotwash.exercise.conducting import Conducting
from hotwash.exercise.decide import approver_of
from hotwash.exercise.projections.board import Board, evolve
from hotwash.exercise.watch import Watch
from hotwash.exercise.wording import in_words
from hotwash.simulation.compile import Compiler
from hotwash.simulation.simulation import Simulation

Told = tuple[Millis, Fact]
"""A fact and its exercise time."""


class History:
    """Who drives it takes what it tells (`taken`), gives each fact its number, and hands it back (`know`) before the
    next command, which is carried out on the board of that moment."""

    def __init__(self, scenario: Scenario, seed: int, compiler: Compiler | None = None) -> None:
        self.scenario, self.seed = scenario, seed
        self.board = Board()
        self.reached: Millis = 0
        self._runs, self._requests = count(1), count(1)
        self._pending: list[Told] = []
        self._watch = Watch()
        self.simulation = Simulation(scenario, seed, self._note, self._watch.holds, compiler)
        self._conducting = Conducting(scenario, self.simulation, self.tell)

    def open(self) -> None:
        """The first fact, and what the scenario has armed."""
        s = self.scenario
        self._note(0, ExerciseOpened(s.id, s.title, s.start.isoformat(), s.span, self.seed))
        for planned in s.faults.values():
            if planned.at is not None:
                self.simulation.arm(planned.id, planned.at, "scenario")

    def run_to(self, target: Millis) -> None:
        """Let time pass up to `target`."""
        self.simulation.run_to(target)
        self.reached = target

    def carry_out(self, actor: str, command: Command, refused: str) -> None:
        """Do what was accepted at this instant; where it was `refused`, tell that sentence."""
        if refused:
            self.tell(CommandRefused(actor, kind_of(command).removeprefix("command."), refused))
        else:
            self._apply(actor, command)

    def tell(self, fact: Fact) -> None:
        """A fact of this instant."""
        self._note(self.reached, fact)

    def taken(self) -> list[Told]:
        """What was told since this was last asked, in order."""
        taken, self._pending = self._pending, []
        return taken

    def know(self, happened: Sequence[Happened]) -> None:
        """What was taken, with its numbers."""
        for one in happened:
            self.board = evolve(self.board, one)

    def _note(self, at: Millis, fact: Fact) -> None:
        fact = in_words(fact, self.scenario.swaps)
        self._pending.append((at, fact))
        self._watch.take(at, fact)

    def _apply(self, actor: str, command: Command) -> None:
        if isinstance(command, ConductCommand):
            if isinstance(command, StopPlay) and self.board.rewinding is not None:
                self.tell(RewindCancelled(actor, say("Real emergency.")))
            self._conducting.carry_out(actor, command, self.board)
        elif isinstance(command, ReviewCommand):
            self._conducting.review(actor, command, self.reached)
        match command:
            case ArmFault() | DisarmFault() | LaunchFault() | ClearFault():
                self._order(actor, command)
            case TakeAction() | ApproveAction() | DeclineAction():
                self._act(actor, command)
            case AcknowledgeAlarm(alarm):
                self.tell(AlarmAcknowledged(alarm, actor))
                if self.board.milestone("detected") is None:
                    self.tell(MilestoneReached("detected", actor))
            case WriteNote(text):
                self.tell(NoteWritten(actor, text))
            case KeyIn(seat, acted, keyed):
                self.tell(ActKeyedIn(seat, acted, kind_of(keyed).removeprefix("command.")))
                self._apply(seat, keyed)
            case Rewind() | CancelRewind():
                self._take_back(actor, command)
            case EndExercise():
                self.simulation.last_minute()
                self.simulation.tell_callers()
                self.tell(ExerciseClosed(actor))
            case _:
                told = clock_fact(command)
                if told is not None:
                    self.tell(told)

    def _take_back(self, actor: str, command: Rewind | CancelRewind) -> None:
        """Order or give up a way back; nothing is played meanwhile."""
        if isinstance(command, CancelRewind):
            self.tell(RewindCancelled(actor, ""))
            return
        if self.board.running or self.board.jumping(self.reached) is not None:
            self.tell(ClockPaused(say("Going back to {to}.", to=clock(command.to))))
        self.tell(RewindBegan(command.to, actor, command.reason))

    def _act(self, actor: str, command: TakeAction | ApproveAction | DeclineAction) -> None:
        if isinstance(command, TakeAction):
            approver = approver_of(self.scenario, actor, command.action)
            if not approver:
                self._begin(command.action, command.for_seat or actor, command.takes)
                return
            title = self.scenario.actions[command.action].action.title
            self.tell(ActionAsked(next(self._requests), command.action, title, actor, approver))
            return
        asked = self.board.request(command.request, command.action)
        assert asked is not None  # a request that is not open is refused
        if isinstance(command, ApproveAction):
            self._begin(asked.action, asked.seat, command.takes)
        else:
            declined = (asked.request, asked.action, asked.title, asked.seat)
            self.tell(ActionDeclined(*declined, actor, command.reason))

    def _order(self, actor: str, command: ArmFault | DisarmFault | LaunchFault | ClearFault) -> None:
        match command:
            case ArmFault(fault, at):
                self.simulation.arm(fault, at, actor)
            case DisarmFault(fault):
                self.simulation.disarm(fault, actor)
            case LaunchFault(fault):
                self.simulation.launch_fault(fault, actor)
            case ClearFault(fault):
                self.simulation.clear_fault(fault, actor)

    def _begin(self, action: str, seat: str, takes: Millis) -> None:
        run = next(self._runs)
        self.tell(ActionBegan(run, action, self.scenario.actions[action].action.title, seat))
        self.simulation.take_action(run, action, seat, takes)
