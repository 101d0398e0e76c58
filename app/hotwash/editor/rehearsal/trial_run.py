"""A short exercise without people that shows what one failure costs where queues and limits decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from hotwash.domain.facts import CallsTallied
from hotwash.domain.impairment import Impairment
from hotwash.domain.network import Network
from hotwash.domain.scenario import PlannedFault, Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step
from hotwash.domain.time import HOUR, MINUTE, Millis
from hotwash.editor.rehearsal.figures import Figures
from hotwash.editor.rehearsal.stages import onset
from hotwash.exercise.play import play
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore

BEFORE: Millis = 5 * MINUTE
"""Time in which calls run in before the failure; a default."""
_NAME = "rehearsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JustLaid(Fault):
    """Overlays that are there from one instant on, as a sweep takes an element or a link away."""

    kind: ClassVar[str] = "just_laid"
    title: ClassVar[str] = term("Rehearsed failure")

    laid: tuple[Impairment, ...]

    def steps(self, network: Network) -> Iterator[Step]:  # noqa: ARG002  # what lies there is known already
        """All at once, for good."""
        for number, one in enumerate(self.laid):
            yield Impair(one.target, str(number), one.change, cut_calls=True)

    def narrative(self, network: Network) -> str:  # noqa: ARG002
        """Nobody reads it."""
        return say("A failure is rehearsed.")


@dataclass(frozen=True, slots=True)
class _Hour:
    """Callers of the public in the hour after the failure, and of their first attempts those that failed or came
    without a location."""

    callers: int
    lost: int
    unlocated: int


class TrialRuns:
    """Trial runs of one scenario; what is lost without any failure is taken off."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = replace(
            scenario,
            injects=MappingProxyType({}),
            targets=MappingProxyType({}),
            actions=MappingProxyType({}),
            decisions=MappingProxyType({}),
            modules=(),
        )
        self._usual: dict[Millis, _Hour] = {}

    def of(self, fault: Fault, judged: Figures) -> Figures:
        """What the first hour of a fault costs; calls are scaled to the rate of `judged`, whose PSAPs are kept."""
        wait = onset(self._scenario.network, fault)
        if wait not in self._usual:
            self._usual[wait] = self._run(None, wait)
        usual, found = self._usual[wait], self._run(fault, wait)
        scale = judged.calls / usual.callers if usual.callers else 0.0
        return replace(
            judged,
            lost=max(0, found.lost - usual.lost) * scale,
            unlocated=max(0, found.unlocated - usual.unlocated) * scale,
        )

    def _run(self, fault: Fault | None, wait: Millis) -> _Hour:
        planned = {} if fault is None else {_NAME: PlannedFault(_NAME, fault, BEFORE)}
        since = BEFORE + wait
        scenario = replace(self._scenario, faults=MappingProxyType(planned), span=since + HOUR)
        session = Session(scenario, scenario.seed, MemoryStore())
        session.open()
        play(session, (), scenario.span)
        minutes = [one.fact for one in session.facts if isinstance(one.fact, CallsTallied) and one.at > since]
        session.close()
        return _Hour(
            sum(minute.callers for minute in minutes),
            sum(minute.first_failed for minute in minutes),
            sum(minute.unlocated for minute in minutes),
        )
