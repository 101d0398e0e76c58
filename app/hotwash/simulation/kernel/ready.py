"""What can be worked out of callers before they dial: their keys, their first draw and how long they will talk.

Knows draws and a block of callers; nothing of when they call or of what becomes of them. All rows are
worked out at once, which is several times as fast as one by one, and has the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.simulation.kernel import codes, draws, words
from hotwash.simulation.kernel.words import Floats, Ints, Words

ALL_LOGNORMAL = 0
ALL_EXPONENTIAL = 1
MIXED = 2


class Ready:
    """Columns beside a block of callers in order of time.

    ``share`` is the word of ``DRAW_SHARE`` in the first attempt before its last shift; ``talk`` is the talk time as
    usual, ``scale`` times a lognormal draw where the stream's ``sigma`` is not negative, else times an exponential one.
    """

    __slots__ = (
        "caller", "key", "kinds", "rows", "scratch", "share", "sigma", "talk", "time",
    )  # fmt: skip

    def __init__(self, room: int, kinds: int) -> None:
        self.kinds = kinds
        self.time = words.floats(room + 1)
        self.caller = words.ints(room)
        self.key = words.words(room)
        self.share = words.words(room)
        self.talk = words.floats(room)
        self.sigma = words.floats(room)
        self.scratch = words.floats(3 * room)
        self.rows = words.ints(room + 1)

    def fill(self, order: Ints, raw: Ints, count: int, keys: Words, scale: Floats, sigma: Floats) -> None:
        """Put the ``raw`` callers into ``order`` and work out what they bring; the others are the streams' columns."""
        caller, key, talk, sigmas = self.caller, self.key, self.talk, self.sigma
        mask, gold, low, kinds = draws.MASK, draws.GOLD, codes.LOW, self.kinds
        for i in range(count):
            one = raw[order[i]]
            s = one >> 32
            caller[i] = one
            key[i] = (keys[s] + ((one & low) + 1) * gold) & mask
            talk[i] = scale[s]
            sigmas[i] = sigma[s]
        draws.callers(key, self.share, count)
        if kinds == ALL_EXPONENTIAL:
            draws.exponentials(key, talk, count, self.scratch)
            return
        draws.lognormals(key, sigmas, talk, count, self.scratch, self.rows)
        if kinds == MIXED:
            for i in range(count):
                if sigmas[i] < 0.0:
                    talk[i] = scale[caller[i] >> 32] * draws.exponential(key[i], codes.DRAW_TALK, 0)
                elif sigmas[i] > draws.MOST_SIGMA:
                    talk[i] = scale[caller[i] >> 32] * draws.lognormal(key[i], sigmas[i])


def kinds_of(sigmas: Sequence[float]) -> int:
    """Which kinds of talk the streams have, by their sigmas."""
    if sigmas and max(sigmas) < 0.0:
        return ALL_EXPONENTIAL
    return ALL_LOGNORMAL if all(0.0 <= sigma <= draws.MOST_SIGMA for sigma in sigmas) else MIXED
