"""The map as one seat's desk would show it: states that were told to it and its own alarms, never a cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from hotwash.analysis.conditions import Condition, Standing
from hotwash.domain.facts import AlarmCleared, AlarmRaised, Happened, StateChanged
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.visibility import Eyes, eyes_of
from hotwash.viewmodels.map_state import MapState

WORKING_STATES = frozenset({"Normal", "Active", "Green"})
"""Words of the registries of NENA-STA-010.3f that say that all is well."""
DOWN_STATES = frozenset({"Down", "Unreachable", "Inactive", "Red"})
"""Those that say that nothing gets through."""


class SeatSight(Protocol):
    """The least that the map needs of a seat's desk."""

    @property
    def states(self) -> Mapping[str, str]:
        """The newest state told of each element that is on this seat's own map, in the registry's word."""
        ...

    @property
    def alarmed(self) -> frozenset[str]:
        """Elements and policies with an alarm at this seat that stands."""
        ...


@dataclass(eq=False, slots=True)
class Followed:
    """What a seat's eyes have seen of the map so far."""

    eyes: Eyes
    states: dict[str, str] = field(default_factory=dict)
    _alarms: dict[int, str] = field(default_factory=dict)

    def take(self, one: Happened) -> None:
        """One more fact, in order; the rule of visibility is asked first."""
        match self.eyes.see(one.fact):
            case StateChanged(element=element, state=state):
                self.states[element] = state
            case AlarmRaised(alarm=alarm, element=element) if element:
                self._alarms[alarm] = element
            case AlarmCleared(alarm=alarm):
                self._alarms.pop(alarm, None)
            case _:
                pass

    @property
    def alarmed(self) -> frozenset[str]:
        """Elements and policies with an alarm at this seat that stands."""
        return frozenset(self._alarms.values())


class SeatMaps:
    """The maps of all seats, followed side by side."""

    def __init__(self, scenario: Scenario) -> None:
        self._network = scenario.network
        eyes = eyes_of(scenario.seats.values(), scenario.network)
        self._followed = {seat: Followed(sees) for seat, sees in eyes.items()}

    def take(self, fresh: Iterable[Happened]) -> None:
        """Facts that are new, in order."""
        for one in fresh:
            for followed in self._followed.values():
                followed.take(one)

    def of(self, seat: str) -> MapState:
        """The map of a seat's desk; one without any state where there is no such seat."""
        seen = self._followed.get(seat)
        return seat_map(seen, self._network) if seen is not None else MapState(seat_view=True)


def seat_map(sight: SeatSight, network: Network) -> MapState:
    """The map of that desk. An alarm about a policy stands at every border that applies it."""
    borders = {border.id for border in network.borders() if border.policy in sight.alarmed}
    told = {element: _condition(state) for element, state in sight.states.items() if state not in WORKING_STATES}
    return MapState(told, alarmed=sight.alarmed | borders, seat_view=True)


def _condition(state: str) -> Condition:
    return Condition(Standing.DOWN if state in DOWN_STATES else Standing.DEGRADED, state)
