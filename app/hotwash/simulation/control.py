"""The control plane: carries out scripts as SimPy processes and keeps the call kernel in step with them.

Knows scripts and steps; what a step does to the world is told to a `Theatre`. No wall clock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import simpy
from simpy.events import URGENT

from hotwash.domain.impairment import Impairment
from hotwash.domain.steps import (
    Alarm,
    Check,
    Clear,
    Condition,
    Impair,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Until,
    Wait,
    WaitAbout,
    Withdraw,
)
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.streams import triangular

Process = Generator[simpy.Event, None, None]


@dataclass(eq=False, slots=True)
class Run:
    """One script under way: a fault or an act, and who is behind it.

    `use` says for the how-manieth time this script is begun, from 1; with `key` it names every draw of the run.
    """

    key: str
    by: str
    use: int = 1
    remedies: frozenset[str] = frozenset()
    takes: Millis = -1
    effect: str = ""
    laid: list[Impairment] = field(default_factory=list)
    """Every overlay that the script has laid so far, those taken away included."""
    stopped: bool = False


class Theatre(Protocol):
    """What the steps act upon."""

    def advance_calls(self, until: Millis) -> Millis | None:
        """Bring every call up to `until`, exclusive; where a notice stops them earlier, the instant of that notice."""

    def noticed(self) -> None:
        """The calls have given a notice at this very instant."""

    def met(self, run: Run, condition: Condition) -> bool:
        """Whether a condition that a script waits for is true at this instant."""

    def carry_out(self, run: Run, step: Step) -> None:
        """Do one step that takes no time."""

    def minute_over(self) -> None:
        """A whole minute of exercise time has passed."""


class HybridEnvironment(simpy.Environment):
    """A SimPy environment that brings the calls up to each control instant before anything happens in it."""

    def __init__(self, theatre: Theatre) -> None:
        super().__init__(initial_time=0)
        self._theatre = theatre
        self.notice = self.event()
        """Happens at the instant of the next notice that the calls give."""

    def step(self) -> None:
        """The next control event, at the instant which the calls have just reached; a notice comes before it."""
        self.bring_calls(int(self.peek()))
        super().step()

    def bring_calls(self, until: Millis) -> bool:
        """Calls up to `until`; False where a notice stopped them, which is then the next control event."""
        at = self._theatre.advance_calls(until)
        if at is None:
            return True
        given, self.notice = self.notice, self.event()
        given._ok, given._value = True, None  # noqa: SLF001  # triggered at a later instant, which succeed() can't
        self.schedule(given, URGENT, at - self.now)
        return False


class Control:
    """Runs scripts. Times are whole milliseconds; control goes before calls at the same instant."""

    def __init__(self, theatre: Theatre, seed: int) -> None:
        self._theatre = theatre
        self._seed = seed
        self._environment = HybridEnvironment(theatre)
        self._environment.process(self._minutes())
        self._environment.process(self._notices())

    @property
    def now(self) -> Millis:
        """Exercise time of the control plane."""
        return int(self._environment.now)

    def run_to(self, target: Millis) -> None:
        """Everything up to and including control events at `target`; calls up to `target`, exclusive."""
        environment = self._environment
        environment.timeout(max(0, target - self.now))  # so that control time arrives at `target` in any case
        while environment.peek() <= target or not environment.bring_calls(target):
            environment.step()

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

    def _notices(self) -> Process:
        while True:
            yield self._environment.notice
            self._theatre.noticed()

    def _script(self, run: Run, steps: Iterator[Step], done: Callable[[Run], None]) -> Process:
        drawn = 0
        for step in steps:
            match step:
                case Wait(ms):
                    yield self._environment.timeout(ms)
                case WaitAbout(least, typical, most):
                    ruled = drawn == 0 and run.takes >= 0
                    purpose = ("takes", run.key, str(run.use), str(drawn))
                    drawn += 1
                    time = run.takes if ruled else triangular(self._seed, least, typical, most, *purpose)
                    yield self._environment.timeout(time)
                case Until():
                    came = yield from self._until(run, step)
                    if not came:
                        break
                case Impair() | Clear() | Remedy() | Withdraw() | Check() | Alarm() | Tell() | Milestone() | Reveal():
                    self._theatre.carry_out(run, step)
            if run.stopped:
                return
        if not run.stopped:
            done(run)

    def _until(self, run: Run, step: Until) -> Generator[simpy.Event, None, bool]:
        """Whether the condition came true in its time."""
        begun = self.now
        while not run.stopped:
            if self._theatre.met(run, step.condition):
                return True
            if self.now - begun >= step.timeout:
                return False
            yield self._environment.timeout(SECOND)
        return False
