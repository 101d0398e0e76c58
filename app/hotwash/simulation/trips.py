"""Limits that refuse calls: arms the calls' notices, and remembers for each script whose calls were refused.

Knows who called; not what a script makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Protocol

import numpy as np

from hotwash.domain.network import Network
from hotwash.domain.outcomes import Way
from hotwash.domain.steps import Step, Tripped, Until
from hotwash.domain.time import SECOND, Millis
from hotwash.simulation.calls_view import WAYS, CallsView
from hotwash.simulation.control import Run
from hotwash.simulation.tables import Threshold

_KINDS = {"sessions": Threshold.SESSIONS_FULL, "rate": Threshold.RATE_EXCEEDED}
_EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)
_MOST_STEPS = 10_000
EVERYBODY = ""
"""Whose calls they were where networks are not told apart."""

Mark = tuple[int, int]
"""Kind of threshold and row of a border, as the calls number them."""


class Senders:
    """Whose call a border refused just now, read from the columns of the calls."""

    def __init__(self, view: CallsView) -> None:
        self._view = view
        self._rows = 0

    def refused(self, border: int, at: Millis) -> str:
        """The originating network of the call that a border (a row) refused within the millisecond before `at`.

        Of several calls in that millisecond it is the first that has not come through; empty where there is none.
        """
        columns = self._view.columns(self._rows)
        now = columns["started"] >= at - 1
        self._rows += int(np.count_nonzero(~now))
        stopped = now & (columns["border"] == border) & (columns["delivered"] < 0) & (columns["way"] == _EMERGENCY)
        rows = np.flatnonzero(stopped)
        if not rows.size:
            rows = np.flatnonzero(now & (columns["border"] == border))
        lost = rows[columns["located"][rows] != 1]
        found = lost if lost.size else rows
        return self._view.origin_of(int(columns["route"][found[0]])) if found.size else EVERYBODY


class Barring(Protocol):
    """Says of a sender whether a script has barred it, and remembers that it met the limit once more."""

    def met_again(self, run: Run, sender: str) -> bool: ...


class Trips:
    """What each script has still to hear of its limits; a notice is asked for while one can learn something from it.

    Where a notice told nothing new, the next is asked for a second later: the calls must not stop at every refusal.
    """

    def __init__(
        self,
        network: Network,
        arm: Callable[[int, int], None],
        senders: Senders,
        after: Callable[[Millis, Callable[[], None]], None],
    ) -> None:
        self._arm = arm
        self._senders = senders
        self._after = after
        self._rows: dict[str, list[int]] = {}
        for row, border in enumerate(network.borders()):
            self._rows.setdefault(border.id, []).append(row)
            self._rows.setdefault(border.policy, []).append(row)
        self._asked: set[Mark] = set()
        """Notices that are armed, or will be in a second."""
        self._refused: dict[tuple[Run, Tripped], dict[str, None]] = {}
        """Senders whose calls were refused since a condition was last met, in that order."""
        self.barring: Barring | None = None

    def begin(self, run: Run, steps: Iterable[Step]) -> None:
        """A script begins: from now on refusals by the limits that it will wait for are remembered."""
        for step in islice(steps, _MOST_STEPS):
            if isinstance(step, Until) and isinstance(step.condition, Tripped):
                self.watch(run, step.condition)

    def watch(self, run: Run, condition: Tripped) -> None:
        """A script will wait for a limit, or waits for it now."""
        self._refused.setdefault((run, condition), {})
        for mark in self._marks(condition):
            self._ask(mark)

    def heard(self, kind: int, row: int, at: Millis) -> None:
        """A call was refused at a border, in the millisecond that has just passed."""
        mark = (kind, row)
        self._asked.discard(mark)
        concerned = [(key, refused) for key, refused in self._refused.items() if mark in self._marks(key[1])]
        if not concerned:
            return
        sender = self._senders.refused(row, at)
        news = [self._hear(*key, refused, sender) for key, refused in concerned]
        if any(news):
            self._ask(mark)
        elif any(_apart(condition) or not refused for (_, condition), refused in concerned):
            self._asked.add(mark)
            self._after(SECOND, lambda: self._arm(*mark))

    def met(self, run: Run, condition: Tripped) -> bool:
        """Whether a limit has tripped since this was last met; the run then has the senders of those calls."""
        refused = self._refused.get((run, condition))
        if not refused:
            return False
        run.tripped = tuple(refused)
        refused.clear()
        for mark in self._marks(condition):
            self._ask(mark)
        return True

    def forget(self, run: Run) -> None:
        """A script is over."""
        for key in [key for key in self._refused if key[0] is run]:
            del self._refused[key]

    def _hear(self, run: Run, condition: Tripped, refused: dict[str, None], sender: str) -> bool:
        """Remember a refusal for one script; whether that is news to it."""
        if condition.origin not in (EVERYBODY, sender):
            return False
        name = sender if _apart(condition) else EVERYBODY
        if self.barring is not None and self.barring.met_again(run, name):
            return False
        known = name in refused or (_apart(condition) and name == EVERYBODY)
        if not known:
            refused[name] = None
        return not known

    def _ask(self, mark: Mark) -> None:
        if mark not in self._asked:
            self._asked.add(mark)
            self._arm(*mark)

    def _marks(self, condition: Tripped) -> list[Mark]:
        return [(int(_KINDS[condition.limit]), row) for row in self._rows.get(condition.target, [])]


def _apart(condition: Tripped) -> bool:
    return condition.apart or bool(condition.origin)
