"""The fault list: what waits, what is armed, what is live and what is over, in the scenario's order."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, clock
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.seat import subject

STATES = ("live", "armed", "waiting", "over")


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault. `state` is live, armed (begins by itself), waiting (for the facilitator) or over."""

    id: str
    title: str
    code: str
    state: str
    when: str
    sentence: str
    can_launch: bool
    can_clear: bool


def fault_rows(scenario: Scenario, board: Board, now: Millis) -> tuple[FaultRow, ...]:
    """Every fault of the scenario as it stands now, live ones first."""
    rows = []
    titles = [planned.fault.title for planned in scenario.faults.values()]
    for planned in scenario.faults.values():
        live = board.fault(planned.id)
        over = next((line for line in reversed(board.ended_faults) if line.fault == planned.id), None)
        if live is not None:
            state, when = "live", f"since {clock(live.began)}"
        elif over is not None:
            state, when = "over", f"{clock(over.began)} to {clock(over.ended)}"
        elif planned.at is not None and planned.at >= now:
            state, when = "armed", f"begins at {clock(planned.at)}"
        else:
            state, when = "waiting", "for you to launch"
        title = planned.fault.title
        if titles.count(title) > 1:
            title = f"{title}: {subject(scenario.network, planned.fault) or planned.id}"
        rows.append(
            FaultRow(
                planned.id,
                title,
                planned.fault.code,
                state,
                when,
                planned.fault.narrative(scenario.network),
                can_launch=live is None and not board.ended,
                can_clear=live is not None and not board.ended,
            )
        )
    return tuple(sorted(rows, key=lambda row: STATES.index(row.state)))


def next_fault_at(scenario: Scenario, board: Board, now: Millis) -> Millis | None:
    """When the next armed fault begins by itself; None where none will."""
    times = [p.at for p in scenario.faults.values() if p.at is not None and p.at > now and board.fault(p.id) is None]
    return min(times, default=None)
