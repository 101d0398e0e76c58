"""Limits that refuse calls while a script waits for it: arms the calls' notices, and remembers who has heard of one."""

from __future__ import annotations

from collections.abc import Callable

from hotwash.domain.network import Network
from hotwash.domain.steps import Tripped
from hotwash.simulation.control import Run
from hotwash.simulation.tables import Threshold

_KINDS = {"sessions": Threshold.SESSIONS_FULL, "rate": Threshold.RATE_EXCEEDED}


class Trips:
    """A notice is asked for only while somebody waits for it; the rows of borders number them for the calls."""

    def __init__(self, network: Network, arm: Callable[[int, int], None]) -> None:
        self._arm = arm
        self._rows: dict[str, list[int]] = {}
        for row, border in enumerate(network.borders()):
            self._rows.setdefault(border.id, []).append(row)
            self._rows.setdefault(border.policy, []).append(row)
        self._armed: set[tuple[int, int]] = set()
        self._waiting: dict[tuple[Run, Tripped], bool] = {}

    def watch(self, run: Run, condition: Tripped) -> None:
        """A script waits for a limit to trip."""
        self._waiting.setdefault((run, condition), False)
        for mark in self._marks(condition):
            if mark not in self._armed:
                self._armed.add(mark)
                self._arm(*mark)

    def heard(self, kind: int, row: int) -> None:
        """A call was refused at a border."""
        self._armed.discard((kind, row))
        for waiting in self._waiting:
            if (kind, row) in self._marks(waiting[1]):
                self._waiting[waiting] = True

    def met(self, run: Run, condition: Tripped) -> bool:
        """Whether a limit has tripped since the script began to wait; it must trip again to be met again."""
        if not self._waiting.get((run, condition), False):
            return False
        del self._waiting[run, condition]
        return True

    def forget(self, run: Run) -> None:
        """A script is over."""
        for waiting in [waiting for waiting in self._waiting if waiting[0] is run]:
            del self._waiting[waiting]

    def _marks(self, condition: Tripped) -> list[tuple[int, int]]:
        return [(int(_KINDS[condition.limit]), row) for row in self._rows.get(condition.target, [])]
