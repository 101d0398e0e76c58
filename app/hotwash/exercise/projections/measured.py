"""The figures of an exercise as values, with the journal entries they rest on; computes no figure from facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Way
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis

WITHIN_S = (10, 15, 20, 40)
"""Answer-time limits in seconds that the standards name."""
PERCENTS = (50, 90, 95, 99)
NO_USERS = term("The scenario gives no number of users, so user-minutes can't be stated.")


@dataclass(frozen=True, slots=True)
class Minute:
    """Calls of the minute that ends at `at`; the last one of an exercise may be shorter (`length`, in ms).

    `seq` is the tally it was read from. Answers and failures stand in the minute in which they happened; `cut` are
    answers of earlier minutes that were cut off in this one, and so are among its `failed` too.
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
    """Decided attempts at one PSAP or from one originating network."""

    id: str
    name: str
    outcomes: Mapping[str, int]

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

    `stated` are the milestones first marked in it; `timeline` the same with recovery as the calls show it.
    """

    number: int
    faults: tuple[str, ...]
    onset: Moment
    over: Moment | None
    stated: Mapping[str, Moment] = field(default_factory=dict)
    timeline: Mapping[str, Moment] = field(default_factory=dict)

    def since_onset(self, name: str) -> Millis | None:
        """Time from its beginning to a moment of its timeline."""
        moment = self.timeline.get(name)
        return None if moment is None else moment.at - self.onset.at


@dataclass(frozen=True, slots=True)
class Measures:
    """Every figure of one exercise. Times in ms, shares in thousandths, None where nothing was measured.

    `attempts` counts the public's tries by every way and the PSAPs' call-backs; `outcomes` adds up to it
    (undecided ones are `in_progress`): each attempt counts once, by what became of it in the end, in `psaps` and
    `origins` too. Only minutes and windows tell what happened when, and have a call that was answered and cut off
    later under both. `callers` and `callers_never_answered` are people of the
    public; who only tests is in neither. `stated` are the milestones as scripts marked them, whenever that was.
    """

    scenario: str
    seed: int
    engine: str
    span: Millis
    attempts: int
    started: Mapping[str, int]
    callers: int
    callers_never_answered: int | None
    outcomes: Mapping[str, int]
    answer_ms: tuple[int, ...]
    psaps: tuple[Place, ...]
    origins: tuple[Place, ...]
    minutes: tuple[Minute, ...]
    windows: tuple[Window, ...]
    outages: tuple[Outage, ...]
    baseline_permille: int
    baseline_is_default: bool
    stated: Mapping[str, Moment]
    callers_seq: int | None
    user_minutes: int | None = None
    user_minutes_reason: str = NO_USERS

    @property
    def answered(self) -> int:
        """911 attempts answered by voice through the ESInet."""
        return total(self.outcomes, BY_ESINET)

    @property
    def failed(self) -> int:
        """Attempts that got no help."""
        return total(self.outcomes, FAILED)

    @property
    def other_way(self) -> int:
        """Attempts that reached somebody by another way than 911."""
        return total(self.outcomes, BY_OTHER_WAY)

    @property
    def tallies(self) -> tuple[int, ...]:
        """First and last tally, on which every count of calls rests; empty without calls."""
        seqs = tuple(minute.seq for minute in self.minutes)
        return tuple(dict.fromkeys((seqs[0], seqs[-1]))) if seqs else ()

    def within(self, seconds: int) -> float | None:
        """Share (0 to 1) of the answered 911 calls that were answered within so many seconds."""
        return bisect_right(self.answer_ms, seconds * 1000) / len(self.answer_ms) if self.answer_ms else None

    def percentile(self, percent: int) -> int | None:
        """Answer time in ms that so many percent of the answered calls did not exceed (nearest rank, exact)."""
        if not self.answer_ms:
            return None
        return self.answer_ms[max(0, -(-percent * len(self.answer_ms) // 100) - 1)]

    @property
    def onset(self) -> Moment | None:
        """When the first fault began."""
        return self.outages[0].onset if self.outages else None

    @property
    def faults_over(self) -> Moment | None:
        """When the last fault ended; None while one is live."""
        return self.outages[-1].over if self.outages else None

    @property
    def timeline(self) -> Mapping[str, Moment]:
        """Moments of the first outage; without any, the milestones as scripts marked them."""
        return self.outages[0].timeline if self.outages else self.stated

    def since_onset(self, name: str) -> Millis | None:
        """Time from the beginning of the first fault to a moment of the first outage."""
        return self.outages[0].since_onset(name) if self.outages else None

    def as_json(self) -> dict[str, Any]:
        """The object that `hotwash run --json` prints; times in seconds of exercise time, shares 0 to 1."""
        return {
            "scenario": self.scenario,
            "seed": self.seed,
            "engine": self.engine,
            "span_s": self.span // 1000,
            "attempts": self.attempts,
            "callers": self.callers,
            "outcomes": dict(self.outcomes),
            "callers_never_answered": self.callers_never_answered,
            "answered_within": {str(limit): _share(self.within(limit)) for limit in WITHIN_S},
            "answer_time_s": {f"p{percent}": _seconds(self.percentile(percent)) for percent in PERCENTS},
            "by_psap": [_place_json("psap", place) for place in self.psaps],
            "by_origin": [_place_json("origin", place) for place in self.origins],
            "per_minute": [_minute_json(minute) for minute in self.minutes],
            "timeline": {"onset": _seconds(self.onset.at if self.onset else None), **_timeline_json(self.timeline)},
            "user_minutes": self.user_minutes,
            "test_calls": self.started.get("test", 0),
            "call_backs": self.started.get(Way.CALL_BACK, 0),
            "ten_digit": self.started.get(Way.TEN_DIGIT, 0),
            "outages": [_outage_json(outage) for outage in self.outages],
        }


_TIMELINE = ("detected", "psaps_notified", "public_notified", "mitigated", "restored", "all_clear")


def total(counts: Mapping[str, int], names: Iterable[str]) -> int:
    """Sum of the named counts."""
    return sum(counts.get(name, 0) for name in names)


def permille(part: int, whole: int) -> int | None:
    """Thousandths, rounded half up; None of nothing."""
    return None if whole <= 0 else (part * 1000 + whole // 2) // whole


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000


def _timeline_json(timeline: Mapping[str, Moment]) -> dict[str, float | None]:
    return {name: _seconds(timeline[name].at if name in timeline else None) for name in _TIMELINE}


def _outage_json(outage: Outage) -> dict[str, Any]:
    return {
        "faults": list(outage.faults),
        "onset": _seconds(outage.onset.at),
        "over": _seconds(outage.over.at if outage.over else None),
        **_timeline_json(outage.timeline),
    }


def _place_json(key: str, place: Place) -> dict[str, Any]:
    return {
        key: place.id,
        "name": place.name,
        "answered": place.answered,
        "failed": place.failed,
        "other_way": place.other_way,
        "outcomes": dict(place.outcomes),
    }


def _minute_json(minute: Minute) -> dict[str, Any]:
    return {
        "at_s": minute.at // 1000,
        "length_s": minute.length / 1000,
        "offered": minute.offered,
        "answered": minute.answered,
        "failed": minute.failed,
        "other_way": minute.other_way,
        "test": minute.test,
        "waiting": minute.waiting,
        "cut": minute.cut,
    }
