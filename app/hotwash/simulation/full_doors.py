"""Links and proxies that are full: found in the calls they have refused, told with an alarm, and looked at again.

The calls give no notice of these, only a count; so they are looked for when a minute is over, and by name in its rows.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hotwash.catalogue.places import called
from hotwash.domain.facts import Fact, StateChanged
from hotwash.domain.outcomes import Way
from hotwash.domain.policy_routing import ElementState
from hotwash.domain.sentences import say
from hotwash.simulation.alarms import Alarms
from hotwash.simulation.calls_view import WAYS, Columns
from hotwash.simulation.compile import door_places
from hotwash.simulation.control import Control
from hotwash.simulation.full_queues import MODEL
from hotwash.simulation.states import ELEMENT_STATE
from hotwash.simulation.tables import Outcome, Route, Treatment
from hotwash.simulation.world import World

LONGEST_TALK = 30
"""Minutes; a call under way that began earlier is not looked for where two limits lie on one way."""
FULL_DOOR_STANDS = 10
"""Minutes without a refusal after which a link or a proxy is no longer told as full; a default."""
_EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)
_MEETS = {
    Treatment.SILENT: (int(Outcome.SILENT), int(Outcome.IN_PROGRESS)),
    Treatment.REJECT: (int(Outcome.REJECTED),),
    Treatment.NO_AUDIO: (int(Outcome.NO_AUDIO),),
}


class FullDoors:
    """Every link and proxy with a limit. `minute_over` must be called at each whole minute, before calls are told."""

    def __init__(self, world: World, control: Control, alarms: Alarms, tell: Callable[[Fact], None]) -> None:
        self._world, self._control, self._alarms, self._tell = world, control, alarms, tell
        self._places = door_places(world.present.network)
        self._refused = 0
        self._rows = 0
        self._before: tuple[int, ...] = (0,)
        """First row of each of the last minutes, in which calls may have begun that are still under way."""
        self._standing: dict[str, tuple[int, int]] = {}
        """Places that are told as full, each with its alarm and in how many minutes it will not be."""

    def minute_over(self) -> None:
        """Tell what has refused calls in this minute, and what has refused none for long."""
        counters = self._world.kernel.counters()
        full = self._refusing() if counters["doors_refused"] != self._refused else []
        self._refused = counters["doors_refused"]
        self._before = (*self._before[-LONGEST_TALK:], self._rows)
        self._rows = counters["attempts"] + counters["call_backs"]
        for place in full:
            alarm = self._standing[place][0] if place in self._standing else self._filled(place)
            self._standing[place] = (alarm, FULL_DOOR_STANDS + 1)
        for place, (alarm, minutes) in list(self._standing.items()):
            self._standing[place] = (alarm, minutes - 1)
            if minutes <= 1:
                del self._standing[place]
                self._alarms.clear(alarm, MODEL)
                self._state(place, ElementState.NORMAL)

    def _filled(self, place: str) -> int:
        network = self._world.present.network
        text = say("No more calls fit through {place}; the next ones are refused.", place=called(network, place))
        self._state(place, ElementState.OVERLOADED)
        link = network.links.get(place)
        return self._alarms.raise_own("ElementStateChangeLogEvent", link.a if link else place, text)

    def _state(self, place: str, state: ElementState) -> None:
        """Only elements have a state."""
        if place in self._world.present.network.elements:
            self._tell(StateChanged(place, ELEMENT_STATE, state.value, MODEL))

    def _refusing(self) -> list[str]:
        """What has refused a call since this was last asked, in the order of the network."""
        first = min(self._rows, self._before[0])
        columns = self._world.calls.columns(first)
        lost = (columns["located"] != 1) | (columns["outcome"] == int(Outcome.NO_AUDIO))
        fresh = np.arange(len(lost)) >= self._rows - first
        rows = np.flatnonzero((columns["way"] == _EMERGENCY) & lost & fresh)
        by_sort: dict[tuple[int, int, int], int] = {}
        for row, *sort in zip(
            rows.tolist(), *(columns[name][rows].tolist() for name in ("route", "astray", "outcome")), strict=True
        ):
            by_sort.setdefault((sort[0], sort[1], sort[2]), row)
        full: set[int] = set()
        for (number, astray, outcome), row in by_sort.items():
            route = self._world.tables.routes[number]
            full.update(self._suspects(route.astray or route if astray else route, outcome, columns, row))
        return [self._places[door] for door in sorted(full)]

    def _suspects(self, route: Route, outcome: int, columns: Columns, row: int) -> list[int]:
        """The door of a route that refused a call (a row) which ended so: the fullest; none where a line did it."""
        doors = self._world.tables.doors
        fits = [door for door in route.doors if doors[door].limit and outcome in _MEETS[Treatment(doors[door].over)]]
        by_line = {Treatment.SILENT: route.silent, Treatment.REJECT: route.rejected, Treatment.NO_AUDIO: route.no_audio}
        fits = [door for door in fits if not by_line[Treatment(doors[door].over)]]
        if len(fits) < 2:
            return fits
        return [max(fits, key=lambda door: self._held(door, columns, row) / doors[door].limit)]

    def _held(self, door: int, columns: Columns, row: int) -> int:
        """Calls behind a door when a call began that it may have refused."""
        routes = self._world.tables.routes
        rows = (*routes, *(route.astray or route for route in routes))
        passing = np.array([door in route.doors for route in rows], dtype=bool)
        began, ended = columns["started"][:row], columns["ended"][:row]
        at = int(columns["started"][row])
        through = passing[columns["route"][:row] + len(routes) * columns["astray"][:row]] & (
            columns["located"][:row] == 1
        )
        return int(np.count_nonzero(through & (began <= at) & ((ended < 0) | (ended > at))))
