"""Conditions over what has happened, for injects, critical tasks, evaluator cues and reports alike.

How one is written stands in `predicate_text`; whether one is true is worked out elsewhere, from facts alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class TimeReached:
    """Exercise time is `at` or later."""

    at: Millis


@dataclass(frozen=True, slots=True)
class FaultLive:
    """A fault of the scenario is live (empty: any)."""

    fault: str = ""


@dataclass(frozen=True, slots=True)
class ActBegun:
    """An act has been begun, by any seat where `seat` is empty."""

    action: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class ActOver:
    """An act has been begun and is over, whatever came of it."""

    action: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class AlarmRung:
    """An alarm of that name has been raised (empty: any alarm)."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class AlarmSeen:
    """An alarm of that name has been acknowledged (empty: any), by any seat where `seat` is empty."""

    name: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneMet:
    """A milestone of `domain.steps.MILESTONES` has been reached."""

    name: str


@dataclass(frozen=True, slots=True)
class MessageSentBy:
    """A seat has sent a message, to anybody where `to` is empty (`simcell` for a simulated partner)."""

    seat: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A seat has written a decision into its log (empty: any seat)."""

    seat: str = ""


@dataclass(frozen=True, slots=True)
class CauseStated:
    """A situation card has named a kind of fault as the cause, at least this sure (0 to 100)."""

    cause: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class InjectOut:
    """An inject has been released."""

    inject: str


@dataclass(frozen=True, slots=True)
class CallsLost:
    """So many 911 attempts of the public have failed since the start, or in the last `within` ms (whole minutes)."""

    at_least: int
    within: Millis = 0


@dataclass(frozen=True, slots=True)
class CallsQueued:
    """So many calls waited at the end of the last whole minute."""

    at_least: int


@dataclass(frozen=True, slots=True)
class ReachedBelow:
    """Of 911 attempts decided in the last `within` ms (whole minutes), fewer than `permille` were answered by voice."""

    permille: int
    within: Millis = 60_000


@dataclass(frozen=True, slots=True)
class StateIs:
    """The newest state told of an element is that word of its registry (NENA-STA-010.3f), for example `Unreachable`."""

    element: str
    state: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """A condition has been true without a break for so long."""

    of: Predicate
    ms: Millis


@dataclass(frozen=True, slots=True)
class Negated:
    """A condition is not true."""

    of: Predicate


@dataclass(frozen=True, slots=True)
class Every:
    """All of them are true."""

    of: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of them is true."""

    of: tuple[Predicate, ...]


Leaf = (
    TimeReached
    | FaultLive
    | ActBegun
    | ActOver
    | AlarmRung
    | AlarmSeen
    | MilestoneMet
    | MessageSentBy
    | DecisionTaken
    | CauseStated
    | InjectOut
    | CallsLost
    | CallsQueued
    | ReachedBelow
    | StateIs
)
Predicate = Leaf | Lasting | Negated | Every | Some
