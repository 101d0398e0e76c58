"""Callers as people: who still needs help minute by minute, and what became of everybody in the end; columns in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from hotwash.domain.facts import CallersTallied
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome, Way
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.calls_view import OUTCOMES, WAYS, Columns

HELPED_MINUTES = (1, 5, 15, 30, 60)
"""Times from first dialling within which help is counted (default: round figures)."""

HELP = tuple(OUTCOMES.index(outcome) for outcome in (*BY_ESINET, *BY_OTHER_WAY))
NO_HELP = tuple(OUTCOMES.index(outcome) for outcome in FAILED)
CALL_BACK = WAYS.index(Way.CALL_BACK)
REACHED_BACK = OUTCOMES.index(Outcome.ANSWERED_CALL_BACK)
FIRST_ATTEMPT = 1

Integers = npt.NDArray[np.int64]


class Unserved:
    """Callers of whom an attempt has failed and whom nobody has helped since, as attempts are decided."""

    def __init__(self) -> None:
        self._waiting: set[int] = set()
        self._helped: set[int] = set()

    def after(self, callers: Integers, outcomes: Integers, *, keep: bool) -> int:
        """How many there are once these attempts are decided too; remembered only where `keep` says so."""
        helped: dict[int, bool] = {}
        for caller, outcome in zip(callers.tolist(), outcomes.tolist(), strict=True):
            if outcome in HELP:
                helped[caller] = True
            elif outcome in NO_HELP and (OUTCOMES[outcome] is Outcome.DROPPED or caller not in self._helped):
                helped.setdefault(caller, False)
        over = sum(1 for caller, is_helped in helped.items() if is_helped and caller in self._waiting)
        new = sum(1 for caller, is_helped in helped.items() if not is_helped and caller not in self._waiting)
        count = len(self._waiting) + new - over
        if keep:
            for caller, is_helped in helped.items():
                (self._helped.add if is_helped else self._helped.discard)(caller)
                (self._waiting.discard if is_helped else self._waiting.add)(caller)
        return count


def callers_tallied(
    columns: Columns,
    public: npt.NDArray[np.bool_],
    tally: tuple[int, int, int, int],
    now: Millis,
    dialable: Callable[[int], bool],
) -> CallersTallied:
    """What became of every caller of the public; `tally` is the kernel's: callers, helped, given up, still trying."""
    ours = np.flatnonzero(public[columns["stream"]])
    caller, outcome = columns["caller"][ours], columns["outcome"][ours]
    own = columns["way"][ours] != CALL_BACK
    first = own & (columns["attempt"][ours] == FIRST_ATTEMPT)
    failed = own & np.isin(outcome, NO_HELP)
    helped = np.isin(outcome, HELP)
    dialled = dict(zip(caller[first].tolist(), columns["started"][ours][first].tolist(), strict=True))
    help_at = _earliest(caller[helped], columns["answered"][ours][helped], outcome[helped])
    lost_at = _earliest(caller[failed], columns["ended"][ours][failed], outcome[failed])
    waits = [at - dialled[one] for one, (at, _) in help_at.items()]
    return CallersTallied(
        callers=int(tally[0]),
        served=int(tally[1]),
        gave_up=int(tally[2]),
        still_trying=int(tally[3]),
        attempts=int(np.count_nonzero(own)),
        failed=int(np.count_nonzero(failed)),
        failed_callers=len(lost_at),
        first_failed=int(np.count_nonzero(first & failed)),
        helped=_named([how for _, how in help_at.values()]),
        helped_at_once=_named(outcome[first & helped].tolist()),
        helped_within={str(limit): sum(wait <= limit * MINUTE for wait in waits) for limit in HELPED_MINUTES},
        dialable=sum(1 for one in lost_at if dialable(one)),
        tried_back=len(set(caller[~own].tolist())),
        reached_back=len(set(caller[outcome == REACHED_BACK].tolist())),
        unserved_ms=sum(max(0, help_at.get(one, (now, 0))[0] - at) for one, (at, _) in lost_at.items()),
    )


def _earliest(callers: Integers, times: Integers, outcomes: Integers) -> dict[int, tuple[int, int]]:
    """For each caller the first of these attempts: its time and its outcome."""
    found: dict[int, tuple[int, int]] = {}
    for caller, at, outcome in zip(callers.tolist(), times.tolist(), outcomes.tolist(), strict=True):
        if caller not in found or at < found[caller][0]:
            found[caller] = (at, outcome)
    return found


def _named(outcomes: list[int]) -> dict[str, int]:
    return dict(sorted(Counter(OUTCOMES[outcome].value for outcome in outcomes).items()))
