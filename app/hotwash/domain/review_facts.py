"""What evaluators and writers of the report have put down; of several about one thing the newest counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotwash.domain.plan import Rating
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Observed:
    """What an evaluator saw at exercise time `seen_at`."""

    by: str
    text: str
    task: str
    inject: str
    sign: str
    seen_at: Millis
    key: str = ""


@dataclass(frozen=True, slots=True)
class TargetRated:
    """A person's rating of a capability target."""

    by: str
    target: str
    rating: Rating
    note: str


@dataclass(frozen=True, slots=True)
class CapabilityRated:
    """A person's final rating of the core capability of an objective."""

    by: str
    objective: str
    rating: Rating
    note: str


@dataclass(frozen=True, slots=True)
class TaskJudged:
    """What a person says of the measured times of a critical task: accept, correct or reject."""

    by: str
    task: str
    verdict: str
    at: Millis
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class FindingWritten:
    """A strength or an area for improvement as it stands now."""

    by: str
    finding: str
    kind: str
    objective: str
    statement: str
    reference: str
    analysis: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FindingDropped:
    """A finding is out of the report."""

    by: str
    finding: str


@dataclass(frozen=True, slots=True)
class CorrectionPlanned:
    """A corrective action as it stands now."""

    by: str
    correction: str
    finding: str
    action: str
    element: str
    organisation: str
    contact: str
    starts: str
    completes: str


@dataclass(frozen=True, slots=True)
class CorrectionDropped:
    """A corrective action is out of the improvement plan."""

    by: str
    correction: str


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """One participant feedback form."""

    by: str
    role: str
    marks: dict[str, int] = field(default_factory=dict)
    strengths: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    unseen: str = ""
    actions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    comments: str = ""
    key: str = ""


ReviewFact = (
    Observed
    | TargetRated
    | CapabilityRated
    | TaskJudged
    | FindingWritten
    | FindingDropped
    | CorrectionPlanned
    | CorrectionDropped
    | FeedbackGiven
)
