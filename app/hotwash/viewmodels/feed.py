"""The trainee feed: what seats did, said, believed and decided, in one list that is filtered by seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import ActKeyedIn, BeliefStated, DecisionLogged, MessageSent, PlayStopped
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    ActionEnded,
    AlarmAcknowledged,
    CommandRefused,
    Fact,
    Happened,
    NoteWritten,
)
from hotwash.domain.review_facts import Observed
from hotwash.viewmodels.log_lines import log_line


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One line, with the seat whose doing it is."""

    seat: str
    time: str
    kind: str
    text: str
    reference: str


class Feed:
    """Grows with the facts."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self.lines: list[FeedLine] = []

    def take(self, one: Happened) -> None:
        """One more fact, in order."""
        seat = doer(one.fact)
        if seat and seat != FACILITATOR:
            line = log_line(one, self._names)
            self.lines.append(FeedLine(seat, line.time, line.kind, line.text, line.reference))


def doer(fact: Fact) -> str:
    """Who did what a fact tells; empty where it is nobody's doing or is not for the feed."""
    match fact:
        case ActionAsked(seat=seat) | ActionBegan(seat=seat) | ActionEnded(seat=seat) | AlarmAcknowledged(seat=seat):
            return seat
        case MessageSent(seat=seat) | BeliefStated(seat=seat) | DecisionLogged(seat=seat) | ActKeyedIn(seat=seat):
            return seat
        case NoteWritten(actor=actor) | CommandRefused(actor=actor):
            return actor
        case ActionDeclined(by=by) | PlayStopped(by=by) | Observed(by=by):
            return by
        case _:
            return ""
