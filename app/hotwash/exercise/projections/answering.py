"""How soon calls were answered: percentiles and shares over the whole exercise and in its worst hour.

*Answer time*: from dialling to the answer of a call taker, of 911 calls answered through the ESInet (NENA counts from
arrival at the PSAP, which is later by the way through the network). Test calls and failed calls are in none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.sentences import term
from hotwash.domain.time import HOUR, Millis

WITHIN_S = (10, 15, 20, 40)
"""Answer-time limits in seconds that the standards name; the defaults of `measures`."""
PERCENTS = (50, 90, 95, 99)
WORST_BY_S = 15
"""The worst hour is the one with the smallest share answered within this time (NENA-STA-020.1-2020)."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A published target: `permille` of calls answered within `seconds`. Which one binds is for the agency to say."""

    name: str
    seconds: int
    permille: int


STANDARDS = (
    Standard(term("Older NENA practice, still in local use"), 10, 900),
    Standard("NENA-STA-020.1-2020", 15, 900),
    Standard("NENA-STA-020.1-2020", 20, 950),
    Standard(term("NFPA 1221 (older editions)"), 15, 950),
    Standard(term("NFPA 1221 (older editions)"), 40, 990),
)
"""Targets that exercises are compared with. Editions differ; check which one is in force."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answer times of some calls in ms, in ascending order; exact."""

    times: tuple[int, ...]

    def within(self, seconds: int) -> float | None:
        """Share (0 to 1) of the answered 911 calls that were answered within so many seconds."""
        return bisect_right(self.times, seconds * 1000) / len(self.times) if self.times else None

    def percentile(self, percent: int) -> int | None:
        """Answer time in ms that so many percent of the answered calls did not exceed (nearest rank)."""
        if not self.times:
            return None
        return self.times[max(0, -(-percent * len(self.times) // 100) - 1)]


@dataclass(frozen=True, slots=True)
class Hour:
    """Sixty minutes on end, between two minute marks; `seqs` are the first and last tally."""

    begins: Millis
    ends: Millis
    answers: Answers
    seqs: tuple[int, int]


def worst_hour(happened: Sequence[Happened]) -> Hour | None:
    """The rolling hour in which the smallest share was answered within `WORST_BY_S`; the first of equal ones.

    Hours begin at each whole minute. None in an exercise shorter than an hour, and where no hour has an answer.
    """
    tallies = [(one, one.fact) for one in happened if isinstance(one.fact, CallsTallied)]
    worst: tuple[float, int, int] | None = None
    good = every = first = 0
    for last, (one, tally) in enumerate(tallies):
        good, every = good + _soon(tally), every + len(tally.answer_ms)
        while first < last and tallies[first][0].at - tallies[first][1].length < one.at - HOUR:
            left = tallies[first][1]
            good, every, first = good - _soon(left), every - len(left.answer_ms), first + 1
        whole = one.at - (tallies[first][0].at - tallies[first][1].length) >= HOUR
        if whole and every and (worst is None or good / every < worst[0]):
            worst = (good / every, first, last)
    if worst is None:
        return None
    chosen = tallies[worst[1] : worst[2] + 1]
    times = sorted(ms for _, tally in chosen for ms in tally.answer_ms)
    (begin, tally), (end, _) = chosen[0], chosen[-1]
    return Hour(max(0, begin.at - tally.length), end.at, Answers(tuple(times)), (begin.seq, end.seq))


def _soon(tally: CallsTallied) -> int:
    return sum(ms <= WORST_BY_S * 1000 for ms in tally.answer_ms)
