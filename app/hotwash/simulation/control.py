"""The control plane: carries out scripts as SimPy processes and keeps the call kernel in step with them.

Knows scripts and steps; what a step does to the world is told to a `Theatre`. No wall clock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Protocol

import simpy

from hotwash.domain.steps import (
    Alarm,
    Clear,
    CutCalls,
    Impair,
    Launch,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Until,
    Wait,
    WaitAbout,
)
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.streams import triangular

Process = Generator[simpy.Event, None, None]


@dataclass(eq=False, slots=True)
class Run:
    """One script under way: a fault or an act, who is behind it, and whether it has been stopped."""

    key: str
    by: str
    remedies: frozenset[str] = frozenset()
    takes: Millis = -1
    effect: str = ""
    has_laid: bool = False
    stopped: bool = False


class Theatre(Protocol):
    """What the steps act upon."""

    def advance_calls(self, until: Millis) -> None:
        """Bring every call up to `until`, exclusive."""

    def failed_calls(self) -> int:
        """How many 911 attempts have failed so far."""

    def carry_out(self, run: Run, step: Step) -> None:
        """Do one step that takes no time."""

    def minute_over(self) -> None:
        """A whole minute of exercise time has passed."""


class HybridEnvironment(simpy.Environment):
    """A SimPy environment that brings the calls up to each control instant before anything happens in it."""

    def __init__(self, theatre: Theatre) -> None:
        super().__init__(initial_time=0)
        self._theatre = theatre

    def step(self) -> None:
        """The next control event, at the instant which the calls have just reached."""
        self._theatre.advance_calls(int(self.peek()))
        super().step()


class Control:
    """Runs scripts. Times are whole milliseconds; control goes before calls at the same instant."""

    def __init__(self, theatre: Theatre, seed: int) -> None:
        self._theatre = theatre
        self._seed = seed
        self._environment = HybridEnvironment(theatre)
        self._environment.process(self._minutes())

    @property
    def now(self) -> Millis:
        """Exercise time of the control plane."""
        return int(self._environment.now)

    def run_to(self, target: Millis) -> None:
        """Everything up to and including control events at `target`; calls up to `target`, exclusive."""
        environment = self._environment
        while environment.peek() <= target:
            environment.step()
        if target > environment.now:
            environment.run(until=environment.timeout(target - environment.now))
        self._theatre.advance_calls(target)

    def next_event(self) -> Millis:
        """When the next control event is due."""
        return int(self._environment.peek())

    def play(self, run: Run, steps: Iterator[Step], done: Callable[[Run], None]) -> None:
        """Begin a script at this instant; `settle` carries out its steps up to the first that takes time."""
        self._environment.process(self._script(run, steps, done))

    def settle(self) -> None:
        """Everything that is due at this very instant; for callers outside a running script."""
        self.run_to(self.now)

    def after(self, delay: Millis, act: Callable[[], None]) -> None:
        """Do something once, `delay` from now."""
        self._environment.process(self._later(delay, act))

    def _later(self, delay: Millis, act: Callable[[], None]) -> Process:
        yield self._environment.timeout(delay)
        act()

    def _minutes(self) -> Process:
        while True:
            yield self._environment.timeout(MINUTE)
            self._theatre.minute_over()

    def _script(self, run: Run, steps: Iterator[Step], done: Callable[[Run], None]) -> Process:
        drawn = 0
        for step in steps:
            match step:
                case Wait(ms):
                    yield self._environment.timeout(ms)
                case WaitAbout(least, typical, most):
                    ruled = drawn == 0 and run.takes >= 0
                    time = triangular(self._seed, least, typical, most, "takes", run.key, str(drawn))
                    drawn += 1
                    yield self._environment.timeout(run.takes if ruled else time)
                case Until():
                    yield from self._until(run, step)
                case Impair() | Clear() | Remedy() | CutCalls() | Alarm() | Tell() | Milestone() | Reveal() | Launch():
                    self._theatre.carry_out(run, step)
            if run.stopped:
                return
        done(run)

    def _until(self, run: Run, step: Until) -> Process:
        begun, failed = self.now, self._theatre.failed_calls()
        while self.now - begun < step.timeout and not run.stopped:
            if self._theatre.failed_calls() - failed >= step.condition.at_least:
                return
            yield self._environment.timeout(SECOND)
