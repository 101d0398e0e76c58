"""What happened while an exercise was conducted, beside clock, faults and acts; each complete in itself."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class InjectDue:
    """An inject may be released now; `why` says by what. `until` is when it goes out by itself, -1 where it waits."""

    inject: str
    why: str
    until: Millis = -1


@dataclass(frozen=True, slots=True)
class InjectReleased:
    """An inject is out; `by` is the facilitator, or `clock`. What it did follows as facts of its own."""

    inject: str
    number: str
    subject: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class InjectSkipped:
    """An inject is not played."""

    inject: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectDeferred:
    """An inject becomes due at `to`."""

    inject: str
    to: Millis
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectHeld:
    """An inject that is due does not go out by itself."""

    inject: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectLapsed:
    """What an inject waited for did not come true in its time."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectImprovised:
    """An inject that is not in the MSEL was put in; its release follows."""

    inject: str
    subject: str
    text: str
    sender: str
    mode: str
    to: tuple[str, ...]
    public: bool
    fault: str
    by: str


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A person's message: `seat` sent it (the facilitator for the SimCell), `sender` is who speaks."""

    message: int
    seat: str
    sender: str
    to: tuple[str, ...]
    mode: str
    text: str
    answers: int


@dataclass(frozen=True, slots=True)
class BeliefsAsked:
    """Seats (none named: every player) were asked for a situation card."""

    seats: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class BeliefStated:
    """A seat's situation card; `cause` is a kind of fault, or empty."""

    seat: str
    text: str
    sure: int
    cause: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLogged:
    """A line of a seat's decision log."""

    seat: str
    decision: str
    because: str
    expect: str


@dataclass(frozen=True, slots=True)
class BookmarkSet:
    """A moment was marked for the debrief."""

    title: str
    by: str


@dataclass(frozen=True, slots=True)
class PauseSet:
    """The clock will pause by itself at `at`; -1: it will not."""

    at: Millis


@dataclass(frozen=True, slots=True)
class PlayStopped:
    """Somebody called a real emergency; time stands."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlayResumed:
    """The facilitator lets play go on."""

    by: str


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """Somebody sits at a seat; `way` is window, browser or paper."""

    seat: str
    way: str
    who: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SeatLeft:
    """A seat is empty again."""

    seat: str
    way: str
    who: str


@dataclass(frozen=True, slots=True)
class ActKeyedIn:
    """The facilitator keyed in what a seat did on paper at `acted`; the facts that follow are the act itself."""

    seat: str
    acted: Millis
    what: str


ConductFact = (
    InjectDue
    | InjectReleased
    | InjectSkipped
    | InjectDeferred
    | InjectHeld
    | InjectLapsed
    | InjectImprovised
    | MessageSent
    | BeliefsAsked
    | BeliefStated
    | DecisionLogged
    | BookmarkSet
    | PauseSet
    | PlayStopped
    | PlayResumed
    | SeatTaken
    | SeatLeft
    | ActKeyedIn
)
