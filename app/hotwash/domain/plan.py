"""How an exercise is laid out and judged: modules, targets with critical tasks, the directory; values only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hotwash.domain.fields import about
from hotwash.domain.predicates import Predicate
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A critical task. `done` says by which facts it shows; `after` from when its time counts
    (None: from the start); what was done before then does not show it.

    `within` is the time it should take, 0 where nothing is set. Only a person says whether it was performed.
    """

    id: str
    text: str
    done: Predicate | None = None
    after: Predicate | None = None
    within: Millis = about(term("Time in which it should show; 0 for none."), unit="ms", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An organizational capability target of an objective: who does what, how well, by when."""

    id: str
    objective: str
    text: str
    reference: str = about(term("Plan, policy or standard that it comes from."), default="")
    tasks: tuple[Task, ...] = ()
    source: str = "default"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Grouped(Protocol):
    @property
    def tasks(self) -> Sequence[_Named]: ...


def task_numbers(targets: Iterable[_Grouped]) -> dict[str, str]:
    """How critical tasks are cited, by id: CT-n.m, n the number of the target and m that of the task in it."""
    return {task.id: f"CT-{n}.{m}" for n, target in enumerate(targets, 1) for m, task in enumerate(target.tasks, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a module; `seats` that it is for (none: everybody)."""

    text: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A paragraph that players read at an exercise time, and the places on the map that it speaks of."""

    at: Millis = about(term("Exercise time at which it is read."), unit="ms")
    text: str
    places: tuple[str, ...] = about(
        term("PSAPs, regions and originating networks that it speaks of, for the situation maps."), default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A part of the exercise. `begins` in exercise time; `minutes` of real time that it is given in the room."""

    id: str
    title: str
    begins: Millis = about(term("Exercise time at which it begins."), unit="ms")
    minutes: int = about(term("Minutes of real time that it is given."), unit="min", low=1, high=1_440)
    story: tuple[Story, ...] = ()
    """What players read, by exercise time; never a cause."""
    issues: tuple[str, ...] = about(term("Key issues, three to five."), default=())
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who is played by the SimCell: a line of the exercise's directory."""

    id: str
    name: str
    organisation: str = about(term("Organization."), default="")
    reach: str = about(term("Exercise number or address; never a real one."), default="")
    about: str = about(term("How the SimCell plays it."), default="")


class Part(StrEnum):
    """What the holder of a seat is in the exercise."""

    PLAYER = "player"
    EVALUATOR = "evaluator"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the tools of a desk reach, by ids; `everything` for all of a kind, a region's id for its PSAPs.

    `psaps`: counters and call list of these PSAPs, as they see them. `origins`: the same for originating networks.
    `elements`: what is on its own map, with the states that keep-alives tell. `policies`: firewalls whose lines, hit
    counters and log it may read.
    """

    psaps: tuple[str, ...] = about(term("PSAPs whose counters and calls it sees."), default=())
    origins: tuple[str, ...] = about(term("Originating networks whose counters and calls it sees."), default=())
    elements: tuple[str, ...] = about(term("What is on its own map."), default=())
    policies: tuple[str, ...] = about(term("Firewall policies whose lines, counters and log it may read."), default=())


EVERYTHING = "everything"
"""Word that stands for all there are."""


class Rating(StrEnum):
    """Ratings of HSEEP; a person's, never the model's. UNRATED takes one back."""

    UNRATED = ""
    P = "P"
    S = "S"
    M = "M"
    U = "U"
