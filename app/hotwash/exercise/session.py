"""The one writer: takes commands, refuses or accepts them, lets time pass, and writes down what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter

from hotwash.domain.commands import Command
from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.rewind_facts import RewindCancelled, Rewound
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import told_by
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.codec import encode, kind_of
from hotwash.exercise.decide import refusal
from hotwash.exercise.history import History, Told
from hotwash.exercise.outbox import Outbox
from hotwash.exercise.pauses import pauses
from hotwash.exercise.projections.board import Board, rewound
from hotwash.exercise.rewinding import Asked, Carried, CourseDiffers, Input, WayBack, told_again
from hotwash.exercise.store import Store
from hotwash.journal.errors import StorageTrouble, UnwritableEntry
from hotwash.journal.rows import Entry, Row, canonical
from hotwash.journal.second_copy import Tell
from hotwash.simulation.calls_view import CallsView

SIMULATION = "simulation"
"""Actor of facts that follow from the model."""
SESSION = "session"
"""Actor of facts that follow at once from a command."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command. `sentence` says why it was refused; `seq` is its number in the journal, 0 where it is
    not written; `head` the end of the journal's chain there, in hexadecimal, for whoever keeps it as a witness."""

    accepted: bool
    sentence: str
    seq: int
    head: str = ""


class Session:
    """One exercise under way. Everything it knows can be had again from scenario, seed and commands.

    Where the exercise was taken back, `board`, `facts` and `calls` are those of the history that is played now; who
    reads facts as they come starts over when `board.branch` has another value.
    """

    def __init__(self, scenario: Scenario, seed: int, store: Store) -> None:
        self.scenario = scenario
        self.seed = seed
        self._store = store
        self._seq = 0
        self._ids = count(1)
        self._answers: dict[tuple[str, str], Answer] = {}
        self._outbox = Outbox(store)
        self._held: tuple[Entry, str, Command, str] | None = None
        self._history = History(scenario, seed)
        self._inputs: list[Input] = []
        self._way: WayBack | None = None

    @property
    def board(self) -> Board:
        """What has happened so far."""
        return self._history.board

    @property
    def now(self) -> Millis:
        """Exercise time reached, in ms."""
        return self._history.reached

    @property
    def facts(self) -> Sequence[Happened]:
        """Everything that happened, in order."""
        return self.board.log

    @property
    def calls(self) -> CallsView:
        """The calls as they are now."""
        return self._history.simulation.calls

    def open(self) -> None:
        """Write the first fact of a new exercise."""
        self._history.open()
        self._hand_over(SESSION)
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
        entry = Entry(own, actor, kind_of(command), self.now, encode(command))
        sentence = refusal(self.scenario, self.board, self.now, actor, command)
        try:
            canonical(entry.body)
            written = self._outbox.send_now(entry)
        except UnwritableEntry as refused:
            return Answer(accepted=False, sentence=told_by(refused), seq=0)
        except StorageTrouble as trouble:
            self._held = (entry, actor, command, sentence)
            return Answer(accepted=False, sentence=told_by(trouble), seq=0)
        answer = Answer(accepted=not sentence, sentence=sentence, seq=written.seq, head=written.head.hex())
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
        self._inputs.append(Asked(self.now, actor, command, sentence))
        self._history.carry_out(actor, command, sentence)
        self._hand_over(SESSION)
        aim = self.board.rewinding
        if aim is None:
            self._way = None
        elif self._way is None:
            compiler = self._history.simulation.compiler
            self._way = WayBack(self.scenario, self.seed, compiler, aim, self._inputs, self.board.log)

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
        if self.board.rewinding is not None:
            return self.now >= target
        deadline = None if budget_s is None else perf_counter() + budget_s
        while self.now < target:
            self._history.run_to(min(target, self.now + MINUTE if deadline is None else self.now + MINUTE // 12))
            if deadline is not None and perf_counter() > deadline:
                break
        self._hand_over(SIMULATION)
        return self.now >= target

    def play_instant(self) -> None:
        """Play what is due at this very instant. At the start a run to 0:00:00 leaves it: no time has passed there."""
        if not self.board.ended and self.board.rewinding is None:
            self._history.run_to(self.now)
            self._hand_over(SIMULATION)

    def catch_up(self, budget_s: float | None = None) -> bool:
        """Go on with the way back that was ordered, if one is under way; True once none is.

        With a budget in seconds it stops between two small steps once that is spent. What has been played is swapped as
        a whole when the way is done; until then everything stays as it was. Where it stops changes no result.
        """
        if self._way is None:
            return True
        if not self._outbox.tend():
            return False
        try:
            if not self._way.go(budget_s):
                return False
        except CourseDiffers as differs:
            self.give_up(told_by(differs))
            return True
        self._swap(self._way)
        return True

    @property
    def way_done_permille(self) -> int:
        """How far the way back is that is under way, in thousandths; 1000 where there is none."""
        return 1000 if self._way is None else self._way.done_permille

    def give_up(self, why: str) -> None:
        """The exercise can't be taken back: it stays where it is, and everybody is told."""
        self._way = None
        told = RewindCancelled(SESSION, why)
        self._inputs.append(Carried(self.now, (told,)))
        self._history.tell(told)
        self._hand_over(SESSION)

    def _swap(self, way: WayBack) -> None:
        """The course that was made again takes the place of the one that is left."""
        left, course = self._history, way.course
        began = left.board.rewind
        assert began is not None  # a way back is under way
        told = Rewound(way.to, left.reached, self._seq, way.last, left.board.branch + 1, began.reason)
        then = told_again(left.board, course.board, way.last, way.to)
        course.tell(told)
        course.board = rewound(left.board, course.board, Happened(self._seq + 1, way.to, told))
        for fact in then:
            course.tell(fact)
        self._history, self._way = course, None
        self._inputs = [*way.inputs, Carried(way.to, (told, *then))]
        self.place()
        self._hand_over(SESSION, known=1)

    def minute_so_far(self) -> CallsTallied:
        """The fact that the minute under way would become if it were over now; it stands in no journal yet."""
        return self._history.simulation.minute_so_far()

    def why(self, row: int) -> str:
        """Why an attempt (row of the call columns) ended as it did, in one sentence."""
        return self._history.simulation.why(row)

    def place(self) -> None:
        """Note where the clock stands, so that a killed exercise goes on from here."""
        self._store.set_place(self.now, running=self.board.running, speed_milli=self.board.speed_permille)

    def settle(self) -> None:
        """Wait until everything handed to the journal is on disk; raises what went wrong there."""
        self._outbox.settle()

    def second_copy(self, folder: Path, tell: Tell) -> Path:
        """Keep a second file up to date in another folder, in a thread of its own; raises JournalError."""
        return self._store.second_copy(folder, tell)

    def identity(self) -> tuple[str, str]:
        """The exercise's own id and the end of its journal's chain in hexadecimal; empty where nobody keeps it."""
        return str(self._store.header.get("exercise", "")), self._store.head[1].hex()

    def rows(self) -> Sequence[Row]:
        """Every entry of the journal, commands too, each with its wall-clock time."""
        self.settle()
        return tuple(self._store.rows())

    def pauses(self) -> dict[int, Millis]:
        """Real time of each pause that is on disk, in ms, by the number of the entry that tells it. Any thread may
        ask."""
        return pauses(self._store.rows())

    def close(self) -> None:
        """Write what is left and let go of the store; raises StorageTrouble where that can't be done."""
        try:
            self.place()
            self.settle()
        finally:
            self._store.close()

    def _hand_over(self, actor: str, known: int = 0) -> None:
        """Facts follow from commands that are on disk already, so nobody waits for them. The board has those first
        `known` of them already."""
        told: Sequence[Told] = self._history.taken()
        if not told:
            return
        first = self._seq + 1
        entries = [Entry(str(first + n), actor, kind_of(f), at, encode(f)) for n, (at, f) in enumerate(told)]
        self._outbox.send(entries)
        happened = [Happened(first + n, at, fact) for n, (at, fact) in enumerate(told)]
        self._seq += len(told)
        self._history.know(happened[known:])
