"""What people ask for while an exercise is conducted, beside clock, faults and acts."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class ReleaseInject:
    """Let an inject out now, whether it is due or not."""

    inject: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SkipInject:
    """An inject will not be played."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeferInject:
    """An inject becomes due at another exercise time."""

    inject: str
    to: Millis
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldInject:
    """An inject that is due is not let out by itself (the facilitator's veto); it waits to be released by hand."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImproviseInject:
    """An inject that is not in the MSEL: put in, and released at once.

    `mode` is a word of `domain.scripts.MODES`; `to` names seats, none for all. A `fault` of the scenario may begin with
    it. `public` makes it part of the public picture.
    """

    subject: str
    text: str
    sender: str
    mode: str
    to: tuple[str, ...] = ()
    public: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A message from a seat to seats and to `simcell`; `answers` is the number of the message that it answers.

    The facilitator answers for those whom the SimCell plays; `sender` says then who speaks.
    """

    to: tuple[str, ...]
    mode: str
    text: str
    answers: int = 0
    sender: str = ""


@dataclass(frozen=True, slots=True)
class AskForBeliefs:
    """Ask seats (none named: every player) for a situation card."""

    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateBelief:
    """A situation card: what the seat thinks is wrong, where, and how sure it is (0 to 100).

    `cause` is a kind of fault of the catalogue where it chose one from the list, empty for words alone. The list is the
    same in every exercise, so that it gives nothing away.
    """

    text: str
    sure: int
    cause: str = ""
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogDecision:
    """A line of a seat's decision log."""

    decision: str
    because: str = ""
    expect: str = ""


@dataclass(frozen=True, slots=True)
class SetBookmark:
    """Mark this moment for the debrief."""

    title: str


@dataclass(frozen=True, slots=True)
class PauseAt:
    """Have the clock pause by itself at an exercise time; -1 takes that back."""

    at: Millis


@dataclass(frozen=True, slots=True)
class StopPlay:
    """Real emergency: everything stops at once. Anybody may say it."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResumePlay:
    """The real emergency is over or was none; the clock stays paused until it is started."""


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """Somebody sits down at a seat: `way` is window, browser or paper; `who` is a name if one was given."""

    seat: str
    way: str
    who: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class LeaveSeat:
    """A seat is empty again."""

    seat: str
    way: str
    who: str = ""


ConductCommand = (
    ReleaseInject
    | SkipInject
    | DeferInject
    | HoldInject
    | ImproviseInject
    | SendMessage
    | AskForBeliefs
    | StateBelief
    | LogDecision
    | SetBookmark
    | PauseAt
    | StopPlay
    | ResumePlay
    | TakeSeat
    | LeaveSeat
)
