"""Acts that seats have asked for: those that wait for somebody's word, and what became of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import ActionAsked, ActionBegan, ActionDeclined, Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.exercise.projections.board import Board, RequestLine
from hotwash.viewmodels.seat import asked_words
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. `approver` says whose word the scenario wants, where it is not the facilitator's."""

    request: int
    text: str
    when: str
    approver: str


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A request that was answered."""

    time: str
    kind: str
    text: str
    reference: str


class Decided:
    """Follows requests until they are answered; grows with the facts."""

    def __init__(self, scenario: Scenario, names: Mapping[str, str]) -> None:
        self._scenario, self._names = scenario, names
        self._open: dict[tuple[str, str], RequestLine] = {}
        self.lines: list[DecidedLine] = []

    def take(self, one: Happened) -> None:
        """One more fact, in order."""
        match one.fact:
            case ActionAsked(request, action, title, seat, approver):
                self._open[action, seat] = RequestLine(one.seq, one.at, request, action, title, seat, approver)
            case ActionDeclined(action=action, seat=seat, by=by, reason=reason):
                asked = self._open.pop((action, seat), None)
                if asked is not None:
                    words = msg("Declined by {by}: {what}", by=self._name(by), what=self._words(asked))
                    self._add(one, "refused", f"{words}. {reason}" if reason else words)
            case ActionBegan(action=action, seat=seat):
                asked = self._open.pop((action, seat), None)
                if asked is not None:
                    self._add(one, "action", msg("Approved: {what}", what=self._words(asked)))
            case _:
                pass

    def _words(self, asked: RequestLine) -> str:
        return asked_words(self._scenario, asked)

    def _name(self, by: str) -> str:
        return msg("the facilitator") if by == FACILITATOR else self._names.get(by, by)

    def _add(self, one: Happened, kind: str, text: str) -> None:
        self.lines.append(DecidedLine(clock(one.at), kind, text, one.reference))


def request_rows(scenario: Scenario, board: Board) -> tuple[RequestRow, ...]:
    """Every open request, the oldest first; none once the exercise is over."""
    rows = []
    for line in () if board.ended else board.requests:
        approver = ""
        if line.approver != FACILITATOR:
            approver = msg("for {seat} to approve", seat=scenario.seats[line.approver].name)
        rows.append(
            RequestRow(line.request, asked_words(scenario, line), msg("since {time}", time=clock(line.at)), approver)
        )
    return tuple(rows)
