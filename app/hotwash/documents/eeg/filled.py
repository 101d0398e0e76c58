"""Evaluation guides of a run: what persons noted and rated, and below it measured times; never more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hotwash.documents.aar.front import caution
from hotwash.documents.aar.gathered import material_of
from hotwash.documents.aar.material import Material, references
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Row, Section, Text
from hotwash.documents.eeg.guide import TITLE, Entry, Said, eeg, guides
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.domain.facts import Happened
from hotwash.domain.plan import Rating, task_numbers
from hotwash.domain.review_facts import CapabilityRated, Observed, TargetRated, TaskJudged
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.exercise.projections.evaluation import Rated, TaskReview
from hotwash.exercise.projections.tasks import STATE_WORDS, TaskState

NOT_RATED = "not rated"
JUDGED = {"accept": "measured time accepted", "reject": "measured time rejected"}


def eeg_of(scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
    """The guides as they were filled in; blank ones where there was no run."""
    plan = Beforehand(scenario, engine, marks)
    if not happened or not scenario.objectives:
        return eeg(plan)
    material = material_of(scenario, happened, engine, marks)
    of_run = Beforehand(scenario, engine, replace(marks, stamp=marks.stamp or stamp_of(scenario, happened, engine)))
    sections = guides(of_run, said_of(material))
    if marks.lack is not None:
        told = Text(marks.lack.sentence, "small", lead=caution(marks.lack))
        sections = (Section((told, *sections[0].blocks)), *sections[1:])
    return of_run.document(TITLE, sections, closed=True)


def said_of(material: Material) -> Said:
    """What evaluators put down in a run, where it belongs on the form."""
    scenario = material.scenario
    targets = {one.about: one for one in material.evaluation.targets}
    entries = {target: _entry(material, target, targets[target]) for target in scenario.targets}
    bare = {one.id: Entry(rating=NOT_RATED) for one in scenario.objectives}
    finals: dict[str, list[str]] = {}
    for one in scenario.objectives:
        rated = next(found for found in material.evaluation.capabilities if found.about == one.id)
        finals.setdefault(one.capability, []).append(_letters(rated))
    return Said(
        {**bare, **entries},
        {name: "; ".join(letters) for name, letters in finals.items()},
        {name: tuple(_rows(material, name)) for name in finals},
        {name: ", ".join(_evaluators(material, name)) for name in finals},
        frozenset(one.time.task for one in material.evaluation.tasks if _performed(one)),
    )


def _performed(review: TaskReview) -> bool:
    """Whether persons accepted or corrected its time; what they differ on is left open."""
    settled = review.settled.fact if review.settled is not None else None
    return isinstance(settled, TaskJudged) and settled.verdict != "reject"


def _entry(material: Material, target: str, rated: Rated) -> Entry:
    numbers = task_numbers(material.scenario.targets.values())
    reviews = [one for one in material.evaluation.tasks if one.time.target == target]
    measured = "\n".join(
        ["measured by the system:", *(_measured(one, numbers[one.time.task]) for one in reviews)] if reviews else ()
    )
    lines = [*_ratings(material, rated.given)]
    for one in reviews:
        lines += _judged(material, one, numbers[one.time.task])
        lines += (_seen(seen, numbers) for seen in one.seen)
    return Entry(measured, "\n".join(lines), _letters(rated))


def _measured(review: TaskReview, number: str) -> str:
    """What the journal says of a task; a comparison in times, and no letter."""
    time = review.time
    if time.state is TaskState.NO_RULE:
        return f"{number} not measured"
    if time.first is None:
        early = f"; early at {clock(time.early.at)} [{references(time.early.seqs)}]" if time.early else ""
        return f"{number} {STATE_WORDS[time.state]}{early}"
    last = f", last {clock(time.last.at)}" if time.last and time.last.at != time.first.at else ""
    told = f"{number} first {clock(time.first.at)}{last} [{references(time.evidence)}]"
    if not time.within or time.took is None:
        return told
    met = "met" if time.state is TaskState.MET else "not met"
    return f"{told}; {clock(time.took)} vs {clock(time.within)}: {met}"


def _ratings(material: Material, given: Iterable[Happened]) -> Iterator[str]:
    for one in given:
        if isinstance(one.fact, TargetRated | CapabilityRated):
            note = f": {one.fact.note}" if one.fact.note else " without a note"
            yield f"{one.fact.rating.value} by {material.who(one.fact.by)}{note} [{one.reference}]"


def _judged(material: Material, review: TaskReview, number: str) -> Iterator[str]:
    for one in review.judged:
        if isinstance(one.fact, TaskJudged):
            words = JUDGED.get(one.fact.verdict, f"time corrected to {clock(one.fact.at)}")
            reason = f": {one.fact.reason}" if one.fact.reason else ""
            yield f"{number} {words} by {material.who(one.fact.by)}{reason} [{one.reference}]"


def _seen(one: Happened, numbers: dict[str, str]) -> str:
    assert isinstance(one.fact, Observed)  # a review holds no other
    number = numbers.get(one.fact.task, "")
    return f"{number} T+ {clock(one.fact.seen_at)} {one.fact.sign} {one.fact.text} [{one.reference}]"


def _letters(rated: Rated) -> str:
    """The rating that was decided; every one that was given where they differ."""
    if rated.final is not Rating.UNRATED:
        return rated.final.value
    return " / ".join(one.value for one in rated.spread) or NOT_RATED


def _rows(material: Material, capability: str) -> Iterator[Row]:
    """Observations that belong to a capability, by time; those about nothing stand with the first."""
    numbers = task_numbers(material.scenario.targets.values())
    found = [one for one in material.board.review.observations if _capability(material, one) == capability]
    for one in sorted(found, key=lambda one: (one.fact.seen_at if isinstance(one.fact, Observed) else 0, one.seq)):
        fact = one.fact
        if isinstance(fact, Observed):
            what = f"{fact.text} ({material.who(fact.by)}) [{one.reference}]"
            inject = material.scenario.injects.get(fact.inject)
            about = numbers.get(fact.task) or (f"inject {inject.shown_number}" if inject else "")
            yield Row((f"T+ {clock(fact.seen_at)}", what, about or "\u2013", fact.sign or "\u2013"), height=34)


def _capability(material: Material, one: Happened) -> str:
    scenario, fact = material.scenario, one.fact
    if not isinstance(fact, Observed):
        return ""
    inject = scenario.injects.get(fact.inject)
    tasks = (fact.task, *(inject.tasks if inject else ()))
    by_target = [target.objective for target in scenario.targets.values() if any(t.id in tasks for t in target.tasks)]
    about = (*by_target, *(inject.objectives if inject else ()))
    known = {objective.id: objective.capability for objective in scenario.objectives}
    return next((known[one] for one in about if one in known), next(iter(known.values())))


def _evaluators(material: Material, capability: str) -> list[str]:
    """Seats that rated, judged or noted anything of a capability."""
    scenario = material.scenario
    objectives = {one.id for one in scenario.objectives if one.capability == capability}
    targets = {one.id for one in scenario.targets.values() if one.objective in objectives}
    given = [one for rated in material.evaluation.targets if rated.about in targets for one in rated.given]
    given += [one for rated in material.evaluation.capabilities if rated.about in objectives for one in rated.given]
    given += [one for review in material.evaluation.tasks if review.time.target in targets for one in review.judged]
    given += [one for one in material.board.review.observations if _capability(material, one) == capability]
    known = (TargetRated, CapabilityRated, TaskJudged, Observed)
    return list(dict.fromkeys(material.who(one.fact.by) for one in given if isinstance(one.fact, known)))
