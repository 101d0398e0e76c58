"""Going back to an earlier moment: which moments there are, what has passed since, and how far the way back is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR, CancelRewind, Rewind
from hotwash.domain.conduct_facts import (
    BeliefStated,
    BookmarkSet,
    DecisionLogged,
    InjectReleased,
    MessageSent,
)
from hotwash.domain.facts import ActionBegan, CallsTallied, FaultBegan, FaultEnded, Happened, NoteWritten
from hotwash.domain.outcomes import FAILED
from hotwash.domain.review_facts import FeedbackGiven, ReviewFact
from hotwash.domain.time import MINUTE, Millis, clock, parse_clock
from hotwash.exercise.projections.tallies import public
from hotwash.exercise.session import Session
from hotwash.viewmodels.faults import fault_title
from hotwash.viewmodels.words import msg, said, said_by

EVERY: Millis = 5 * MINUTE
"""Whole times that are offered beside what happened."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to go back to; `what` is what happened there, `key` a word for its kind."""

    at: Millis
    key: str
    what: str

    @property
    def text(self) -> str:
        """The moment as one line of a list."""
        return f"{clock(self.at)}  {self.what}"


class Rewinding:
    """What a dialog asks and orders of one exercise; it follows whatever history is played."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def moments(self) -> tuple[Moment, ...]:
        """Bookmarks, injects, faults and whole times before now, newest first."""
        session = self._session
        titles = {fault: fault_title(session.scenario, fault) for fault in session.scenario.faults}
        found = [_moment(one, titles) for one in session.facts]
        whole = [Moment(at, "time", msg("a five-minute mark")) for at in range(0, session.now, EVERY)]
        known = [one for one in (*found, *whole) if one is not None and one.at < session.now]
        return tuple(sorted(known, key=lambda one: (-one.at, one.key != "bookmark", one.key == "time")))

    def asked(self, text: str) -> Millis:
        """The time that somebody wrote as 0:10:00. Raises ValueError with a sentence where it can't be gone back to."""
        at = parse_clock(text.strip().upper().removeprefix("T+"))
        if at >= self._session.now:
            raise ValueError(msg("The exercise is at {now}; choose a time before that.", now=clock(self._session.now)))
        return at

    def passed_since(self, text: str) -> tuple[str, ...]:
        """What has been played since a time, in lines: it stays in the record and is not played on from. Where the time
        can't be gone back to, that sentence alone."""
        try:
            at = self.asked(text)
        except ValueError as error:
            return (said_by(error),)
        since = [one for one in self._session.facts if one.at > at]
        return (
            msg("{passed} of exercise time are left and kept as a history of their own:", passed=_length(self, at)),
            *_counts(since),
        )

    def go(self, text: str, reason: str) -> str:
        """Order the way back; a sentence where that can't be."""
        try:
            at = self.asked(text)
        except ValueError as error:
            return said_by(error)
        return said(self._session.ask(FACILITATOR, Rewind(at, reason.strip())).sentence)

    def cancel(self) -> str:
        """Stay in the present; a sentence where it is too late."""
        return said(self._session.ask(FACILITATOR, CancelRewind()).sentence)

    @property
    def done_permille(self) -> int | None:
        """How far the way back is, in thousandths; None where none is under way."""
        return None if self._session.board.rewinding is None else self._session.way_done_permille

    @property
    def now(self) -> Millis:
        """Where the exercise stands."""
        return self._session.now


def _moment(one: Happened, titles: dict[str, str]) -> Moment | None:
    match one.fact:
        case BookmarkSet(title=title):
            return Moment(one.at, "bookmark", msg("bookmark: {title}", title=title))
        case InjectReleased(number=number, subject=subject):
            return Moment(one.at, "inject", msg("inject {number}: {subject}", number=number, subject=said(subject)))
        case FaultBegan(fault=fault):
            return Moment(one.at, "fault", msg("fault began: {title}", title=titles.get(fault, fault)))
        case FaultEnded(fault=fault):
            return Moment(one.at, "fault", msg("fault ended: {title}", title=titles.get(fault, fault)))
        case _:
            return None


def _length(rewinding: Rewinding, at: Millis) -> str:
    return clock(rewinding.now - at)


def _counts(since: Iterable[Happened]) -> tuple[str, ...]:
    """What was done and lost, a line for each kind of which there is any."""
    facts = [one.fact for one in since]
    tallies = [fact for fact in facts if isinstance(fact, CallsTallied)]
    lost = sum(public(tally).get(outcome.value, 0) for tally in tallies for outcome in FAILED)
    seen = sum(isinstance(fact, ReviewFact) and not isinstance(fact, FeedbackGiven) for fact in facts)

    def of(*kinds: type) -> int:
        return sum(isinstance(fact, kinds) for fact in facts)

    acts, sent, said_so, out = of(ActionBegan), of(MessageSent), of(DecisionLogged, BeliefStated), of(InjectReleased)
    faults, notes = of(FaultBegan), of(NoteWritten)
    lines = (
        (acts, msg("acts begun: {count:,}", count=acts)),
        (sent, msg("messages sent: {count:,}", count=sent)),
        (said_so, msg("decisions and cards: {count:,}", count=said_so)),
        (out, msg("injects released: {count:,}", count=out)),
        (faults, msg("faults begun: {count:,}", count=faults)),
        (notes, msg("notes: {count:,}", count=notes)),
        (lost, msg("attempts that got no help: {count:,}", count=lost)),
        (seen, msg("observations and ratings, which stay with that history: {count:,}", count=seen)),
    )
    return tuple(text for count, text in lines if count)
