"""What evaluators said, put together: judgements beside measured times, ratings of several with spread, coverage.

Four things are never folded into one: what was measured, what persons rated, how much was covered, how sure they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import Happened
from hotwash.domain.plan import Rating
from hotwash.domain.review_facts import CapabilityRated, Observed, TargetRated, TaskJudged
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.exercise.projections.review import Pairs, Review
from hotwash.exercise.projections.tasks import TaskTime

ORDER = (Rating.P, Rating.S, Rating.M, Rating.U)
"""From best to worst."""


@dataclass(frozen=True, slots=True)
class TaskReview:
    """One task: what was measured, and beside it what was seen and said of it.

    `judged` holds the newest `TaskJudged` of each evaluator, in the order in which they first judged; `settled` is the
    lead's where there is one, else that on which all agree; None where nobody judged or they differ. `seen` are the
    observations linked to it.
    """

    time: TaskTime
    judged: tuple[Happened, ...]
    settled: Happened | None
    seen: tuple[Happened, ...]

    @property
    def disputed(self) -> bool:
        """Whether evaluators differ and the lead has not decided."""
        return bool(self.judged) and self.settled is None

    @property
    def observed(self) -> bool:
        """Whether there is anything to rate it by: it showed by its rule, early or in its time, or a person saw it."""
        confirmed = any(isinstance(one.fact, TaskJudged) and one.fact.verdict != "reject" for one in self.judged)
        return self.time.first is not None or self.time.early is not None or bool(self.seen) or confirmed


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings of one target, or of one objective's core capability.

    `given` holds the newest rating of each evaluator (none that was taken back). `final` is the lead's where there is
    one, else the one that all have given; UNRATED where they differ or nobody rated. It is never worked out from them.
    """

    about: str
    given: tuple[Happened, ...]
    final: Rating
    by_lead: bool

    @property
    def spread(self) -> tuple[Rating, ...]:
        """Every rating that was given by anybody, best first."""
        letters = {_letter(one) for one in self.given}
        return tuple(rating for rating in ORDER if rating in letters)

    @property
    def disputed(self) -> bool:
        """Whether evaluators differ and the lead has not decided."""
        return len(self.spread) > 1 and not self.by_lead


@dataclass(frozen=True, slots=True)
class TargetCoverage:
    """How far one target was exercised: tasks there are, were provoked, were observed; ratings given, and on what."""

    target: str
    tasks: int
    provoked: int
    observed: int
    ratings: int

    @property
    def bare(self) -> bool:
        """Whether it was rated though nothing of it was observed."""
        return self.ratings > 0 and self.observed == 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was exercised and seen, apart from how well it went."""

    targets: tuple[TargetCoverage, ...]
    not_provoked: int

    @property
    def tasks(self) -> int:
        """Critical tasks there are."""
        return sum(one.tasks for one in self.targets)

    @property
    def observed(self) -> int:
        """Critical tasks of which something was measured or seen."""
        return sum(one.observed for one in self.targets)

    @property
    def bare(self) -> int:
        """Targets that were rated though nothing of them was observed."""
        return sum(one.bare for one in self.targets)

    @property
    def sentence(self) -> str:
        """The same as people say it."""
        return say(
            "{observed} of {tasks} tasks observed; {not_provoked} not provoked; {bare} rated without evidence.",
            observed=self.observed,
            tasks=self.tasks,
            not_provoked=self.not_provoked,
            bare=self.bare,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything evaluators have to say, in the scenario's order."""

    tasks: tuple[TaskReview, ...]
    targets: tuple[Rated, ...]
    capabilities: tuple[Rated, ...]
    coverage: Coverage


def evaluate(scenario: Scenario, times: Sequence[TaskTime], review: Review) -> Evaluation:
    """Measured times and what was said, side by side."""
    tasks = tuple(_task(time, review) for time in times)
    targets = tuple(_rated(target, review.targets) for target in scenario.targets)
    capabilities = tuple(_rated(objective.id, review.capabilities) for objective in scenario.objectives)
    return Evaluation(tasks, targets, capabilities, _coverage(tasks, targets))


def _task(time: TaskTime, review: Review) -> TaskReview:
    judged = tuple(one for _, one in review.tasks if isinstance(one.fact, TaskJudged) and one.fact.task == time.task)
    seen = tuple(one for one in review.observations if isinstance(one.fact, Observed) and one.fact.task == time.task)
    return TaskReview(time, judged, _settled(judged), seen)


def _settled(judged: tuple[Happened, ...]) -> Happened | None:
    lead = next((one for one in judged if _by(one) == FACILITATOR), None)
    if lead is not None or not judged:
        return lead
    said = [(one.fact.verdict, one.fact.at, one.fact.seat) for one in judged if isinstance(one.fact, TaskJudged)]
    return judged[-1] if all(other == said[0] for other in said) else None


def _rated(about: str, pairs: Pairs) -> Rated:
    given = tuple(one for _, one in pairs if _about(one) == about and _letter(one) is not Rating.UNRATED)
    lead = next((one for one in given if _by(one) == FACILITATOR), None)
    letters = {_letter(one) for one in given}
    final = _letter(lead) if lead is not None else _letter(given[0]) if len(letters) == 1 else Rating.UNRATED
    return Rated(about, given, final, lead is not None)


def _coverage(tasks: Iterable[TaskReview], targets: Sequence[Rated]) -> Coverage:
    by_target: dict[str, list[TaskReview]] = {rated.about: [] for rated in targets}
    for task in tasks:
        by_target[task.time.target].append(task)
    ratings = {rated.about: len(rated.given) for rated in targets}
    found = tuple(
        TargetCoverage(
            target,
            len(own),
            sum(one.time.provoked is not None or one.observed for one in own),
            sum(one.observed for one in own),
            ratings[target],
        )
        for target, own in by_target.items()
    )
    return Coverage(found, sum(one.tasks - one.provoked for one in found))


def _by(one: Happened) -> str:
    return one.fact.by if isinstance(one.fact, TaskJudged | TargetRated | CapabilityRated) else ""


def _letter(one: Happened) -> Rating:
    return one.fact.rating if isinstance(one.fact, TargetRated | CapabilityRated) else Rating.UNRATED


def _about(one: Happened) -> str:
    match one.fact:
        case TargetRated(target=target):
            return target
        case CapabilityRated(objective=objective):
            return objective
        case _:
            return ""
