"""What a clock command amounts to: it changes no call, so the fact is all there is to it."""

from __future__ import annotations

from hotwash.domain.commands import Command, JumpTo, PauseClock, SetSpeed, StartClock, StopJump
from hotwash.domain.facts import ClockJumped, ClockPaused, ClockStarted, Fact, JumpStopped, SpeedChanged


def clock_fact(command: Command) -> Fact | None:
    """The fact of a clock command; None for a command that concerns the world."""
    match command:
        case StartClock():
            return ClockStarted()
        case PauseClock(reason):
            return ClockPaused(reason)
        case SetSpeed(permille):
            return SpeedChanged(permille)
        case JumpTo(at):
            return ClockJumped(at)
        case StopJump():
            return JumpStopped()
        case _:
            return None
