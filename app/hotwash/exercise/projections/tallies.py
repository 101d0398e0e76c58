"""How one minute's tally is read: what of it is the public's, and which earlier answers it takes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from hotwash.domain.facts import CallsTallied
from hotwash.domain.outcomes import Way

TEST = "test"
"""Name under which test calls stand among the ways and the origins of a tally."""
NUISANCE = "nuisance"
"""Name under which malicious calls stand there."""
APART = (TEST, NUISANCE)
"""What is counted apart from the public."""


def public(tally: CallsTallied) -> dict[str, int]:
    """Decided attempts of the public by outcome: test and nuisance calls are no emergencies and count in no rate."""
    apart = [tally.origins.get(name, {}) for name in APART]
    return {name: count - sum(counts.get(name, 0) for counts in apart) for name, count in tally.outcomes.items()}


def by_911(tally: CallsTallied) -> Mapping[str, int]:
    """Decided 911 attempts of the public by outcome; those by every way where a journal doesn't tell them apart."""
    return tally.ways.get(Way.NINE_ONE_ONE, {}) if tally.ways else public(tally)


def cut(tally: CallsTallied) -> dict[str, int]:
    """Answers of earlier minutes to the public that were cut off in this one, by their earlier outcome."""
    return added(but_tests(tally.cut_origins).values())


def but_tests(origins: Mapping[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The public's part of a table by originating network."""
    return {origin: counts for origin, counts in origins.items() if origin not in APART}


def added(counts: Iterable[Mapping[str, int]], taken_back: Iterable[Mapping[str, int]] = ()) -> dict[str, int]:
    """Sums by name; what is taken back comes off."""
    summed: Counter[str] = Counter()
    for one in counts:
        summed.update(one)
    for one in taken_back:
        summed.subtract(one)
    return dict(summed)
