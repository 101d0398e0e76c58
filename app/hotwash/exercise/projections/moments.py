"""The moments of a run that a debrief begins with: where most changed, and nearest to what somebody did.

A proposal by figures, for people to replace. It judges nothing: score = size of the change x nearness to an act.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.domain.facts import ActionBegan, ActionEnded, FaultBegan, FaultEnded, Happened, MilestoneReached
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.measured import Minute
from hotwash.exercise.projections.measures import Measures

MOST = 5
SPAN: Millis = 5 * MINUTE
"""Calls of this time before and after a moment are compared; a default."""
APART: Millis = 2 * MINUTE
"""Least time between two moments; a default."""
_WEIGHT: dict[type, int] = {FaultBegan: 5, FaultEnded: 5, MilestoneReached: 3, ActionEnded: 2}
"""What a change counts by itself, in failed attempts a minute; a default."""


@dataclass(frozen=True, slots=True)
class Picked:
    """One moment: what happened, how many 911 attempts failed each minute before and after it, in thousandths, and how
    far the nearest act was ordered, in ms (-1 where there was no other act)."""

    happened: Happened
    before: int
    after: int
    nearest: Millis
    score: int


def moments(happened: Sequence[Happened], found: Measures, most: int = MOST) -> tuple[Picked, ...]:
    """At most so many, in order of time; the earlier one of two with the same score."""
    acts = [one.at for one in happened if isinstance(one.fact, ActionBegan)]
    scored = [_scored(one, found.minutes, acts) for one in happened if type(one.fact) in _WEIGHT]
    kept: list[Picked] = []
    for one in sorted(scored, key=lambda one: (-one.score, one.happened.seq)):
        if len(kept) < most and all(abs(one.happened.at - other.happened.at) >= APART for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.happened.seq))


def _scored(one: Happened, minutes: Sequence[Minute], acts: Sequence[Millis]) -> Picked:
    before = _rate([m for m in minutes if one.at - SPAN < m.at <= one.at])
    after = _rate([m for m in minutes if one.at < m.at <= one.at + SPAN])
    place = bisect_left(acts, one.at)
    nearest = min((abs(one.at - at) for at in acts[max(0, place - 1) : place + 1]), default=-1)
    size = abs(after - before) + 1_000 * _WEIGHT[type(one.fact)]
    score = size * MINUTE // (MINUTE + (nearest if nearest >= 0 else one.at))
    return Picked(one, before, after, nearest, score)


def _rate(minutes: Sequence[Minute]) -> int:
    """Failed attempts on 911 a minute, in thousandths."""
    length = sum(minute.length for minute in minutes)
    return sum(minute.failed for minute in minutes) * 1_000 * MINUTE // length if length else 0
