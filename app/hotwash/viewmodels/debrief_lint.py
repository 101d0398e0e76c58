"""What a report still lacks before it is final, one sentence a line; it judges the writing and rates nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from hotwash.domain.plan import Rating
from hotwash.domain.review_facts import CapabilityRated, CorrectionPlanned, FindingWritten, TargetRated
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.review import Pairs, Review
from hotwash.viewmodels.words import msg

Fact = TypeVar("Fact")
WEAK = (Rating.M, Rating.U)
"""Ratings that an area for improvement has to explain."""


@dataclass(frozen=True, slots=True)
class Lint:
    """One gap; `subject` is the id of the finding, corrective action, target or objective that it is about."""

    subject: str
    sentence: str


def lint(scenario: Scenario, review: Review) -> tuple[Lint, ...]:
    """Every gap, in the order of the report: findings with their corrective actions, then ratings."""
    findings = list(_facts(review.findings, FindingWritten))
    planned = list(_facts(review.corrections, CorrectionPlanned))
    return (*_findings(findings, planned), *_ratings(scenario, review, findings))


def _findings(findings: list[FindingWritten], planned: list[CorrectionPlanned]) -> Iterator[Lint]:
    for finding in findings:
        if finding.kind == "strength":
            if not finding.evidence:
                yield Lint(finding.finding, msg("This strength has no evidence; pick entries that show it."))
            continue
        if not finding.reference.strip():
            yield Lint(finding.finding, msg("This area has no reference: name the plan, policy or standard."))
        if not finding.analysis.strip():
            yield Lint(finding.finding, msg("This area has no analysis: say why it came about and what it did."))
        if not finding.evidence:
            yield Lint(finding.finding, msg("This area has no evidence; pick entries that show it."))
        own = [one for one in planned if one.finding == finding.finding]
        if not own:
            yield Lint(finding.finding, msg("This area has no corrective action; plan at least one."))
        for one in own:
            yield from _planned(one)


def _planned(one: CorrectionPlanned) -> Iterator[Lint]:
    if not one.organisation.strip():
        yield Lint(one.correction, msg("This corrective action has no responsible organization."))
    if not one.contact.strip():
        yield Lint(one.correction, msg("This corrective action has no point of contact."))
    if not one.starts or not one.completes:
        yield Lint(one.correction, msg("This corrective action lacks a start or completion date."))
    elif one.completes < one.starts:
        yield Lint(one.correction, msg("This corrective action is completed before it starts."))


def _ratings(scenario: Scenario, review: Review, findings: list[FindingWritten]) -> Iterator[Lint]:
    explained = {one.objective for one in findings if one.kind == "area"}
    for rated in _facts(review.targets, TargetRated):
        target = scenario.targets.get(rated.target)
        objective = target.objective if target is not None else ""
        yield from _rating(rated.target, rated.rating, rated.note, explained=objective in explained)
    for final in _facts(review.capabilities, CapabilityRated):
        yield from _rating(final.objective, final.rating, final.note, explained=final.objective in explained)


def _rating(subject: str, rating: Rating, note: str, *, explained: bool) -> Iterator[Lint]:
    if rating is Rating.UNRATED:
        return
    if not note.strip():
        yield Lint(subject, msg("It is rated {rating} without a note that says why.", rating=rating.value))
    if rating in WEAK and not explained:
        yield Lint(subject, msg("It is rated {rating}, and no area for improvement says why.", rating=rating.value))


def _facts(pairs: Pairs, kind: type[Fact]) -> Iterable[Fact]:
    return (one.fact for _, one in pairs if isinstance(one.fact, kind))
