"""User-minutes of an outage: how many people could not have reached 911, for how long; potential users, not calls.

*User-minutes*: for each minute of an outage, people served x share of the decided 911 attempts that failed in it x
length; by region they are parted as the attempts that failed in it are. A minute in which nothing was decided has the
share of the one before. The outage is counted from its onset until the calls show service restored, else until its
last fault is over, else until now. This is an estimate of the quantity that 47 CFR 4.7 and 4.9 name; who reports one
must check the wording in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.measured import Minute, Outage

REPORTABLE = 900_000
"""User-minutes from which an outage is reportable (47 CFR 4.9)."""
REPORTABLE_MINUTES = 30
"""Minutes that it must last besides (47 CFR 4.9)."""


@dataclass(frozen=True, slots=True)
class UserMinutes:
    """Of one outage; `count` is None where the scenario names no population. `seqs` first and last tally."""

    outage: int
    length: Millis
    count: int | None
    seqs: tuple[int, ...]
    regions: Mapping[str, int] = field(default_factory=dict)
    """The same by region, to which those attempts belonged that failed; empty where that is not known."""

    @property
    def reportable(self) -> bool | None:
        """Whether both thresholds are reached; None where that can't be told."""
        if self.length < REPORTABLE_MINUTES * MINUTE:
            return False
        return None if self.count is None else self.count >= REPORTABLE


def user_minutes(
    population: int,
    found: Sequence[Outage],
    minutes: Sequence[Minute],
    now: Millis,
    lost: Sequence[Mapping[str, int]] = (),
) -> tuple[UserMinutes, ...]:
    """Of every outage, in order; a minute that two outages share counts for each by its part.

    `lost` are attempts that failed by region, for each of the minutes.
    """
    made = []
    for outage in found:
        over = outage.timeline.get("restored") or outage.over
        ends = now if over is None else over.at
        area = share = 0.0
        seqs: list[int] = []
        parts: dict[str, float] = {}
        split: Mapping[str, int] = {}
        for place, minute in enumerate(minutes):
            inside = min(minute.at, ends) - max(minute.began, outage.onset.at)
            if minute.decided:
                share = minute.failed / minute.decided
                split = lost[place] if place < len(lost) and any(lost[place].values()) else split
            if inside > 0:
                area += inside * share
                seqs.append(minute.seq)
                for region, failed in split.items():
                    parts[region] = parts.get(region, 0.0) + inside * share * failed / sum(split.values())
        count = round(population * area / MINUTE) if population else None
        cited = tuple(dict.fromkeys((seqs[0], seqs[-1]))) if seqs else ()
        regions = _parted(count, parts) if count else {}
        made.append(UserMinutes(outage.number, max(0, ends - outage.onset.at), count, cited, regions))
    return tuple(made)


def _parted(count: int, parts: Mapping[str, float]) -> dict[str, int]:
    """A number by parts, rounded so that they add up to it; the largest first."""
    whole = sum(parts.values())
    if not whole:
        return {}
    made: dict[str, int] = {}
    summed = 0.0
    for region, part in sorted(parts.items(), key=lambda item: (-item[1], item[0])):
        before = round(count * summed / whole)
        summed += part
        made[region] = round(count * summed / whole) - before
    return made
