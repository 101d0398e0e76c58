"""Puts together what every document after an exercise is written from: its facts, folded and measured once."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.material import Material, day
from hotwash.documents.marks import DRAFT, Marks
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.evaluation import evaluate
from hotwash.exercise.projections.measures import measures
from hotwash.exercise.projections.tasks import task_times


def material_of(scenario: Scenario, happened: Sequence[Happened], engine: str, marks: Marks = DRAFT) -> Material:
    """The exercise with its figures, ready for any document."""
    board = fold(happened)
    return Material(
        scenario,
        tuple(happened),
        measures(scenario, happened, engine=engine),
        engine,
        board,
        evaluate(scenario, task_times(scenario, happened), board.review),
        marks.lack,
        marks.pauses,
        marks.left,
        marks.names,
    )


def version(scenario: Scenario, marks: Marks) -> str:
    """The second line of the running header."""
    return "DRAFT" if marks.draft else f"Final, {day(scenario)}"
