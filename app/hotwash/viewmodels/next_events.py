"""What is worth running ahead to: the next inject or fault, or the first lost call, and stopping there in time."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from hotwash.domain.commands import FACILITATOR, JumpTo, StopJump
from hotwash.domain.conduct_facts import InjectReleased
from hotwash.domain.facts import AlarmRaised, CallsTallied, FaultBegan, Happened
from hotwash.domain.msel import Status
from hotwash.domain.outcomes import FAILED
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE, Millis, clock
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.projections.board import Board
from hotwash.exercise.session import Session
from hotwash.viewmodels.faults import next_fault_at
from hotwash.viewmodels.words import msg, said

WORTH_TELLING: Millis = MINUTE
"""Runs ahead shorter than this are not summed up."""
AT_PSAP = "psap"
"""Cause under which tallies count what was lost at a PSAP itself."""


def next_inject_at(scenario: Scenario, board: Board, now: Millis) -> Millis | None:
    """When the next inject becomes due by its time; None where none will."""
    times = []
    for inject in scenario.injects.values():
        line = board.conduct.inject(inject.id)
        if inject.status is Status.OBSOLETE or line.state != "waiting":
            continue
        at = line.due_at if line.due_at >= 0 else inject.at if inject.when is None else None
        if at is not None and at > now:
            times.append(at)
    return min(times, default=None)


def next_planned(scenario: Scenario, board: Board, now: Millis) -> Millis | None:
    """The next moment that somebody planned: an inject, an armed fault, a module's beginning."""
    modules = [module.begins for module in scenario.modules if module.begins > now]
    found = [next_inject_at(scenario, board, now), next_fault_at(board, now), min(modules, default=None)]
    return min((at for at in found if at is not None), default=None)


def lost_so_far(session: Session) -> int:
    """Attempts of the public that a fault, an act or the network has lost up to this moment.

    Those that are lost because a PSAP was busy, or its caller impatient, happen on quiet days too and do not count.
    """
    told = [one.fact for one in session.board.minutes if isinstance(one.fact, CallsTallied)]
    minutes = [*told, session.minute_so_far()] if not session.board.ended else told
    return sum(sum(lost.values()) for minute in minutes for cause, lost in minute.causes.items() if cause != AT_PSAP)


def passed(facts: Sequence[Happened], since: Millis, now: Millis) -> str:
    """What these facts, told while time was run ahead, come to in one sentence."""
    released = sum(isinstance(one.fact, InjectReleased) for one in facts)
    began = sum(isinstance(one.fact, FaultBegan) for one in facts)
    alarms = sum(isinstance(one.fact, AlarmRaised) for one in facts)
    tallies = [one.fact for one in facts if isinstance(one.fact, CallsTallied)]
    failed = sum(tally.outcomes.get(bad.value, 0) for tally in tallies for bad in FAILED)
    return msg(
        "{time} passed: {released} injects released, {began} faults began, {alarms} alarms, {failed} calls failed.",
        time=clock(now - since),
        released=released,
        began=began,
        alarms=alarms,
        failed=failed,
    )


class Seek:
    """A run ahead that stops of itself, within five seconds of exercise time, where something happens."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._for_loss = False
        self._due = 0
        self.active = False

    def to_event(self) -> str:
        """To the next inject, fault or module; earlier where a condition comes true first. Says what was refused."""
        board, now = self._session.board, self._session.now
        at = next_planned(self._session.scenario, board, now)
        conditions = any(inject.when is not None for inject in self._session.scenario.injects.values())
        if at is None and not conditions:
            return msg("Nothing more is planned.")
        return self._begin(at if at is not None else self._session.scenario.span, for_loss=False)

    def to_loss(self) -> str:
        """To the first call that is lost; says so where some were lost already."""
        if lost_so_far(self._session):
            return msg("Calls have been lost already.")
        return self._begin(self._session.scenario.span, for_loss=True)

    def _begin(self, at: Millis, *, for_loss: bool) -> str:
        self._for_loss, self._due = for_loss, self._due_now()
        answer = self._session.ask(FACILITATOR, JumpTo(at))
        self.active = answer.accepted
        return said(answer.sentence)

    def tick(self, pacer: Pacer, now_s: float) -> None:
        """Let time pass within the pacer's budget, a step at a time, and stop where something has happened."""
        budget, pacer.budget_s = pacer.budget_s, 0.0
        deadline = perf_counter() + budget
        try:
            while self.active and perf_counter() < deadline:
                pacer.tick(now_s)
                self.active = self._session.board.jumping(self._session.now) is not None and not self._session.trouble
                if self.active and self._happened():
                    self._session.ask(FACILITATOR, StopJump())
                    self.active = False
        finally:
            pacer.budget_s = budget

    def _happened(self) -> bool:
        return bool(lost_so_far(self._session)) if self._for_loss else self._due_now() > self._due

    def _due_now(self) -> int:
        """The newest that was told of an inject."""
        return max((line.seq for line in self._session.board.conduct.injects), default=0)
