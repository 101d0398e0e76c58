"""What a report still lacks before it is printed as final: findings, corrective actions and ratings, one sentence each.

It reads what people wrote and never what it is worth; everything it says is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotwash.domain.plan import Rating
from hotwash.domain.review_facts import CapabilityRated, CorrectionPlanned, FindingWritten, TargetRated
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import Sentence, say
from hotwash.exercise.projections.review import Review

POETE = ("Planning", "Organization", "Equipment", "Training", "Exercises")
"""Capability elements that a corrective action can belong to."""
HARD = (Rating.M, Rating.U)
"""Ratings that an area for improvement should explain."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing. `subject` is the id of the finding, correction, target or objective, `kind` says
    which: finding, correction, target or objective."""

    kind: str
    subject: str
    sentence: Sentence


def report_lint(scenario: Scenario, review: Review) -> tuple[Missing, ...]:
    """Everything that is missing, in the order of the report; empty where nothing is."""
    findings = {key: one.fact for key, one in review.findings if isinstance(one.fact, FindingWritten)}
    corrections = {key: one.fact for key, one in review.corrections if isinstance(one.fact, CorrectionPlanned)}
    return (
        *_findings(scenario, findings, corrections),
        *_corrections(corrections),
        *_targets(scenario, review),
        *_capabilities(scenario, review, findings),
    )


def _findings(
    scenario: Scenario, findings: Mapping[str, FindingWritten], corrections: Mapping[str, CorrectionPlanned]
) -> Iterator[Missing]:
    objectives = {one.id for one in scenario.objectives}
    planned = {one.finding for one in corrections.values()}
    for key, one in findings.items():
        if one.objective not in objectives:
            yield Missing(
                "finding", key, say("Finding {finding} belongs to no objective of the scenario.", finding=key)
            )
        if one.kind == "strength":
            if not one.evidence:
                yield Missing("finding", key, say("Strength {finding} cites no entry of the journal.", finding=key))
            continue
        if not one.evidence:
            yield Missing("finding", key, say("Area {finding} cites no entry of the journal.", finding=key))
        if not one.reference.strip():
            yield Missing("finding", key, say("Area {finding} names no plan, policy or standard.", finding=key))
        if not one.analysis.strip():
            yield Missing("finding", key, say("Area {finding} has no analysis.", finding=key))
        if key not in planned:
            yield Missing("finding", key, say("Area {finding} has no corrective action.", finding=key))


def _corrections(corrections: Mapping[str, CorrectionPlanned]) -> Iterator[Missing]:
    for key, one in corrections.items():
        if one.element not in POETE:
            words = say("Corrective action {action} has no capability element (POETE).", action=key)
            yield Missing("correction", key, words)
        if not one.organisation.strip():
            words = say("Corrective action {action} has no responsible organization.", action=key)
            yield Missing("correction", key, words)
        if not one.contact.strip():
            words = say("Corrective action {action} names no point of contact of that organization.", action=key)
            yield Missing("correction", key, words)
        if not (one.starts and one.completes):
            words = say("Corrective action {action} lacks its start or completion date.", action=key)
            yield Missing("correction", key, words)
        elif one.completes < one.starts:
            yield Missing("correction", key, say("Corrective action {action} ends before it begins.", action=key))


def _targets(scenario: Scenario, review: Review) -> Iterator[Missing]:
    """Ratings without a note; a rating that was taken back is none."""
    for number, target in enumerate(scenario.targets, start=1):
        given = [
            one.fact for _, one in review.targets if isinstance(one.fact, TargetRated) and one.fact.target == target
        ]
        given = [one for one in given if one.rating is not Rating.UNRATED]
        if given and not any(one.note.strip() for one in given):
            yield Missing("target", target, say("Target {number} is rated without notes.", number=number))


def _capabilities(scenario: Scenario, review: Review, findings: Mapping[str, FindingWritten]) -> Iterator[Missing]:
    """An M or U, of the capability or of one of its targets, that no area for improvement explains."""
    explained = {one.objective for one in findings.values() if one.kind == "area"}
    of_target = {target.id: target.objective for target in scenario.targets.values()}
    letters: dict[str, list[Rating]] = {}
    for _, one in (*review.capabilities, *review.targets):
        match one.fact:
            case CapabilityRated(objective=objective, rating=rating):
                letters.setdefault(objective, []).append(rating)
            case TargetRated(target=target, rating=rating):
                letters.setdefault(of_target.get(target, ""), []).append(rating)
            case _:
                pass
    for number, own in enumerate(scenario.objectives, start=1):
        hard = [one.value for one in HARD if one in letters.get(own.id, ())]
        if hard and own.id not in explained:
            words = say(
                "Objective {number} is rated {letters}, and no area for improvement says why.",
                number=number,
                letters=", ".join(hard),
            )
            yield Missing("objective", own.id, words)
