"""What evaluators and writers of the report put down; ratings are theirs alone. Most of it may come after ENDEX."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotwash.domain.plan import Rating
from hotwash.domain.time import Millis

CAPABILITY_ELEMENTS = ("Planning", "Organization", "Equipment", "Training", "Exercises")
"""POETE: elements of capability of the HSEEP improvement plan."""


@dataclass(frozen=True, slots=True)
class Observe:
    """What an evaluator saw. `seen_at` is the exercise time it is about, -1 for now; `sign` is "+", "-" or empty.

    `key` names an observation made without a network, so that merging it twice changes nothing.
    """

    text: str
    task: str = ""
    inject: str = ""
    sign: str = ""
    seen_at: Millis = -1
    key: str = ""


@dataclass(frozen=True, slots=True)
class RateTarget:
    """An evaluator's rating of a capability target, with its explanation."""

    target: str
    rating: Rating
    note: str = ""


@dataclass(frozen=True, slots=True)
class RateCapability:
    """An evaluator's final rating of the core capability of an objective."""

    objective: str
    rating: Rating
    note: str = ""


@dataclass(frozen=True, slots=True)
class JudgeTask:
    """What an evaluator says of the measured times of a critical task.

    `verdict` is accept, correct (then `at` and `seat` are what it should say) or reject.
    """

    task: str
    verdict: str
    at: Millis = -1
    seat: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WriteFinding:
    """A strength or an area for improvement of the report. An empty `finding` makes a new one.

    `kind` is strength or area; `evidence` are numbers of facts in the journal.
    """

    kind: str
    objective: str
    statement: str
    reference: str = ""
    analysis: str = ""
    evidence: tuple[int, ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class DropFinding:
    """Take a finding, and the corrections planned for it, out of the report."""

    finding: str


@dataclass(frozen=True, slots=True)
class PlanCorrection:
    """A corrective action of the improvement plan. An empty `correction` makes a new one.

    `element` is one of POETE; dates are written by people (`starts`, `completes`, as YYYY-MM-DD or empty).
    """

    finding: str
    action: str
    element: str
    organisation: str = ""
    contact: str = ""
    starts: str = ""
    completes: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True)
class DropCorrection:
    """Take a corrective action out of the improvement plan."""

    correction: str


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """A participant feedback form, keyed in or sent from a seat.

    `role` is player, facilitator, observer, evaluator or simcell; `marks` gives 1 to 5 by number of the statement.
    """

    role: str
    marks: dict[str, int] = field(default_factory=dict)
    strengths: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    unseen: str = ""
    actions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    comments: str = ""
    key: str = ""


ReviewCommand = (
    Observe
    | RateTarget
    | RateCapability
    | JudgeTask
    | WriteFinding
    | DropFinding
    | PlanCorrection
    | DropCorrection
    | GiveFeedback
)
"""All of these may be given after ENDEX too."""
