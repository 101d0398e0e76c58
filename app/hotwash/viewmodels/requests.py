"""Acts that seats have asked for and that wait for the facilitator's word."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.seat import asked_words
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. `approver` says whose word the scenario wants, where it is not the facilitator's."""

    request: int
    text: str
    when: str
    approver: str


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
