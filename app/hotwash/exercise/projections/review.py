"""What evaluators and writers of the report have put down, as it stands now: a fold over facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotwash.domain.facts import Happened
from hotwash.domain.review_facts import (
    CapabilityRated,
    CorrectionDropped,
    CorrectionPlanned,
    FeedbackGiven,
    FindingDropped,
    FindingWritten,
    Observed,
    TargetRated,
    TaskJudged,
)
from hotwash.exercise.projections.series import Series

NOTHING: Series[Happened] = Series()
Pairs = tuple[tuple[str, Happened], ...]
"""Facts by what they are about, newest of each, in the order in which each was first told."""


@dataclass(frozen=True, slots=True)
class Review:
    """Observations, ratings, findings and corrections; each Happened holds the fact named by the field."""

    observations: Series[Happened] = NOTHING
    targets: Pairs = ()
    """`TargetRated` by target and evaluator (`target evaluator`)."""
    capabilities: Pairs = ()
    """`CapabilityRated` by objective and evaluator."""
    tasks: Pairs = ()
    """`TaskJudged` by task and evaluator."""
    findings: Pairs = ()
    """`FindingWritten` by finding."""
    corrections: Pairs = ()
    """`CorrectionPlanned` by correction."""
    feedback: Series[Happened] = NOTHING

    def knows(self, key: str) -> bool:
        """Whether an observation or a feedback form of that key is there already."""
        return bool(key) and any(getattr(one.fact, "key", "") == key for one in (*self.observations, *self.feedback))


def evolve_review(review: Review, one: Happened) -> Review:
    """The same after one more fact."""
    match one.fact:
        case Observed():
            return replace(review, observations=review.observations.with_one(one))
        case TargetRated(by=by, target=target):
            return replace(review, targets=_put(review.targets, f"{target} {by}", one))
        case CapabilityRated(by=by, objective=objective):
            return replace(review, capabilities=_put(review.capabilities, f"{objective} {by}", one))
        case TaskJudged(by=by, task=task):
            return replace(review, tasks=_put(review.tasks, f"{task} {by}", one))
        case FindingWritten(finding=finding):
            return replace(review, findings=_put(review.findings, finding, one))
        case FindingDropped(finding=finding):
            return replace(
                review,
                findings=tuple(pair for pair in review.findings if pair[0] != finding),
                corrections=tuple(pair for pair in review.corrections if not _of(pair[1], finding)),
            )
        case CorrectionPlanned(correction=correction):
            return replace(review, corrections=_put(review.corrections, correction, one))
        case CorrectionDropped(correction=correction):
            return replace(review, corrections=tuple(pair for pair in review.corrections if pair[0] != correction))
        case FeedbackGiven():
            return replace(review, feedback=review.feedback.with_one(one))
        case _:
            return review


def _of(one: Happened, finding: str) -> bool:
    return isinstance(one.fact, CorrectionPlanned) and one.fact.finding == finding


def _put(pairs: Pairs, key: str, one: Happened) -> Pairs:
    if any(known == key for known, _ in pairs):
        return tuple((known, one if known == key else kept) for known, kept in pairs)
    return (*pairs, (key, one))
