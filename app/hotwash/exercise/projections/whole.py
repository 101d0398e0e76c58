"""Every figure of one exercise as one value; computes none from facts, and rates nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis
from hotwash.exercise.projections.answering import Answers, Hour
from hotwash.exercise.projections.as_json import as_json
from hotwash.exercise.projections.beside import Beside
from hotwash.exercise.projections.duties import Duty
from hotwash.exercise.projections.losses import Loss
from hotwash.exercise.projections.measured import Minute, Moment, Outage, Place, Window, total
from hotwash.exercise.projections.overload import Overload
from hotwash.exercise.projections.people import People
from hotwash.exercise.projections.telling import Telling
from hotwash.exercise.projections.users import UserMinutes

NO_USERS = term("The scenario gives no number of users, so user-minutes can't be stated.")


@dataclass(frozen=True, slots=True)
class Way:
    """Attempts by one way: `offered` begun, `outcomes` of those that are decided, each once by its end."""

    offered: int
    outcomes: Mapping[str, int]

    @property
    def failed(self) -> int:
        """Attempts that got no help."""
        return total(self.outcomes, FAILED)

    @property
    def in_progress(self) -> int:
        """Attempts not decided yet."""
        return self.offered - sum(self.outcomes.values())

    @property
    def helped(self) -> int:
        """Attempts that got help."""
        return total(self.outcomes, (*BY_ESINET, *BY_OTHER_WAY))

    @property
    def blocked(self) -> int:
        """Attempts that found no free line."""
        return self.outcomes.get(Outcome.BUSY, 0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """911 attempts of the public, decided ones: `delivered` came to a PSAP (heard there or not), `unlocated` came
    there without a location, `misrouted` were answered by a PSAP that is not responsible for the caller's place.
    `first_failed`: first attempts, by whatever way, that failed."""

    delivered: int
    unlocated: int
    misrouted: int
    first_failed: int


@dataclass(frozen=True, slots=True)
class Measures:
    """Every figure of one exercise. Times in ms, shares in thousandths, None where nothing was measured.

    `attempts` counts the public's tries by every way and the PSAPs' call-backs; `outcomes` adds up to it
    (undecided ones are `in_progress`): each attempt counts once, by what became of it in the end, in `psaps` and
    `origins` too. Only minutes and windows tell what happened when, and have a call that was answered and cut off
    later under both. `callers` and `callers_never_answered` are people of the public; who only tests is in neither.
    `stated` are the milestones as scripts marked them, whenever that was. `users`, `told` (PSAPs told, over time) and
    `reach` have one entry for each outage. Definitions stand in the modules that the values come from.
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
    ways: Mapping[str, Way]
    delivery: Delivery
    losses: tuple[Loss, ...]
    people: People | None
    worst_hour: Hour | None
    within_s: tuple[int, ...]
    population: int
    users: tuple[UserMinutes, ...]
    duties: tuple[Duty, ...]
    told: tuple[Telling, ...]
    reach: tuple[int | None, ...]
    beside: Beside
    overloads: tuple[Overload, ...] = ()

    @property
    def told_in_time(self) -> tuple[int | None, ...]:
        """Share of PSAPs told within 30 minutes of discovery, by outage."""
        return tuple(one.in_time for one in self.told)

    @property
    def callers_seq(self) -> int | None:
        """The entry that tells what became of the callers; None while the exercise is not closed."""
        return self.people.seq if self.people else None

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

    @property
    def answers(self) -> Answers:
        """The answer times of the whole exercise."""
        return Answers(self.answer_ms)

    def within(self, seconds: int) -> float | None:
        """Share (0 to 1) of the answered 911 calls that were answered within so many seconds."""
        return self.answers.within(seconds)

    def percentile(self, percent: int) -> int | None:
        """Answer time in ms that so many percent of the answered calls did not exceed (nearest rank, exact)."""
        return self.answers.percentile(percent)

    @property
    def user_minutes(self) -> int | None:
        """Of all outages together; None where the scenario names no population."""
        counts = [one.count for one in self.users]
        known = [count for count in counts if count is not None]
        return sum(known) if self.population and len(known) == len(counts) else None

    @property
    def user_minutes_reason(self) -> str:
        """Why there are no user-minutes; empty where there are."""
        return "" if self.population else NO_USERS

    @property
    def lost_call_minutes(self) -> float | None:
        """Caller-minutes between failure and help; None while the exercise is not closed."""
        return self.people.lost_call_minutes if self.people and self.people.by_way_known else None

    @property
    def most_unserved(self) -> int:
        """The most callers at the end of one minute who had failed and waited for help."""
        return max((minute.unserved for minute in self.minutes), default=0)

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
        return as_json(self)
