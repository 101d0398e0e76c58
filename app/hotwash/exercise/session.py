"""The one writer: takes commands, refuses or accepts them, lets time pass, and writes down what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from time import perf_counter

from hotwash.domain.commands import (
    AcknowledgeAlarm,
    ApproveAction,
    ArmFault,
    ClearFault,
    Command,
    DeclineAction,
    DisarmFault,
    EndExercise,
    KeyIn,
    LaunchFault,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import ConductCommand
from hotwash.domain.conduct_facts import ActKeyedIn
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    AlarmAcknowledged,
    CallsTallied,
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
    Fact,
    Happened,
    MilestoneReached,
    NoteWritten,
)
from hotwash.domain.review_commands import ReviewCommand
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import told_by
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.clock_facts import clock_fact
from hotwash.exercise.codec import encode, kind_of
from hotwash.exercise.conducting import Conducting
from hotwash.exercise.decide import approver_of, refusal
from hotwash.exercise.outbox import Outbox
from hotwash.exercise.projections.board import Board, evolve
from hotwash.exercise.store import Store
from hotwash.exercise.watch import Watch
from hotwash.exercise.wording import in_words
from hotwash.journal.errors import StorageTrouble, UnwritableEntry
from hotwash.journal.rows import Entry, canonical
from hotwash.simulation.calls_view import CallsView
from hotwash.simulation.simulation import Simulation

SIMULATION = "simulation"
"""Actor of facts that follow from the model."""
SESSION = "session"
"""Actor of facts that follow at once from a command."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command. `sentence` says why it was refused; `seq` is its number in the journal."""

    accepted: bool
    sentence: str
    seq: int


class Session:
    """One exercise under way. Everything it knows can be had again from scenario, seed and commands."""

    def __init__(self, scenario: Scenario, seed: int, store: Store) -> None:
        self.scenario = scenario
        self.seed = seed
        self.board = Board()
        self._store = store
        self._seq = 0
        self._runs = count(1)
        self._requests = count(1)
        self._ids = count(1)
        self._answers: dict[tuple[str, str], Answer] = {}
        self._pending: list[tuple[Millis, Fact]] = []
        self._outbox = Outbox(store)
        self._held: tuple[Entry, str, Command, str] | None = None
        self._watch = Watch()
        self._simulation = Simulation(scenario, seed, self._note, self._watch.holds)
        self._conducting = Conducting(scenario, self._simulation, lambda fact: self._note(self._reached, fact))
        self._reached: Millis = 0

    @property
    def now(self) -> Millis:
        """Exercise time reached, in ms."""
        return self._reached

    @property
    def facts(self) -> Sequence[Happened]:
        """Everything that happened, in order."""
        return self.board.log

    @property
    def calls(self) -> CallsView:
        """The calls as they are now."""
        return self._simulation.calls

    def open(self) -> None:
        """Write the first fact of a new exercise."""
        s = self.scenario
        self._note(0, ExerciseOpened(s.id, s.title, s.start.isoformat(), s.span, self.seed))
        for planned in s.faults.values():
            if planned.at is not None:
                self._simulation.arm(planned.id, planned.at, "scenario")
        self._hand_over(self._taken(), SESSION)
        self.settle()

    def ask(self, actor: str, command: Command, cid: str | None = None) -> Answer:
        """Decide a command at the present instant; it is on disk before it has any effect.

        A resent `cid` of the same actor is answered as the first time and changes nothing.
        """
        own = cid if cid is not None else f"{self._seq}-{next(self._ids)}"
        known = self._answers.get((actor, own))
        if known is not None:
            return known
        if self.trouble:
            return Answer(accepted=False, sentence=self.trouble, seq=0)
        entry = Entry(own, actor, kind_of(command), self._reached, encode(command))
        sentence = refusal(self.scenario, self.board, self._reached, actor, command)
        try:
            canonical(entry.body)
            seq = self._outbox.send_now(entry).seq
        except UnwritableEntry as refused:
            return Answer(accepted=False, sentence=told_by(refused), seq=0)
        except StorageTrouble as trouble:
            self._held = (entry, actor, command, sentence)
            return Answer(accepted=False, sentence=told_by(trouble), seq=0)
        answer = Answer(accepted=not sentence, sentence=sentence, seq=seq)
        self._answers[actor, own] = answer
        self._carry_out(actor, command, sentence)
        return answer

    @property
    def trouble(self) -> str:
        """Why nothing can be written just now, as a sentence; empty while all is well. Time stands still meanwhile."""
        return self._outbox.trouble

    def recover(self) -> bool:
        """Try again to write what could not be written; the command that was in doubt is then carried out."""
        if not self._outbox.retry():
            return False
        if self._held is not None:
            (entry, actor, command, sentence), self._held = self._held, None
            answer = Answer(accepted=not sentence, sentence=sentence, seq=self._seq + 1)
            self._answers[actor, entry.cid] = answer
            self._carry_out(actor, command, sentence)
        return True

    def _carry_out(self, actor: str, command: Command, sentence: str) -> None:
        self._seq += 1
        if sentence:
            self._note(self._reached, CommandRefused(actor, kind_of(command).removeprefix("command."), sentence))
        else:
            self._apply(actor, command)
        self._hand_over(self._taken(), SESSION)

    def run_to(self, target: Millis, budget_s: float | None = None) -> bool:
        """Let time pass up to `target`, at most to the end of the exercise; after ENDEX none passes.

        With a budget in seconds it stops between two steps of at most a minute once that is spent;
        returns whether the target was reached. Where it stops changes no result.
        """
        target = min(target, self.scenario.span)
        if not self._outbox.tend():
            return False
        if self.board.ended:
            return True
        deadline = None if budget_s is None else perf_counter() + budget_s
        while self._reached < target:
            step = min(target, self._reached + MINUTE if deadline is None else self._reached + MINUTE // 12)
            self._simulation.run_to(step)
            self._reached = step
            if deadline is not None and perf_counter() > deadline:
                break
        self._hand_over(self._taken(), SIMULATION)
        return self._reached >= target

    def minute_so_far(self) -> CallsTallied:
        """The fact that the minute under way would become if it were over now; it stands in no journal yet."""
        return self._simulation.minute_so_far()

    def why(self, row: int) -> str:
        """Why an attempt (row of the call columns) ended as it did, in one sentence."""
        return self._simulation.why(row)

    def place(self) -> None:
        """Note where the clock stands, so that a killed exercise goes on from here."""
        self._store.set_place(self._reached, running=self.board.running, speed_milli=self.board.speed_permille)

    def settle(self) -> None:
        """Wait until everything handed to the journal is on disk; raises what went wrong there."""
        self._outbox.settle()

    def identity(self) -> tuple[str, str]:
        """The exercise's own id and the end of its journal's chain in hexadecimal; empty where nobody keeps it."""
        return str(self._store.header.get("exercise", "")), self._store.head[1].hex()

    def close(self) -> None:
        """Write what is left and let go of the store; raises StorageTrouble where that can't be done."""
        try:
            self.place()
            self.settle()
        finally:
            self._store.close()

    def _note(self, at: Millis, fact: Fact) -> None:
        fact = in_words(fact, self.scenario.swaps)
        self._pending.append((at, fact))
        self._watch.take(at, fact)

    def _taken(self) -> list[tuple[Millis, Fact]]:
        taken, self._pending = self._pending, []
        return taken

    def _apply(self, actor: str, command: Command) -> None:
        now = self._reached
        clock = clock_fact(command)
        if clock is not None:
            self._note(now, clock)
        if isinstance(command, ConductCommand):
            self._conducting.carry_out(actor, command, self.board)
        elif isinstance(command, ReviewCommand):
            self._conducting.review(actor, command, now)
        match command:
            case ArmFault() | DisarmFault() | LaunchFault() | ClearFault():
                self._order(actor, command)
            case TakeAction(action, for_seat, takes):
                approver = approver_of(self.scenario, actor, action)
                if approver:
                    title = self.scenario.actions[action].action.title
                    self._note(now, ActionAsked(next(self._requests), action, title, actor, approver))
                else:
                    self._begin(action, for_seat or actor, takes)
            case ApproveAction(request, action, takes):
                asked = self.board.request(request, action)
                assert asked is not None  # a request that is not open is refused
                self._begin(asked.action, asked.seat, takes)
            case DeclineAction(request, action, reason):
                asked = self.board.request(request, action)
                assert asked is not None  # a request that is not open is refused
                self._note(now, ActionDeclined(asked.request, asked.action, asked.title, asked.seat, actor, reason))
            case AcknowledgeAlarm(alarm):
                self._note(now, AlarmAcknowledged(alarm, actor))
                if self.board.milestone("detected") is None:
                    self._note(now, MilestoneReached("detected", actor))
            case WriteNote(text):
                self._note(now, NoteWritten(actor, text))
            case KeyIn(seat, acted, keyed):
                self._note(now, ActKeyedIn(seat, acted, kind_of(keyed).removeprefix("command.")))
                self._apply(seat, keyed)
            case EndExercise():
                self._simulation.last_minute()
                self._simulation.tell_callers()
                self._note(now, ExerciseClosed(actor))

    def _order(self, actor: str, command: ArmFault | DisarmFault | LaunchFault | ClearFault) -> None:
        match command:
            case ArmFault(fault, at):
                self._simulation.arm(fault, at, actor)
            case DisarmFault(fault):
                self._simulation.disarm(fault, actor)
            case LaunchFault(fault):
                self._simulation.launch_fault(fault, actor)
            case ClearFault(fault):
                self._simulation.clear_fault(fault, actor)

    def _begin(self, action: str, seat: str, takes: Millis) -> None:
        run = next(self._runs)
        self._note(self._reached, ActionBegan(run, action, self.scenario.actions[action].action.title, seat))
        self._simulation.take_action(run, action, seat, takes)

    def _hand_over(self, facts: Sequence[tuple[Millis, Fact]], actor: str) -> None:
        """Facts follow from commands that are on disk already, so nobody waits for them."""
        if not facts:
            return
        first = self._seq + 1
        entries = [Entry(str(first + n), actor, kind_of(f), at, encode(f)) for n, (at, f) in enumerate(facts)]
        self._outbox.send(entries)
        self._publish(facts)

    def _publish(self, facts: Sequence[tuple[Millis, Fact]]) -> None:
        happened = [Happened(self._seq + n, at, fact) for n, (at, fact) in enumerate(facts, start=1)]
        self._seq += len(facts)
        for item in happened:
            self.board = evolve(self.board, item)
