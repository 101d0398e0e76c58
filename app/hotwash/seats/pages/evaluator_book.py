"""Follows an exercise for each evaluator's page: facts as their eyes let them through, under the journal's numbers."""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.domain.facts import Happened
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.visibility import Eyes
from hotwash.exercise.evaluator_sight import OwnSight, continues, own_sight
from hotwash.exercise.projections.board import Board, evolve
from hotwash.exercise.projections.tasks import TaskClock
from hotwash.exercise.session import Session


class _Followed:
    """What one evaluator may know so far."""

    def __init__(self, scenario: Scenario, seat: str) -> None:
        self.eyes = Eyes(scenario.seats[seat], scenario.network)
        self.tasks, self.board = TaskClock(scenario), Board()

    def take(self, one: Happened) -> None:
        seen = self.eyes.see(one.fact)
        if seen is not None:
            mine = Happened(one.seq, one.at, seen)
            self.tasks.take(mine)
            self.board = evolve(self.board, mine)


class EvaluatorBook:
    """Every evaluator of one exercise. `follow` is asked before pages are made; another past is read from its start."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._session: Session | None = None
        self._last: Happened | None = None
        self.start_over()

    def start_over(self) -> None:
        """Forget every fact."""
        self._taken, self._last = 0, None
        self._all = {
            seat.id: _Followed(self._scenario, seat.id)
            for seat in self._scenario.seats.values()
            if seat.part is Part.EVALUATOR
        }

    def follow(self, session: Session) -> None:
        """Take what is new."""
        facts = session.facts
        if session is not self._session or not continues(facts, self._taken, self._last):
            self._session = session
            self.start_over()
        for place in range(self._taken, len(facts)):
            for one in self._all.values():
                one.take(facts[place])
        self._taken, self._last = len(facts), facts[-1] if facts else None

    def sight(self, seat: str) -> OwnSight:
        """What one evaluator has before them now."""
        one, session = self._all[seat], self._session
        now = session.now if session is not None else 0
        return own_sight(self._scenario, seat, one.tasks.times(now), one.board, now)

    def names(self) -> Mapping[str, str]:
        """Names of all seats by id."""
        return {seat.id: seat.name for seat in self._scenario.seats.values()}
