"""The way back to an earlier moment: a course of its own is run from the beginning up to there, a slice at a time.

What comes out is held against what is recorded; the course that is left is not touched. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from hotwash.domain.commands import Command
from hotwash.domain.conduct_facts import SeatLeft, SeatTaken
from hotwash.domain.facts import ClockPaused, Fact, Happened
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import SECOND, Millis, clock
from hotwash.exercise.history import History
from hotwash.exercise.projections.board import Board
from hotwash.simulation.compile import Compiler

STEP: Millis = 5 * SECOND
"""Exercise time between two looks at the budget."""
OF_THE_ROOM = SeatTaken | SeatLeft | FeedbackGiven
"""What concerns the people in the room and not the story: it is told again on the new history."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command of the history that is played, and why it was refused (empty where it was carried out)."""

    at: Millis
    actor: str
    command: Command
    refused: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Facts with which a history begins at the moment to which an earlier one was taken back."""

    at: Millis
    facts: tuple[Fact, ...]


Input = Asked | Carried
"""What a course is made of, beside scenario, seed and time."""


class CourseDiffers(Exception):
    """Run again, the exercise does not come out as recorded, so that it can't be taken back."""

    def __init__(self, at: Millis) -> None:
        super().__init__(
            say("Run again, the exercise comes out otherwise at {at}; it stays where it is.", at=clock(at))
        )


class WayBack:
    """Makes the course up to `to` again. `recorded` are the facts of the history that is left, all of them."""

    def __init__(
        self, scenario: Scenario, seed: int, compiler: Compiler, to: Millis, inputs: Sequence[Input],
        recorded: Sequence[Happened],
    ) -> None:  # fmt: skip
        self.to = to
        self.inputs = tuple(one for one in inputs if one.at <= to)
        self._scenario, self._seed, self._compiler = scenario, seed, compiler
        self._recorded = recorded
        self._next = self._held = 0
        self._course: History | None = None

    @property
    def course(self) -> History:
        """The course as far as it is made."""
        assert self._course is not None  # nobody asks before the first step
        return self._course

    @property
    def done_permille(self) -> int:
        """How far it is, in thousandths of the exercise time."""
        reached = 0 if self._course is None else self._course.reached
        return 1000 if self.to == 0 else reached * 1000 // self.to

    @property
    def last(self) -> int:
        """Number of the newest fact that holds on both histories."""
        return self._recorded[self._held - 1].seq if self._held else 0

    def go(self, budget_s: float | None) -> bool:
        """Go on until it is done or, in seconds, the budget is spent; True when done. Raises CourseDiffers."""
        deadline = None if budget_s is None else perf_counter() + budget_s
        done = False
        while not done:
            done = self._step()
            if deadline is not None and perf_counter() > deadline:
                break
        return done

    def _step(self) -> bool:
        """One small thing; True when nothing is left to do."""
        if self._course is None:
            self._course = History(self._scenario, self._seed, self._compiler)
            self._course.open()
            self._hold()
            return False
        due = self.inputs[self._next] if self._next < len(self.inputs) else None
        aim = self.to if due is None else due.at
        if self._course.reached < aim:
            self._course.run_to(min(aim, self._course.reached + STEP))
            self._hold()
        elif due is not None:
            self._take(due)
            self._next += 1
            self._hold()
        else:
            return True
        return False

    def _take(self, due: Input) -> None:
        if isinstance(due, Asked):
            self.course.carry_out(due.actor, due.command, due.refused)
        else:
            for fact in due.facts:
                self.course.tell(fact)

    def _hold(self) -> None:
        """Hold what was told against the record, which gives it its numbers."""
        told = self.course.taken()
        known = self._recorded[self._held : self._held + len(told)]
        for number, (at, fact) in enumerate(told):
            if number >= len(known) or (known[number].at, known[number].fact) != (at, fact):
                raise CourseDiffers(at)
        self._held += len(told)
        self.course.know(known)


def told_again(left: Board, then: Board, last: int, to: Millis) -> tuple[Fact, ...]:
    """What follows at once on the new history, which begins at `to` after entry `last`: the clock stands, and the
    people who have come, gone or handed in their forms since then have done so here too."""
    facts: list[Fact] = []
    if then.running or then.jumping(to) is not None:
        facts.append(ClockPaused(say("Taken back to {to}.", to=clock(to))))
    facts += [one.fact for one in left.log if one.seq > last and isinstance(one.fact, OF_THE_ROOM)]
    return tuple(facts)
