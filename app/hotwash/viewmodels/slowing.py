"""Slowing the clock to life's own speed when the room has something to do; a person switches that on."""

from __future__ import annotations

from hotwash.domain.commands import FACILITATOR, SetSpeed
from hotwash.domain.conduct_facts import InjectDue, InjectReleased
from hotwash.domain.facts import ActionAsked, Fact
from hotwash.exercise.session import Session
from hotwash.viewmodels.words import msg

LIFE = 1_000
"""Exercise seconds in a thousand wall seconds at ×1, which is as fast as people can follow."""


class Slowing:
    """Looks at the facts that are new. What it orders is a command like any other and stands in the log."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.on = False
        self._seen = (session.board.branch, len(session.facts))

    def look(self) -> str:
        """Slow down where something has come up that waits for people; what it was, as a sentence, or nothing."""
        board = self._session.board
        branch, read = self._seen
        self._seen = (board.branch, len(board.log))
        if not self.on or branch != board.branch or not board.running or board.speed_permille <= LIFE:
            return ""
        what = next(filter(None, (self._told(one.fact) for one in board.log[read:])), "")
        if not what or not self._session.ask(FACILITATOR, SetSpeed(LIFE)).accepted:
            return ""
        return msg("Slowed to ×1: {what}.", what=what)

    def _told(self, fact: Fact) -> str:
        injects, seats = self._session.scenario.injects, self._session.scenario.seats
        match fact:
            case InjectDue(inject=inject) if inject in injects:
                one = injects[inject]
                return msg("inject {number} is due, {subject}", number=one.shown_number, subject=one.subject)
            case InjectReleased(number=number, subject=subject, by=by) if by != FACILITATOR:
                return msg("inject {number} went out, {subject}", number=number, subject=subject)
            case ActionAsked(seat=seat) if seat in seats:
                return msg("{seat} waits for approval", seat=seats[seat].name)
            case _:
                return ""
