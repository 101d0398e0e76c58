"""The map as one seat's desk would show it: states that were told to it and its own alarms, never a cause."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.analysis.conditions import Condition, Standing
from hotwash.domain.facts import Happened
from hotwash.domain.network import Network
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.visibility import Eyes, eyes_of
from hotwash.exercise.instruments import USUAL
from hotwash.exercise.projections.seat_board import SeatBoard, evolve_seat, seen
from hotwash.viewmodels.map_state import MapState

DOWN_STATES = frozenset({"Down", "Unreachable", "Inactive", "Red"})
"""Words of the registries of NENA-STA-010.3f that say that nothing gets through."""


class SeatMaps:
    """The maps of all seats; a desk is only folded while it is looked at."""

    def __init__(self, scenario: Scenario) -> None:
        self._network = scenario.network
        self._eyes = eyes_of(scenario.seats.values(), scenario.network)
        self._boards: dict[str, tuple[int, SeatBoard]] = {}

    def of(self, seat: str, facts: Sequence[Happened]) -> MapState:
        """The map of a seat's desk after these facts; one without any state where there is no such seat."""
        if seat not in self._eyes:
            return MapState(seat_view=True)
        read, board = self._boards.get(seat, (0, SeatBoard(seat)))
        for one in seen(self._eyes[seat], facts[read:]):
            board = evolve_seat(board, one)
        self._boards[seat] = (len(facts), board)
        return seat_map(board, self._network, own_map(self._eyes[seat], self._network))


def own_map(eyes: Eyes, network: Network) -> frozenset[str] | None:
    """What stands on a seat's own map; None where that is everything, as for evaluators."""
    if eyes.seat.part is Part.EVALUATOR:
        return None
    firewalls = {border.id for border in network.borders() if border.policy in eyes.policies}
    own = eyes.elements | eyes.psaps | eyes.origins | firewalls
    return None if own.issuperset(network.elements) else own


def seat_map(board: SeatBoard, network: Network, own: frozenset[str] | None = None) -> MapState:
    """The map of that desk. An alarm about a policy stands at every border that applies it.

    Where tools tell different states of an element, the worst is shown.
    """
    alarmed = frozenset(alarm.element for alarm in board.alarms if alarm.stands and alarm.element)
    borders = {border.id for border in network.borders() if border.policy in alarmed}
    told: dict[str, Condition] = {}
    for line in sorted(board.states, key=lambda line: line.state in DOWN_STATES):
        if line.state not in USUAL:
            standing = Standing.DOWN if line.state in DOWN_STATES else Standing.DEGRADED
            told[line.element] = Condition(standing, line.state)
    rung = alarmed | borders
    return MapState(told, alarmed=rung, seat_view=True, own=None if own is None else own | rung)
