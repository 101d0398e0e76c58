"""Plays a whole exercise without a screen: decisions at their times, then the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock
from hotwash.domain.scenario import Decision
from hotwash.domain.time import Millis
from hotwash.exercise.session import Session


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that the exercise would not take."""

    decision: Decision
    sentence: str


def play(session: Session, decisions: Sequence[Decision], until: Millis) -> list[Refused]:
    """Run from the beginning to `until` and end; returns the decisions that were refused."""
    refused = []
    session.ask(FACILITATOR, StartClock())
    for decision in sorted(decisions, key=lambda item: item.at):
        if decision.at > until:
            break
        _let_pass(session, decision.at)
        if session.board.ended:
            break
        answer = session.ask(decision.actor, decision.command)
        if not answer.accepted:
            refused.append(Refused(decision, answer.sentence))
    _let_pass(session, until)
    if not session.board.ended:
        session.ask(FACILITATOR, EndExercise())
    session.settle()
    return refused


def _let_pass(session: Session, until: Millis) -> None:
    """Time up to `until`; where the disk fails, the trouble is raised instead of refusing every decision."""
    if not session.run_to(until):
        session.settle()
