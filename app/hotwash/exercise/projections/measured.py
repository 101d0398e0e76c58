"""Minutes, windows, places and outages as values, with the journal entries they rest on; reads no facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Minute:
    """Calls of the minute that ends at `at`; the last one of an exercise may be shorter (`length`, in ms).

    `seq` is the tally it was read from. Answers and failures stand in the minute in which they happened; `cut` are
    answers of earlier minutes that were cut off in this one, and so are among its `failed` too. `offered`, `answered`
    and `failed` are of 911 alone (of every way in journals that don't tell the ways apart). `unserved` are callers, at
    its end, of whom an attempt has failed and whom nobody has helped since.
    """

    at: Millis
    seq: int
    length: Millis
    offered: int
    answered: int
    failed: int
    other_way: int
    test: int
    waiting: int
    cut: int
    unserved: int = 0

    @property
    def began(self) -> Millis:
        """When it began."""
        return self.at - self.length

    @property
    def decided(self) -> int:
        """Attempts on 911 whose outcome became known in this minute."""
        return self.answered + self.failed


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes added up: before, during, between or after the outages.

    `length` is their time together in ms; `stretches` the first and last tally of each unbroken run of them.
    """

    name: str
    length: Millis
    offered: int
    answered: int
    failed: int
    other_way: int
    stretches: tuple[tuple[int, int], ...]

    @property
    def rate_permille(self) -> int | None:
        """Success rate; None where nothing was decided."""
        return permille(self.answered, self.answered + self.failed)


@dataclass(frozen=True, slots=True)
class Place:
    """Decided attempts of the public, and call-backs, at one PSAP or from one originating network.

    `tests` are test calls begun that belong to a PSAP; None of a network, and where the journal doesn't tell them
    apart: then they are among the outcomes of the PSAP.
    """

    id: str
    name: str
    outcomes: Mapping[str, int]
    tests: int | None = None

    @property
    def answered(self) -> int:
        """Answered through the ESInet."""
        return total(self.outcomes, BY_ESINET)

    @property
    def other_way(self) -> int:
        """Reached by another way."""
        return total(self.outcomes, BY_OTHER_WAY)

    @property
    def failed(self) -> int:
        """Attempts that got no help."""
        return total(self.outcomes, FAILED)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline: exercise time and the journal entries it rests on."""

    at: Millis
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which at least one of `faults` was live; `over` is None while one is.

    `stated` are the milestones first marked in it, `noticed` its first alarm and the first that was acknowledged;
    `timeline` both with recovery as the calls show it. `faults` are in order of their beginning; `fault_times` gives
    for each beginning its fault, then when it began and ended (None while it is live).
    """

    number: int
    faults: tuple[str, ...]
    onset: Moment
    over: Moment | None
    stated: Mapping[str, Moment] = field(default_factory=dict)
    timeline: Mapping[str, Moment] = field(default_factory=dict)
    noticed: Mapping[str, Moment] = field(default_factory=dict)
    fault_times: tuple[tuple[str, Moment, Moment | None], ...] = ()

    def since_onset(self, name: str) -> Millis | None:
        """Time from its beginning to a moment of its timeline."""
        moment = self.timeline.get(name)
        return None if moment is None else moment.at - self.onset.at

    def since(self, start: str, name: str) -> Millis | None:
        """Time from one moment of its timeline to another; None where either was not reached."""
        begun, moment = self.timeline.get(start), self.timeline.get(name)
        return None if begun is None or moment is None else moment.at - begun.at


def total(counts: Mapping[str, int], names: Iterable[str]) -> int:
    """Sum of the named counts."""
    return sum(counts.get(name, 0) for name in names)


def permille(part: int, whole: int) -> int | None:
    """Thousandths, rounded half up; None of nothing."""
    return None if whole <= 0 else (part * 1000 + whole // 2) // whole
