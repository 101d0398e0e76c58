"""Who may know what: the rule that is asked before a fact reaches a trainee's screen or leaves the process."""

from __future__ import annotations

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    ClockJumped,
    ClockPaused,
    ClockStarted,
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
    Fact,
    JumpStopped,
    MessageTold,
    NoteWritten,
    SpeedChanged,
)


def visible(fact: Fact, seat: str) -> bool:
    """Whether `seat` may see `fact`: the clock, what was sent to it, and its own acts; never a cause.

    Faults, overlays, statewide tallies and other seats' acts are hidden; the facilitator sees everything.
    """
    if seat == FACILITATOR:
        return True
    match fact:
        case ExerciseOpened() | ExerciseClosed() | ClockStarted() | ClockPaused() | SpeedChanged():
            return True
        case ClockJumped() | JumpStopped() | AlarmCleared():
            return True
        case AlarmRaised(seats=seats):
            return not seats or seat in seats
        case MessageTold(seats=seats, public=public):
            return public or not seats or seat in seats
        case ActionBegan(seat=actor) | ActionEnded(seat=actor) | AlarmAcknowledged(seat=actor):
            return actor == seat
        case ActionAsked(seat=actor, approver=approver):
            return seat in (actor, approver)
        case ActionDeclined(seat=actor, by=by):
            return seat in (actor, by)
        case CommandRefused(actor=actor) | NoteWritten(actor=actor):
            return actor == seat
        case _:
            return False
