"""When injects become due, and how they go out: by the clock, by a condition, or by hand; what they do are steps.

A condition is looked at every five seconds of exercise time, at fixed instants, so that no frame rate matters to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotwash.domain.conduct_facts import InjectDue, InjectLapsed, InjectReleased
from hotwash.domain.facts import Fact
from hotwash.domain.msel import CLOCK, Inject, Release, Status
from hotwash.domain.predicate_text import written
from hotwash.domain.predicates import Predicate
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, term
from hotwash.domain.time import SECOND, Millis
from hotwash.simulation.control import Control

LOOK_EVERY: Millis = 5 * SECOND
"""How often conditions are looked at; a default."""


@dataclass(eq=False, slots=True)
class _Line:
    """Where one inject of the MSEL stands. A new `turn` makes what was ordered before void."""

    inject: Inject
    turn: int = 0
    watching: bool = False
    deadline: Millis = -1
    out: bool = False


class Injects:
    """Every inject of the scenario. `holds` says whether a condition is true now; `play` carries a delivery out."""

    def __init__(
        self,
        scenario: Scenario,
        control: Control,
        tell: Callable[[Fact], None],
        holds: Callable[[Predicate], bool],
        play: Callable[[Inject, str], None],
    ) -> None:
        self._control, self._tell, self._holds, self._play = control, tell, holds, play
        self._lines = {inject.id: _Line(inject) for inject in scenario.injects.values()}
        self._looking = False
        for line in self._lines.values():
            self._begin(line)

    def _begin(self, line: _Line) -> None:
        inject = line.inject
        if inject.status is Status.OBSOLETE:
            return
        if inject.when is not None:
            self._control.after(inject.at or 0, lambda: self._wait(line))
        elif inject.at is not None:
            turn = line.turn
            self._control.after(inject.at, lambda: self._due(line, turn, term("its time has come")))

    def _wait(self, line: _Line) -> None:
        """From now on the condition is looked at."""
        if line.turn or line.out:
            return
        line.watching = True
        line.deadline = self._control.now + line.inject.timeout if line.inject.timeout else -1
        if not self._looking:
            self._looking = True
            self._control.after(-self._control.now % LOOK_EVERY, self._look)

    def _look(self) -> None:
        for line in self._lines.values():
            if line.watching:
                self._look_at(line)
        self._looking = any(line.watching for line in self._lines.values())
        if self._looking:
            self._control.after(LOOK_EVERY, self._look)

    def _look_at(self, line: _Line) -> None:
        condition = line.inject.when
        assert condition is not None  # only those with a condition are watched
        if self._holds(condition):
            line.watching = False
            self._due(line, line.turn, written(condition))
        elif 0 <= line.deadline <= self._control.now:
            line.watching = False
            self._tell(InjectLapsed(line.inject.id))

    def _due(self, line: _Line, turn: int, why: str) -> None:
        if line.turn != turn or line.out:
            return
        inject = line.inject
        by_itself = inject.release is Release.CLOCK
        self._tell(InjectDue(inject.id, why, self._control.now + inject.veto if by_itself else -1))
        if by_itself and inject.veto:
            self._control.after(inject.veto, lambda: self._by_clock(line, turn))
        elif by_itself:
            self.release(inject.id, CLOCK, "")

    def _by_clock(self, line: _Line, turn: int) -> None:
        if line.turn == turn and not line.out:
            self.release(line.inject.id, CLOCK, "")

    def release(self, inject: str, by: str, note: str) -> None:
        """It is out, and does what it does."""
        line = self._lines[inject]
        line.out, line.watching = True, False
        self._tell(InjectReleased(inject, line.inject.shown_number, line.inject.subject, by, note))
        self._play(line.inject, by)

    def stop(self, inject: str) -> None:
        """Nothing that was ordered for it happens by itself any more: it is skipped, or held."""
        line = self._lines[inject]
        line.turn += 1
        line.watching = False

    def defer(self, inject: str, to: Millis) -> None:
        """It becomes due at exercise time `to`, whatever it waited for before."""
        self.stop(inject)
        line = self._lines[inject]
        turn = line.turn
        why = say("it was put off until now")
        self._control.after(max(0, to - self._control.now), lambda: self._due(line, turn, why))
