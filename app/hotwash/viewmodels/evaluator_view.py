"""What an evaluator's panel shows, as records; the same with a network and without, for window and browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hotwash.domain.plan import Rating
from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget
from hotwash.exercise.evaluator_sight import OwnSight
from hotwash.exercise.projections.evaluation import Evaluation
from hotwash.exercise.projections.tasks import TaskState

HOT_KEYS = 9
"""Tasks that have a number key."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known at one moment: `clock` in words, what this evaluator has before them, what all have (`evaluation`,
    None without a network). `barred` is why nothing can be written, empty where it can; `place` says where notes go.
    """

    clock: str
    own: OwnSight
    evaluation: Evaluation | None = None
    place: str = ""
    barred: str = ""


class Source(Protocol):
    """Where an evaluator's panel reads and writes: an exercise under way, or a file."""

    def mark(self) -> int:
        """This moment, for a note that is begun now."""

    def write(self, command: Observe | RateTarget | RateCapability | JudgeTask, mark: int = -1) -> str:
        """Put something down, about the moment of `mark` (-1: now); why not, as a sentence, empty where it is done."""

    def marked(self, mark: int) -> str:
        """A marked moment as people read it."""

    def standing(self) -> Standing:
        """Everything as it is now."""


@dataclass(frozen=True, slots=True)
class CueLine:
    """One line of the strip that says where to look now. `key` is the task's number key, 0 for none."""

    task: str
    key: int
    text: str
    why: str
    until: str
    seats: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One critical task. `state` is None without a network; `measured` says it in words.

    `judged` is what this evaluator has said of it, `others` what the others have (for the lead only).
    """

    task: str
    key: int
    text: str
    state: TaskState | None = None
    measured: str = ""
    judged: str = ""
    others: str = ""
    can_judge: bool = False
    waiting: bool = False
    """Whether it has not shown and its time is not up."""
    notes: int = 0
    number: str = ""
    """How it is cited: CT-n.m."""


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A target or a core capability to be rated. `mark` is target or capability; `others` is for the lead only."""

    mark: str
    id: str
    heading: str
    text: str
    reference: str
    rating: Rating
    note: str
    tasks: tuple[TaskLine, ...] = ()
    others: str = ""


@dataclass(frozen=True, slots=True)
class InjectRow:
    """One line of the MSEL for those who watch: what players are expected to do, and whether it is out yet."""

    inject: str
    heading: str
    when: str
    expected: tuple[str, ...]
    tasks: str
    out: bool


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One own observation."""

    reference: str
    time: str
    sign: str
    text: str
    about: str
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class EvaluatorView:
    """Everything an evaluator's panel shows."""

    seat: str
    name: str
    title: str
    clock: str
    place: str
    barred: str
    cues: tuple[CueLine, ...]
    muted: int
    tasks: tuple[TaskLine, ...]
    ratings: tuple[RatingLine, ...]
    notes: tuple[NoteLine, ...]
    injects: tuple[tuple[str, str], ...]
    """Ids and names of the injects a note may be linked to, in the order of the MSEL."""
    inject: str
    """The one that is current."""
    coverage: str
    msel: tuple[InjectRow, ...] = ()
