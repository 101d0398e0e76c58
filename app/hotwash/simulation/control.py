"""The control plane: carries out scripts as SimPy processes and keeps the call kernel in step with them.

Knows scripts and steps; what a step does to the world is told to a `Theatre`. No wall clock.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from heapq import heappop
from typing import Literal, Protocol

import simpy
from simpy.events import URGENT

from hotwash.domain.impairment import Impairment
from hotwash.domain.steps import (
    Alarm,
    AskBeliefs,
    Ban,
    Check,
    Clear,
    Condition,
    Cut,
    Ease,
    End,
    Impair,
    Launch,
    Milestone,
    Remedy,
    Reveal,
    Step,
    Tell,
    Tripped,
    Try,
    Until,
    Wait,
    WaitAbout,
    Withdraw,
)
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.streams import triangular, uniform

Process = Generator[simpy.Event, None, None]
WHOLE = 1000
"""Thousandths of a whole."""


@dataclass(eq=False, slots=True)
class Run:
    """One script under way: a fault or an act, and who is behind it.

    `use` says for the how-manieth time this script is begun, from 1; with `key` it names every draw of the run.
    """

    key: str
    by: str
    use: int = 1
    remedies: frozenset[str] = frozenset()
    relief: frozenset[str] = frozenset()
    worsened_by: frozenset[str] = frozenset()
    kind: Literal["act", "fault", "own"] = "act"
    """Whether a fault or a seat's act, or the house's own keeping up, is behind it."""
    takes: Millis = -1
    effect: str = ""
    laid: list[Impairment] = field(default_factory=list)
    """Every overlay that the script has laid so far, those taken away included."""
    stopped: bool = False
    playing: int = 0
    """How many of its scripts are under way: its own, and those by which attempts to mend it made it worse."""
    worsened: int = 0
    """How often an attempt to mend it has made it worse."""
    lifted: list[Impairment] = field(default_factory=list)
    """What its remedies have taken away so far."""
    tripped: tuple[str, ...] = ()
    """Originating networks whose calls met the limit for which it waited last; one empty name where all are one."""


class Theatre(Protocol):
    """What the steps act upon."""

    def advance_calls(self, until: Millis) -> Millis | None:
        """Bring every call up to `until`, exclusive; where a notice stops them earlier, the instant of that notice."""

    def noticed(self) -> None:
        """The calls have given a notice at this very instant."""

    def watch(self, run: Run, condition: Tripped) -> None:
        """A script waits until a limit refuses a call: have the calls give a notice of it."""

    def slowness(self, on: str) -> int:
        """How much longer work on a policy or element takes now, in thousandths of the usual."""

    def in_vain(self, on: str) -> bool:
        """Whether something that is tried on a BCF fails whatever its chance."""

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
        self._advance_calls = theatre.advance_calls
        self.notice = self.event()
        """Happens at the instant of the next notice that the calls give."""

    def step(self) -> None:
        """The next control event, at the instant which the calls have just reached; a notice comes before it.

        What follows the calls is SimPy's own step, written out because a call of it costs as much as half the event;
        nothing here stops a simulation by an exception, and an event that failed for want of somebody who waits for it
        raises what it failed with.
        """
        at = self._advance_calls(self._queue[0][0])  # type: ignore[arg-type]  # every time here is whole
        if at is not None:
            self._give_notice(at)
        self._now, _, _, event = heappop(self._queue)
        callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]  # SimPy's mark of "processed"
        for callback in callbacks:
            callback(event)
        if not event._ok and not hasattr(event, "_defused"):  # noqa: SLF001  # as SimPy's own step
            raise event._value  # noqa: SLF001  # an exception, since the event has failed

    def bring_calls(self, until: Millis) -> bool:
        """Calls up to `until`; False where a notice stopped them, which is then the next control event."""
        at = self._advance_calls(until)
        if at is None:
            return True
        self._give_notice(at)
        return False

    def _give_notice(self, at: Millis) -> None:
        given, self.notice = self.notice, self.event()
        given._ok, given._value = True, None  # noqa: SLF001  # triggered at a later instant, which succeed() can't
        self.schedule(given, URGENT, at - self.now)


class Control:
    """Runs scripts. Times are whole milliseconds; control goes before calls at the same instant."""

    def __init__(self, theatre: Theatre, seed: int) -> None:
        self._theatre = theatre
        self._seed = seed
        self._environment = HybridEnvironment(theatre)
        self._heard = self._environment.event()
        self._changed = self._environment.event()
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

    def play(self, run: Run, steps: Iterator[Step], done: Callable[[Run], None], part: str = "") -> None:
        """Begin a script at this instant; `settle` carries out its steps up to the first that takes time.

        `part` tells the draws of several scripts of one run apart.
        """
        run.playing += 1
        self._environment.process(self._script(run, steps, done, part))

    def world_changed(self) -> None:
        """Something was laid or taken away, so that work under way may now go faster or slower."""
        changed, self._changed = self._changed, self._environment.event()
        changed.succeed()

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
            heard, self._heard = self._heard, self._environment.event()
            heard.succeed()

    def _script(self, run: Run, steps: Iterator[Step], done: Callable[[Run], None], part: str) -> Process:
        drawn = tried = 0
        for step in steps:
            match step:
                case Wait(ms):
                    yield self._environment.timeout(ms)
                case WaitAbout(least, typical, most, on):
                    ruled = drawn == 0 and run.takes >= 0
                    time = run.takes if ruled else self._drawn(run, part, drawn, (least, typical, most))
                    drawn += 1
                    yield from self._work(time, "" if ruled else on)
                case Try(permille, failed, on):
                    tried += 1
                    if self._theatre.in_vain(on) or not self._lucky(run, part, tried, permille):
                        run.effect = failed
                        break
                case Until():
                    came = yield from self._until(run, step)
                    if not came:
                        break
                case _:
                    self._carry_out(run, step)
            if run.stopped:
                break
        run.playing -= 1
        if not run.stopped:
            done(run)

    def _carry_out(self, run: Run, step: Step) -> None:
        match step:
            case Impair() | Ban() | Clear() | Remedy() | Ease() | Withdraw() | Cut() | Check() | Alarm() | Tell():
                self._theatre.carry_out(run, step)
            case Milestone() | Reveal() | Launch() | End() | AskBeliefs():
                self._theatre.carry_out(run, step)
            case _:
                raise AssertionError(step)

    def _drawn(self, run: Run, part: str, number: int, bounds: tuple[Millis, Millis, Millis]) -> Millis:
        return triangular(self._seed, *bounds, *_purpose("takes", run, part, number))

    def _lucky(self, run: Run, part: str, number: int, permille: int) -> bool:
        return uniform(self._seed, *_purpose("try", run, part, number)) * 1000 < permille

    def _work(self, time: Millis, on: str) -> Process:
        """Work that takes `time` by itself, and longer for as long as what is worked on is locked."""
        if not on:
            yield self._environment.timeout(time)
            return
        left = time * WHOLE
        while left > 0:
            slowness, begun = max(1, self._theatre.slowness(on)), self.now
            needed = -(-left * slowness // (WHOLE * WHOLE))
            yield self._environment.timeout(needed) | self._changed
            left -= (self.now - begun) * WHOLE * WHOLE // slowness

    def _until(self, run: Run, step: Until) -> Generator[simpy.Event, None, bool]:
        """Whether the condition came true in its time; a limit that trips wakes it at that very instant."""
        deadline = self.now + step.timeout
        tripped = step.condition if isinstance(step.condition, Tripped) else None
        while not run.stopped:
            if self._theatre.met(run, step.condition):
                return True
            if self.now >= deadline:
                return False
            if tripped is None:
                yield self._environment.timeout(SECOND)
            else:
                self._theatre.watch(run, tripped)
                yield self._environment.timeout(deadline - self.now) | self._heard
        return False


def _purpose(what: str, run: Run, part: str, number: int) -> tuple[str, ...]:
    """The name of a draw; the first script of a run needs no part."""
    return (what, run.key, str(run.use), *([part] if part else []), str(number))
