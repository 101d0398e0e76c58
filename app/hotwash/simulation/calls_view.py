"""What the rest of the house may read of the calls: columns, queues and names; nothing here changes a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hotwash.analysis.verdict import CallVerdict
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.time import Millis
from hotwash.simulation.compile import Compiled
from hotwash.simulation.kernel import Calls

Columns = Mapping[str, npt.NDArray[Any]]

OUTCOMES: tuple[Outcome, ...] = tuple(Outcome)
"""Names of the kernel's outcome numbers, in order."""
WAYS: tuple[Way, ...] = tuple(Way)
"""Names of the kernel's way numbers, in order."""
_EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)


class CallsView:
    """A window on the kernel. Every time is whole milliseconds of exercise time; -1 means not yet."""

    def __init__(self, kernel: Calls, compiled: Compiled) -> None:
        self._kernel = kernel
        self._names = compiled.streams
        self._versions: list[tuple[CallVerdict, ...]] = []
        self._since: list[Millis] = []
        self._positions: tuple[int, ...] = ()
        self.take(compiled)

    def add_version(self, verdicts: tuple[CallVerdict, ...], since: Millis = 0) -> int:
        """Remember the verdicts of one compilation; returns its number, which the kernel stamps on attempts."""
        self._versions.append(verdicts)
        self._since.append(since)
        return len(self._versions) - 1

    def take(self, compiled: Compiled) -> None:
        """The tables that hold from now on."""
        self._positions = tuple(row.positions for row in compiled.tables.answering)

    def positions(self) -> Sequence[int]:
        """Positions that are staffed now, by PSAP: those of the shift, with what people and faults change in them."""
        return self._positions

    def since(self, version: int) -> Millis:
        """Exercise time from which a compilation has held."""
        return self._since[version]

    def version_count(self) -> int:
        """How many compilations there have been."""
        return len(self._versions)

    def columns(self, start: int = 0) -> Columns:
        """Attempts from row `start`, a column each: caller, stream, attempt, way, psap, border, route, version,
        started, delivered, answered, ended, outcome, located, astray."""
        return self._kernel.columns(start)

    def waiting(self) -> Sequence[int]:
        """Callers waiting for a call taker, by PSAP."""
        return self._kernel.waiting()

    def busy(self) -> Sequence[int]:
        """Call takers who talk, by PSAP."""
        return self._kernel.busy()

    def oldest_since(self) -> Sequence[int]:
        """When the longest waiting caller of each PSAP arrived; -1 where nobody waits."""
        return self._kernel.oldest_since()

    def log_length(self) -> Sequence[int]:
        """Numbers that wait for a call-back, by PSAP."""
        return self._kernel.log_length()

    def under_way(self, places: frozenset[str]) -> list[int]:
        """Rows of 911 calls that are in a PSAP now and were sent there through any of these elements or links."""
        columns = self.columns()
        live = (columns["ended"] < 0) & (columns["delivered"] >= 0) & (columns["way"] == _EMERGENCY)
        rows: list[int] = np.flatnonzero(live).tolist()
        sent = zip(*(columns[name][live].tolist() for name in ("version", "route", "astray")), strict=True)
        through: dict[tuple[int, int, int], bool] = {}
        found = []
        for row, way in zip(rows, sent, strict=True):
            if way not in through:
                through[way] = self._passes(self.verdict(*way), places)
            if through[way]:
                found.append(row)
        return found

    def _passes(self, verdict: CallVerdict, places: frozenset[str]) -> bool:
        return not (places.isdisjoint(verdict.path) and places.isdisjoint(verdict.links))

    def origin_of(self, stream: int) -> str:
        """Originating network of a stream."""
        return self._names[stream].origin

    def home_of(self, stream: int) -> str:
        """PSAP that a stream's callers belong to."""
        return self._names[stream].psap

    def is_test(self, stream: int) -> bool:
        """Whether a stream is only test calls."""
        return self._names[stream].test

    def kind_of(self, stream: int) -> str:
        """Kind of a stream's calls: call, test, surge or nuisance."""
        return self._names[stream].kind

    def verdict(self, version: int, stream: int, astray: int = 0) -> CallVerdict:
        """The network's verdict on a stream's calls under one compilation; that on its calls that are led elsewhere
        for want of a location where `astray` is not 0."""
        found = self._versions[version][stream]
        return found.astray or found if astray else found

    def stream_count(self) -> int:
        """How many streams there are."""
        return len(self._names)

    def test_streams(self) -> npt.NDArray[np.bool_]:
        """For each stream, whether it is only test calls."""
        return np.array([name.test for name in self._names], dtype=bool)

    def public_streams(self) -> npt.NDArray[np.bool_]:
        """For each stream, whether its callers need help: neither test nor nuisance calls."""
        return np.array([name.public for name in self._names], dtype=bool)
