"""Live figures over the calls: what happened in the last five minutes and since the start, counted as of now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, WORDS, Outcome
from hotwash.domain.time import MINUTE, Millis
from hotwash.viewmodels.calls import CallsSeen
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.words import said

WINDOW: Millis = 5 * MINUTE

_ORDER = tuple(Outcome)
_IN_TIME_OF_ANSWER = np.array([o in BY_ESINET or o in BY_OTHER_WAY for o in _ORDER])
MARK_OF: dict[Outcome, Mark] = {
    **dict.fromkeys(BY_ESINET, Mark.TALKING),
    **dict.fromkeys(FAILED, Mark.FAILED),
    Outcome.NO_AUDIO: Mark.NO_SOUND,
    Outcome.ANSWERED_TEN_DIGIT: Mark.TEN_DIGIT,
    Outcome.ANSWERED_CALL_BACK: Mark.CALL_BACK,
    Outcome.ANSWERED_WALK_IN: Mark.TALKING,
    Outcome.CALL_BACK_UNREACHED: Mark.FAILED,
    Outcome.IN_PROGRESS: Mark.RINGING,
}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How many attempts had one outcome, lately and in all; test calls are left out."""

    outcome: str
    words: str
    mark: Mark
    lately: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The live facts. `lately` is the last five minutes of exercise time; test calls are counted apart."""

    answered: int
    failed: int
    other_way: int
    waiting: int
    talking: int
    oldest: Millis
    started: int
    total_started: int
    total_answered: int
    total_failed: int
    tests: int
    rows: tuple[OutcomeRow, ...]

    @property
    def success(self) -> int | None:
        """Per cent of decided 911 attempts that were answered by voice lately; None while none was decided."""
        decided = self.answered + self.failed
        return round(100 * self.answered / decided) if decided else None


class Counting:
    """Counts the columns of one run again and again, looking at decided attempts only once."""

    def __init__(self, calls: CallsSeen) -> None:
        self._calls = calls
        self._first = 0
        self._settled = np.zeros(len(_ORDER), dtype=np.int64)
        self._settled_tests = 0

    def count(self, now: Millis) -> Figures:
        """The figures at `now`."""
        table = self._calls.columns(self._first)
        outcome, decided, test, started = self._decided(table)
        done = decided >= 0
        totals = self._settled + np.bincount(outcome[done & ~test], minlength=len(_ORDER))
        lately = np.bincount(outcome[done & ~test & (decided > now - WINDOW)], minlength=len(_ORDER))
        begun = started[~test & (_column(table, "way") == 0)]
        self._settle(outcome, decided, _column(table, "ended"), test, now)
        waiting, oldest = list(self._calls.waiting()), [at for at in self._calls.oldest_since() if at >= 0]
        return Figures(
            answered=_sum(lately, BY_ESINET),
            failed=_sum(lately, FAILED),
            other_way=_sum(lately, BY_OTHER_WAY),
            waiting=sum(waiting),
            talking=sum(self._calls.busy()),
            oldest=now - min(oldest) if oldest else 0,
            started=int((begun > now - WINDOW).sum()),
            total_started=int(totals.sum()) + int((~done & ~test).sum()),
            total_answered=_sum(totals, BY_ESINET),
            total_failed=_sum(totals, FAILED),
            tests=self._settled_tests + int(test.sum()),
            rows=tuple(
                OutcomeRow(o.value, said(WORDS[o]), MARK_OF[o], int(lately[n]), int(totals[n]))
                for n, o in enumerate(_ORDER)
                if totals[n]
            ),
        )

    def _decided(self, table: Mapping[str, NDArray[Any]]) -> tuple[Any, Any, Any, Any]:
        outcome = _column(table, "outcome")
        when = np.where(_IN_TIME_OF_ANSWER[outcome], _column(table, "answered"), _column(table, "ended"))
        when = np.where(outcome == 0, -1, when)
        tests = self._calls.test_streams()
        stream = _column(table, "stream")
        test = tests[stream] if len(tests) and len(stream) else np.zeros(len(outcome), dtype=bool)
        return outcome, when, test, _column(table, "started")

    def _settle(self, outcome: Any, decided: Any, ended: Any, test: Any, now: Millis) -> None:
        """Rows that can no longer change any figure but the totals are counted once for all.

        `_first` only moves past a row when everything before it is over and older than the window: a call that was
        answered can still be cut off, and then it counts as that.
        """
        fresh = (decided < 0) | (decided > now - WINDOW) | (ended < 0)
        gone = int(np.argmax(fresh)) if fresh.any() else len(fresh)
        self._settled = self._settled + np.bincount(outcome[:gone][~test[:gone]], minlength=len(_ORDER))
        self._settled_tests += int(test[:gone].sum())
        self._first += gone


def _sum(counts: Any, outcomes: tuple[Outcome, ...]) -> int:
    return int(sum(counts[_ORDER.index(outcome)] for outcome in outcomes))


def _column(table: Mapping[str, NDArray[Any]], name: str) -> Any:
    return np.asarray(table[name]).astype(np.int64, copy=False)
