"""The small plot: calls per minute with flags for faults and acts; numbers only, the widget decides on pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from hotwash.domain.conduct_facts import BookmarkSet, InjectReleased
from hotwash.domain.facts import ActionEnded, CallsTallied, FaultBegan, FaultEnded, Happened
from hotwash.domain.outcomes import BY_ESINET, FAILED, Way
from hotwash.domain.time import HOUR, MINUTE, Millis
from hotwash.exercise.projections.tallies import public
from hotwash.viewmodels.words import msg, said

STEPS: tuple[Millis, ...] = (
    *(minutes * MINUTE for minutes in (15, 30)),
    *(hours * HOUR for hours in (1, 2, 3, 6, 12, 24)),
)
"""Times that an axis may be marked at."""


@dataclass(frozen=True, slots=True)
class MinuteBar:
    """One minute of calls, ending at `at`."""

    at: Millis
    offered: int
    answered: int
    failed: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that explains a bend in the lines. `kind` is fault, cleared, action, inject or bookmark."""

    at: Millis
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that is drawn; `span` is the whole exercise."""

    minutes: tuple[MinuteBar, ...]
    flags: tuple[Flag, ...]
    now: Millis
    span: Millis

    @property
    def highest(self) -> int:
        """The largest number of any minute, at least 5."""
        return max([5, *(max(bar.offered, bar.answered, bar.failed) for bar in self.minutes)])


def time_step(span: Millis, room: float) -> Millis:
    """How far apart the marks of the time axis stand so that at most `room` of them do."""
    day = STEPS[-1]
    return next((step for step in STEPS if span / step <= room), day * max(1, ceil(span / day / max(room, 1))))


def minute_bar(happened: Happened, fact: CallsTallied) -> MinuteBar:
    """One tally without its test calls."""
    ours = public(fact)
    return MinuteBar(
        happened.at,
        fact.started.get(Way.NINE_ONE_ONE.value, 0),
        sum(ours.get(outcome.value, 0) for outcome in BY_ESINET),
        sum(ours.get(outcome.value, 0) for outcome in FAILED),
    )


def flag(happened: Happened) -> Flag | None:
    """The flag of a fact, if it has one."""
    match happened.fact:
        case FaultBegan(title=title):
            return Flag(happened.at, "fault", said(title))
        case FaultEnded(title=title):
            return Flag(happened.at, "cleared", msg("over: {title}", title=said(title)))
        case ActionEnded(title=title):
            return Flag(happened.at, "action", said(title))
        case InjectReleased(number=number, subject=subject):
            return Flag(happened.at, "inject", msg("inject {number}: {subject}", number=number, subject=subject))
        case BookmarkSet(title):
            return Flag(happened.at, "bookmark", msg("bookmark: {title}", title=title))
        case _:
            return None
