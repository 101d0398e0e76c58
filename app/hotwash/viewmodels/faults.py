"""The fault list: what waits, what is armed, what is live and what is over, in the scenario's order."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hotwash.domain.elements import Border
from hotwash.domain.fields import about_field
from hotwash.domain.scenario import PlannedFault, Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import reworded
from hotwash.domain.time import Millis, clock, scenario_time
from hotwash.exercise.offers import subject
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.words import msg, noop, said

STATES = ("live", "armed", "over", "waiting")
STATE_WORDS = {"live": noop("LIVE"), "armed": noop("armed"), "waiting": noop("waiting"), "over": noop("over")}
RECORD_WORDS = {
    "live": noop("was live"),
    "armed": noop("was armed"),
    "waiting": noop("not launched"),
    "over": noop("over"),
}
"""The same in a recording, in which nothing begins any more."""


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault. `state` is live, armed (begins by itself), waiting (for the facilitator) or over.

    `barred` says why none of what would be possible can be done with a recording; empty where it can.
    """

    id: str
    title: str
    code: str
    state: str
    when: str
    sentence: str
    can_launch: bool
    can_clear: bool
    can_arm: bool
    can_disarm: bool
    barred: str = ""

    def state_words(self) -> str:
        """How it stands, in a word or two."""
        return said((RECORD_WORDS if self.barred else STATE_WORDS)[self.state])


def fault_rows(scenario: Scenario, board: Board, barred: str = "") -> tuple[FaultRow, ...]:
    """Every fault of the scenario as it stands now, live ones first."""
    rows = []
    for planned in scenario.faults.values():
        state, when = _state(scenario, board, planned)
        when = "" if barred and state == "waiting" else when
        idle = state != "live" and not board.ended
        rows.append(
            FaultRow(
                planned.id,
                fault_title(scenario, planned.id),
                planned.fault.code,
                state,
                when,
                said(reworded(planned.fault.narrative(scenario.network), scenario.swaps)),
                can_launch=idle,
                can_clear=state == "live" and not board.ended,
                can_arm=idle,
                can_disarm=state == "armed" and not board.ended,
                barred=barred,
            )
        )
    return tuple(sorted(rows, key=lambda row: STATES.index(row.state)))


def _state(scenario: Scenario, board: Board, planned: PlannedFault) -> tuple[str, str]:
    live, armed = board.fault(planned.id), dict(board.armed)
    if live is not None:
        return "live", msg("since {time}", time=clock(live.began))
    if planned.id in armed:
        at = armed[planned.id]
        story = f"{scenario_time(scenario.start, at):%H:%M}"
        return "armed", msg("for {story} (T+{time})", story=story, time=clock(at))
    over = next((line for line in reversed(board.ended_faults) if line.fault == planned.id), None)
    if over is not None:
        left = overlays_left(board, planned.id)
        return "over", msg(
            "{began} to {ended}; {left} overlays of it left",
            began=clock(over.began),
            ended=clock(over.ended),
            left=left,
        )
    return "waiting", msg("for you to launch")


def overlays_left(board: Board, fault: str) -> int:
    """How many overlays of a fault are live, counted on the board; 0 is the proof that cleared is cleared."""
    return sum(overlay.key.startswith(f"fault:{fault}:") for overlay in board.live)


def fault_title(scenario: Scenario, fault: str) -> str:
    """The title of a fault; faults of one title are told apart by what they are about."""
    planned = scenario.faults[fault]
    titles = [other.fault.title for other in scenario.faults.values()]
    if titles.count(planned.fault.title) == 1:
        return said(reworded(planned.fault.title, scenario.swaps))
    return f"{said(reworded(planned.fault.title, scenario.swaps))}: {subject(scenario.network, planned.fault) or fault}"


def next_fault_at(board: Board, now: Millis) -> Millis | None:
    """When the next armed fault begins by itself; None where none will."""
    return min((at for _, at in board.armed if at > now), default=None)


def faults_on(scenario: Scenario, element: str) -> tuple[str, ...]:
    """Ids of the faults that name an element or link, its policy or its site."""
    network = scenario.network
    known = {element}
    found = network.elements.get(element)
    if found is not None and found.site:
        known.add(found.site)
    if isinstance(found, Border):
        known.add(found.policy)
    return tuple(planned.id for planned in scenario.faults.values() if _named(planned.fault) & known)


def _named(fault: Fault) -> set[str]:
    named: set[str] = set()
    for item in fields(fault):
        value = getattr(fault, item.name)
        if about_field(item).refers or item.name == "site":
            named.update((value,) if isinstance(value, str) else value)
    return named
