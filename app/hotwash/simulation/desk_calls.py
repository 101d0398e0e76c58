"""Calls as the tool of one PSAP or one network has recorded them: which ones, when, and what came of them there.

Knows no seat and no words; whoever asks must be entitled to the place (`domain.visibility`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hotwash.analysis.verdict import CallVerdict
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.time import Millis
from hotwash.domain.visibility import AT_ORIGIN, AT_PSAP
from hotwash.simulation.calls_view import OUTCOMES, WAYS, CallsView, Columns

EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)
IN_PROGRESS = OUTCOMES.index(Outcome.IN_PROGRESS)
BUSY = OUTCOMES.index(Outcome.BUSY)
_PSAP_TELLS = np.array([outcome in AT_PSAP for outcome in OUTCOMES])
_ORIGIN_TELLS = np.array([outcome in AT_ORIGIN or outcome is Outcome.IN_PROGRESS for outcome in OUTCOMES])

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One attempt. `number` counts the calls of the places asked for from 1; times in ms of exercise time, -1 for not
    yet. `picked_up` is when a call taker took it, whether or not anything could be heard.

    `caller` names the caller to nobody: it stands for a pseudonym. `verdict` is the network's on such calls when it
    began, of which a tool may tell no more than what reaches its place.
    """

    number: int
    place: str
    caller: int
    way: Way
    outcome: Outcome
    started: Millis
    delivered: Millis
    picked_up: Millis
    ended: Millis
    located: bool
    verdict: CallVerdict


class Recordings:
    """The columns of one moment, read once for every seat that asks."""

    def __init__(self, view: CallsView, network: Network) -> None:
        self.view = view
        self.columns: Columns = view.columns()
        self._network = network
        self._psaps = {psap.id: number for number, psap in enumerate(network.psaps())}

    def at_psaps(self, psaps: Collection[str], most: int) -> tuple[Recorded, ...]:
        """The newest calls that came to these PSAPs by any way, oldest first; never one that did not get there."""
        columns = self.columns
        own = np.array([psap in psaps for psap in self._psaps] + [False])
        outcome = columns["outcome"]
        came = (columns["delivered"] >= 0) | (outcome == BUSY)
        names = tuple(self._psaps)
        return self._newest(
            own[columns["psap"]] & came & _PSAP_TELLS[outcome], most, lambda row: names[columns["psap"][row]]
        )

    def at_origins(self, origins: Collection[str], most: int) -> tuple[Recorded, ...]:
        """The newest 911 calls of these originating networks, oldest first."""
        columns, view = self.columns, self.view
        theirs = np.array([view.origin_of(stream) in origins for stream in range(view.stream_count())], dtype=bool)
        route, outcome = columns["route"], columns["outcome"]
        chosen = (columns["way"] == EMERGENCY) & theirs[route] & _ORIGIN_TELLS[outcome]
        return self._newest(chosen, most, lambda row: view.origin_of(int(route[row])))

    def _newest(self, chosen: npt.NDArray[np.bool_], most: int, place_of: Callable[[int], str]) -> tuple[Recorded, ...]:
        rows = np.flatnonzero(chosen)
        first = max(0, len(rows) - most)
        return tuple(
            self._recorded(number, place_of(row), row) for number, row in enumerate(rows[first:].tolist(), first + 1)
        )

    def _recorded(self, number: int, place: str, row: int) -> Recorded:
        of = {name: int(column[row]) for name, column in self.columns.items()}
        return Recorded(
            number,
            place,
            of["caller"],
            WAYS[of["way"]],
            OUTCOMES[of["outcome"]],
            of["started"],
            of["delivered"],
            of["answered"] if of["answered"] >= 0 else of["seized"],
            of["ended"],
            of["located"] > 0,
            self.view.verdict(of["version"], of["route"], of["astray"]),
        )


def queue_of(view: CallsView, network: Network, psaps: Iterable[str]) -> dict[str, tuple[int, int, int, Millis]]:
    """By PSAP: callers waiting, call takers who talk, positions staffed, and since when the longest waits (-1)."""
    numbers = {psap.id: number for number, psap in enumerate(network.psaps())}
    waiting, busy, positions, oldest = view.waiting(), view.busy(), view.positions(), view.oldest_since()
    return {
        psap: (int(waiting[n]), int(busy[n]), int(positions[n]), int(oldest[n]))
        for psap in psaps
        for n in (numbers[psap],)
    }
