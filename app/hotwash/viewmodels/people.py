"""Who sits where: every seat with whoever is there, at a window, in a browser or on paper."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.conduct import Present
from hotwash.viewmodels.conduct_lines import WAY_WORDS
from hotwash.viewmodels.words import msg, noop, said

PART_WORDS = {Part.PLAYER: noop("player"), Part.EVALUATOR: noop("evaluator"), Part.OBSERVER: noop("observer")}


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person, or one device, at a seat."""

    way: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat. `barred` says why nobody can sit down in a recording."""

    seat: str
    name: str
    organisation: str
    part: str
    sitting: tuple[Sitting, ...]
    on_paper: bool
    barred: str = ""


def seat_rows(scenario: Scenario, board: Board, barred: str = "") -> tuple[SeatRow, ...]:
    """Every seat in the author's order."""
    return tuple(
        SeatRow(
            seat.id,
            seat.name,
            seat.organisation,
            said(PART_WORDS[seat.part]),
            tuple(_sitting(one) for one in board.conduct.present if one.seat == seat.id),
            any(one.seat == seat.id and one.way == "paper" for one in board.conduct.present),
            barred,
        )
        for seat in scenario.seats.values()
    )


def seated(rows: tuple[SeatRow, ...]) -> str:
    """How many seats are taken, in words."""
    return msg("{taken} of {all} seats taken", taken=sum(bool(row.sitting) for row in rows), all=len(rows))


def _sitting(one: Present) -> Sitting:
    way = said(WAY_WORDS.get(one.way, one.way))
    name = one.who or one.organisation
    words = msg("{name}, {way}, since {time}", name=name, way=way, time=clock(one.since))
    return Sitting(one.way, one.who, words if name else msg("{way} since {time}", way=way, time=clock(one.since)))
