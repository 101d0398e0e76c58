"""What was done to conduct the exercise: the MSEL as run, messages, cards, decisions, presence; a fold over facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from hotwash.domain.conduct_facts import (
    ActKeyedIn,
    BeliefsAsked,
    BeliefStated,
    BookmarkSet,
    DecisionLogged,
    InjectDeferred,
    InjectDue,
    InjectHeld,
    InjectImprovised,
    InjectLapsed,
    InjectReleased,
    InjectSkipped,
    MessageSent,
    PauseSet,
    PlayResumed,
    PlayStopped,
    SeatLeft,
    SeatTaken,
)
from hotwash.domain.facts import ClockPaused, Happened
from hotwash.domain.time import Millis
from hotwash.exercise.projections.series import Series

NOTHING: Series[Happened] = Series()
InjectState = Literal["waiting", "due", "held", "released", "skipped", "lapsed"]


@dataclass(frozen=True, slots=True)
class InjectLine:
    """Where an inject stands. Times in ms of exercise time, -1 where there is none; `seq` is that of the newest fact.

    `due_at` is when it became, or will become, due; `until` when it goes out by itself.
    """

    inject: str
    state: InjectState = "waiting"
    seq: int = 0
    due_at: Millis = -1
    until: Millis = -1
    why: str = ""
    out_at: Millis = -1
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a seat."""

    seat: str
    way: str
    who: str
    organisation: str
    since: Millis


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the exercise is being conducted; lists hold facts with their numbers and times, oldest first."""

    injects: tuple[InjectLine, ...] = ()
    """Those of which anything was told, in the order of the first fact about each."""
    improvised: Series[Happened] = NOTHING
    messages: Series[Happened] = NOTHING
    asked: Series[Happened] = NOTHING
    beliefs: Series[Happened] = NOTHING
    decisions: Series[Happened] = NOTHING
    bookmarks: Series[Happened] = NOTHING
    keyed: Series[Happened] = NOTHING
    present: tuple[Present, ...] = ()
    sat: Series[Happened] = NOTHING
    """Who took which seat, for the list of participants."""
    pause_at: Millis = -1
    stopped_by: str = ""
    """Who called a real emergency that is not over; empty where play goes on."""
    stop_reason: str = ""

    def inject(self, inject: str) -> InjectLine:
        """The line of an inject; a waiting one where nothing was told of it."""
        return next((line for line in self.injects if line.inject == inject), InjectLine(inject))


def evolve_conduct(conduct: Conduct, one: Happened) -> Conduct:
    """The same after one more fact."""
    match one.fact:
        case InjectDue() | InjectReleased() | InjectSkipped() | InjectDeferred() | InjectHeld() | InjectLapsed():
            return replace(conduct, injects=_lines(conduct, one))
        case PauseSet(at):
            return replace(conduct, pause_at=at)
        case ClockPaused() if 0 <= conduct.pause_at <= one.at:
            return replace(conduct, pause_at=-1)
        case PlayStopped(by, reason):
            return replace(conduct, stopped_by=by, stop_reason=reason)
        case PlayResumed():
            return replace(conduct, stopped_by="", stop_reason="")
        case SeatTaken(seat, way, who, organisation):
            here = Present(seat, way, who, organisation, one.at)
            return replace(conduct, present=(*_without(conduct, seat, way, who), here), sat=conduct.sat.with_one(one))
        case SeatLeft(seat, way, who):
            return replace(conduct, present=_without(conduct, seat, way, who))
        case fact:
            kept = _LISTS.get(type(fact))
            return conduct if kept is None else kept(conduct, one)


_LISTS: dict[type, Callable[[Conduct, Happened], Conduct]] = {
    InjectImprovised: lambda c, one: replace(c, improvised=c.improvised.with_one(one)),
    MessageSent: lambda c, one: replace(c, messages=c.messages.with_one(one)),
    BeliefsAsked: lambda c, one: replace(c, asked=c.asked.with_one(one)),
    BeliefStated: lambda c, one: replace(c, beliefs=c.beliefs.with_one(one)),
    DecisionLogged: lambda c, one: replace(c, decisions=c.decisions.with_one(one)),
    BookmarkSet: lambda c, one: replace(c, bookmarks=c.bookmarks.with_one(one)),
    ActKeyedIn: lambda c, one: replace(c, keyed=c.keyed.with_one(one)),
}
"""Facts that stand in a list of their own."""


def _without(conduct: Conduct, seat: str, way: str, who: str) -> tuple[Present, ...]:
    return tuple(one for one in conduct.present if (one.seat, one.way, one.who) != (seat, way, who))


def _lines(conduct: Conduct, one: Happened) -> tuple[InjectLine, ...]:
    fact = one.fact
    assert isinstance(fact, InjectDue | InjectReleased | InjectSkipped | InjectDeferred | InjectHeld | InjectLapsed)
    line = _next(conduct.inject(fact.inject), one)
    if any(known.inject == line.inject for known in conduct.injects):
        return tuple(line if known.inject == line.inject else known for known in conduct.injects)
    return (*conduct.injects, line)


def _next(line: InjectLine, one: Happened) -> InjectLine:
    line = replace(line, seq=one.seq)
    match one.fact:
        case InjectDue(why=why, until=until):
            return replace(line, state="due", due_at=one.at, until=until, why=why)
        case InjectReleased(by=by, note=note):
            return replace(line, state="released", out_at=one.at, until=-1, by=by, reason=note)
        case InjectSkipped(by=by, reason=reason):
            return replace(line, state="skipped", until=-1, by=by, reason=reason)
        case InjectDeferred(to=to, by=by, reason=reason):
            return replace(line, state="waiting", due_at=to, until=-1, by=by, reason=reason)
        case InjectHeld(by=by, reason=reason):
            return replace(line, state="held", until=-1, by=by, reason=reason)
        case _:
            return replace(line, state="lapsed", until=-1)
