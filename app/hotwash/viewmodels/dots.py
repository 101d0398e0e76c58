"""How calls look on the map: the closed list of marks, and which mark an attempt wears; arrays in, arrays out."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from hotwash.domain.outcomes import Outcome, Way
from hotwash.viewmodels.words import noop

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Mark(IntEnum):
    """One look of a call: its own shape as well as its own colour. The number is its place in the atlas."""

    RINGING = 0
    TALKING = 1
    NO_SOUND = 2
    FAILED = 3
    TEN_DIGIT = 4
    CALL_BACK = 5
    TEST = 6


MARK_WORDS: dict[Mark, str] = {
    Mark.RINGING: noop("on the way or waiting"),
    Mark.TALKING: noop("talking"),
    Mark.NO_SOUND: noop("no sound"),
    Mark.FAILED: noop("failed"),
    Mark.TEN_DIGIT: noop("10-digit call"),
    Mark.CALL_BACK: noop("call-back"),
    Mark.TEST: noop("test call"),
}

_OUTCOMES, _WAYS = tuple(Outcome), tuple(Way)
_FAILED = np.array(
    [o in (Outcome.SILENT, Outcome.REJECTED, Outcome.BUSY, Outcome.ABANDONED, Outcome.DROPPED) for o in _OUTCOMES]
)
NO_AUDIO, IN_PROGRESS = _OUTCOMES.index(Outcome.NO_AUDIO), _OUTCOMES.index(Outcome.IN_PROGRESS)
UNREACHED = _OUTCOMES.index(Outcome.CALL_BACK_UNREACHED)
TEN_DIGIT, CALL_BACK = _WAYS.index(Way.TEN_DIGIT), _WAYS.index(Way.CALL_BACK)
WALK_IN = _WAYS.index(Way.WALK_IN)


def failed(outcome: Ints) -> NDArray[np.bool_]:
    """Which outcomes end in a cross on the map (no sound has a mark of its own)."""
    return np.asarray(_FAILED[outcome])


def marks(outcome: Ints, way: Ints, test: NDArray[np.bool_], talking: NDArray[np.bool_]) -> Ints:
    """The mark of each attempt; what went wrong comes before how the call was made."""
    mark = np.full(len(outcome), int(Mark.RINGING), dtype=np.int64)
    mark[talking] = Mark.TALKING
    mark[way == TEN_DIGIT] = Mark.TEN_DIGIT
    mark[way == CALL_BACK] = Mark.CALL_BACK
    mark[test] = Mark.TEST
    mark[outcome == NO_AUDIO] = Mark.NO_SOUND
    mark[failed(outcome) | (outcome == UNREACHED)] = Mark.FAILED
    return mark
