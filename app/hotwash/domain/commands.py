"""What people ask for: imperative, from one actor, refused or accepted as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.conduct_commands import ConductCommand
from hotwash.domain.review_commands import ReviewCommand
from hotwash.domain.time import Millis

FACILITATOR = "facilitator"
"""Actor name of the person who runs the exercise; every other actor is a seat's id."""


@dataclass(frozen=True, slots=True)
class StartClock:
    """Begin, or go on after a pause."""


@dataclass(frozen=True, slots=True)
class PauseClock:
    """Hold exercise time; every deadline freezes with it."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Exercise seconds per wall second, in thousandths (1000 = real time)."""

    permille: int


@dataclass(frozen=True, slots=True)
class JumpTo:
    """Run ahead to an exercise time at full speed."""

    at: Millis


@dataclass(frozen=True, slots=True)
class StopJump:
    """Stay where the jump under way has got to."""


@dataclass(frozen=True, slots=True)
class Rewind:
    """Go back to exercise time `to` and play on from there; what has been played since stays in the record.

    Everybody is told `reason`.
    """

    to: Millis
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CancelRewind:
    """Stay in the present: the way back that is under way is given up."""


@dataclass(frozen=True, slots=True)
class ArmFault:
    """Have a fault begin by itself at an exercise time."""

    fault: str
    at: Millis


@dataclass(frozen=True, slots=True)
class DisarmFault:
    """Take back that a fault begins by itself."""

    fault: str


@dataclass(frozen=True, slots=True)
class LaunchFault:
    """Begin a fault of the scenario."""

    fault: str


@dataclass(frozen=True, slots=True)
class ClearFault:
    """Take a live fault away at once (a facilitator's means, not a seat's)."""

    fault: str


@dataclass(frozen=True, slots=True)
class TakeAction:
    """A seat does something that it is offered.

    The facilitator may key it in for a seat that plays on paper (`for_seat`), and may rule how long it
    takes (`takes` in ms; -1 draws the time): so a recorded history lands on its published times.
    """

    action: str
    for_seat: str = ""
    takes: Millis = -1


@dataclass(frozen=True, slots=True)
class ApproveAction:
    """An act that a seat asked for may begin.

    The request is named by its number, or by its action (then the oldest open request for it). The facilitator may
    rule how long the act takes, as in `TakeAction`.
    """

    request: int = 0
    action: str = ""
    takes: Millis = -1


@dataclass(frozen=True, slots=True)
class DeclineAction:
    """An act that a seat asked for does not begin; the request is named as in `ApproveAction`."""

    request: int = 0
    action: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AcknowledgeAlarm:
    """A seat says that it has seen an alarm."""

    alarm: int


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Free words into the log."""

    text: str


@dataclass(frozen=True, slots=True)
class EndExercise:
    """ENDEX: no more time passes."""


SeatCommand = TakeAction | ApproveAction | DeclineAction | AcknowledgeAlarm | WriteNote


@dataclass(frozen=True, slots=True)
class KeyIn:
    """The facilitator puts in what a seat on paper did at exercise time `acted`; it takes effect now.

    `command` is decided as if the seat had given it.
    """

    seat: str
    acted: Millis
    command: SeatCommand | ConductCommand | ReviewCommand


Command = (
    StartClock
    | PauseClock
    | SetSpeed
    | JumpTo
    | StopJump
    | Rewind
    | CancelRewind
    | ArmFault
    | DisarmFault
    | LaunchFault
    | ClearFault
    | SeatCommand
    | EndExercise
    | KeyIn
    | ConductCommand
    | ReviewCommand
)
