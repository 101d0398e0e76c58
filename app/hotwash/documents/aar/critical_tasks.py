"""Critical tasks of an objective: the times that were measured, and beside them what evaluators said of them."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar.material import Material, references
from hotwash.documents.content import Block, Column, Heading, Row, Table, Text, Together
from hotwash.domain.plan import Rating, Target, task_numbers
from hotwash.domain.review_facts import Observed, TargetRated, TaskJudged
from hotwash.domain.scenario import Objective
from hotwash.domain.time import clock
from hotwash.exercise.projections.evaluation import Rated, TaskReview
from hotwash.exercise.projections.tasks import STATE_WORDS, TaskState

_COLUMNS = (
    Column("Critical task", 166), Column("Target time", 52), Column("First, after", 70), Column("By", 74),
    Column("Measured", 50), Column("Evidence", 56),
)  # fmt: skip


def of_objective(material: Material, objective: Objective) -> tuple[Block, ...]:
    """For each capability target: its tasks with measured times, the rating of a person, and what was observed."""
    numbers = task_numbers(material.scenario.targets.values())
    blocks: list[Block] = []
    for target in material.scenario.targets.values():
        if target.objective == objective.id:
            blocks += _target(material, target, numbers)
    if not blocks:
        return ()
    return (Heading("Capability targets and critical tasks", 3), *blocks)


def _target(material: Material, target: Target, numbers: dict[str, str]) -> Iterator[Block]:
    reviews = [one for one in material.evaluation.tasks if one.time.target == target.id]
    rows = tuple(_row(material, target, review, numbers) for review in reviews)
    yield Text(target.text, lead="Target:")
    if rows:
        yield Together((Table(_COLUMNS, rows, size=8.5),))
    yield Text(_rating(material, target), "small", lead="Rating:")
    for review in reviews:
        for one in review.seen:
            if isinstance(one.fact, Observed):
                sign = f"{one.fact.sign} " if one.fact.sign else ""
                seen = f"T+ {clock(one.fact.seen_at)} {sign}{one.fact.text} [{one.reference}]"
                yield Text(seen, "small", lead=f"{numbers[review.time.task]}, {material.who(one.fact.by)}:")


def _row(material: Material, target: Target, review: TaskReview, numbers: dict[str, str]) -> Row:
    time = review.time
    text = next(task.text for task in target.tasks if task.id == time.task)
    first = "\u2013"
    if time.first is not None:
        took = time.took
        first = clock(time.first.at) if took is None else f"T+ {clock(time.first.at)}, after {clock(took)}"
    notes = tuple(_said(material, review))
    return Row(
        (
            f"{numbers[time.task]} {text}",
            f"\u2264 {clock(time.within)}" if time.within else "\u2013",
            first,
            ", ".join(material.who(seat) for seat in time.seats) or "\u2013",
            "\u2013" if time.state is TaskState.NO_RULE else str(STATE_WORDS[time.state]),
            references(time.evidence),
        ),
        notes=("; ".join(notes),) if notes else (),
    )


def _said(material: Material, review: TaskReview) -> Iterator[str]:
    """What evaluators say of the measured time, each by itself."""
    for one in review.judged:
        if isinstance(one.fact, TaskJudged):
            words = {"accept": "accepted", "reject": "rejected"}.get(
                one.fact.verdict, f"corrected to {clock(one.fact.at)}"
            )
            reason = f" ({one.fact.reason})" if one.fact.reason else ""
            yield f"{words} by {material.who(one.fact.by)}{reason}"


def _rating(material: Material, target: Target) -> str:
    found = next((one for one in material.evaluation.targets if one.about == target.id), None)
    if found is None or not found.given:
        return "not rated."
    given = "; ".join(_given(material, found))
    if found.final is Rating.UNRATED:
        return f"not decided. {given}"
    return given if len(found.given) == 1 else f"{found.final.value}, decided; {given}"


def _given(material: Material, found: Rated) -> Iterator[str]:
    for one in found.given:
        if isinstance(one.fact, TargetRated):
            note = f": {one.fact.note}" if one.fact.note else ""
            yield f"{one.fact.rating.value} by {material.who(one.fact.by)}{note} [{one.reference}]"
