"""How much real time each module of the exercise has taken: worked out from the clock's facts, pauses left out."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.facts import (
    ClockJumped,
    ClockPaused,
    ClockStarted,
    ExerciseClosed,
    Happened,
    JumpStopped,
    SpeedChanged,
)
from hotwash.domain.plan import Module
from hotwash.domain.time import MINUTE, Millis
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class ModuleClock:
    """Where the module under way stands against the minutes of real time that it was given."""

    title: str
    words: str
    over: bool
    share: float
    """Share of its minutes that is used up, at most 1."""


class RealTime:
    """Real time for exercise time: what passed at a speed took so much less; pauses and jumps took none.

    The pacer keeps exercise time at wall time times speed; where a machine falls behind, this counts too little.
    """

    def __init__(self) -> None:
        self._spent: list[tuple[Millis, Millis, int]] = []
        """From, to and speed in thousandths of every stretch that is over."""
        self._since: Millis = 0
        self._running = False
        self._permille = 1000
        self._jump: Millis = -1

    def take(self, one: Happened) -> None:
        """One more fact, in order."""
        match one.fact:
            case ClockStarted() | ClockPaused() | SpeedChanged() | ClockJumped() | JumpStopped() | ExerciseClosed():
                self._close(one.at)
            case _:
                return
        match one.fact:
            case ClockStarted():
                self._running = True
            case ClockPaused():
                self._running, self._jump = False, -1
            case SpeedChanged(permille):
                self._permille = max(1, permille)
            case ClockJumped(to):
                self._jump = to
            case JumpStopped():
                self._jump = -1
            case _:
                self._running = False

    def spent(self, begin: Millis, now: Millis) -> Millis:
        """Milliseconds of real time that passed while exercise time went from `begin` to `now`."""
        stretches = [*self._spent, *self._open(now)]
        return sum(max(0, min(to, now) - max(start, begin)) * 1000 // speed for start, to, speed in stretches)

    def _open(self, now: Millis) -> list[tuple[Millis, Millis, int]]:
        start = max(self._since, self._jump)
        return [(start, now, self._permille)] if self._running and now > start else []

    def _close(self, at: Millis) -> None:
        self._spent += self._open(at)
        self._since = at
        if at >= self._jump:
            self._jump = -1


def module_at(modules: tuple[Module, ...], now: Millis) -> int:
    """Which module is under way, by its place; -1 before the first, or where there are none."""
    begun = [place for place, module in enumerate(modules) if module.begins <= now]
    return max(begun, key=lambda place: modules[place].begins) if begun else -1


def module_clock(modules: tuple[Module, ...], time: RealTime, now: Millis) -> ModuleClock | None:
    """The clock of the module under way; None where there is none."""
    place = module_at(modules, now)
    if place < 0:
        return None
    module = modules[place]
    given, spent = module.minutes * MINUTE, time.spent(module.begins, now)
    title = f"{place + 1}/{len(modules)} · {module.title}"
    if spent > given:
        over = -(-(spent - given) // MINUTE)
        return ModuleClock(title, msg("{over} min over its {given} min", over=over, given=module.minutes), True, 1.0)
    left = -(-(given - spent) // MINUTE)
    words = msg("{left} of {given} min left", left=left, given=module.minutes)
    return ModuleClock(title, words, over=False, share=spent / given)
