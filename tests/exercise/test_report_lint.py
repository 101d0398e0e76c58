"""What a report lacks is told sentence by sentence, and nothing is told of one that is whole."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from hotwash.domain.facts import Fact, Happened
from hotwash.domain.plan import Rating, Target
from hotwash.domain.review_facts import (
    CapabilityRated,
    CorrectionDropped,
    CorrectionPlanned,
    FindingDropped,
    FindingWritten,
    TargetRated,
)
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.report_lint import report_lint
from tests.documents.synthetic import scenario

STRENGTH = FindingWritten("facilitator", "F1", "strength", "see", "It was seen at once.", "", "", (3,))
AREA = FindingWritten("facilitator", "F2", "area", "mend", "It took long.", "Plan 3", "Nobody held the key.", (4, 5))
ACTION = CorrectionPlanned(
    "facilitator",
    "C1",
    "F2",
    "Give somebody the key",
    "Organization",
    "Department",
    "Key desk",
    "2026-01-01",
    "2026-03-01",
)


def world() -> Scenario:
    target = Target(id="t", objective="mend", text="It is mended in ten minutes.")
    return replace(scenario(), targets=MappingProxyType({"t": target}))


def told(*facts: Fact) -> list[tuple[str, str]]:
    happened = [Happened(seq, 0, fact) for seq, fact in enumerate(facts, start=1)]
    return [(one.subject, str(one.sentence)) for one in report_lint(world(), fold(happened).review)]


def test_a_whole_report_lacks_nothing() -> None:
    rated = TargetRated("e", "t", Rating.M, "Late."), CapabilityRated("e", "mend", Rating.M, "")
    assert told(STRENGTH, AREA, ACTION, *rated) == []
    assert told() == []


def test_findings_without_what_belongs_to_them_are_named() -> None:
    bare = replace(AREA, reference=" ", analysis="", evidence=())
    assert told(replace(STRENGTH, evidence=()), bare) == [
        ("F1", "Strength F1 cites no entry of the journal."),
        ("F2", "Area F2 cites no entry of the journal."),
        ("F2", "Area F2 names no plan, policy or standard."),
        ("F2", "Area F2 has no analysis."),
        ("F2", "Area F2 has no corrective action."),
    ]
    assert told(replace(STRENGTH, objective="gone"))[0][1] == "Finding F1 belongs to no objective of the scenario."


def test_an_action_needs_element_owner_and_dates_in_order() -> None:
    empty = replace(ACTION, element="", organisation="", contact=" ", completes="")
    assert told(AREA, empty) == [
        ("C1", "Corrective action C1 has no capability element (POETE)."),
        ("C1", "Corrective action C1 has no responsible organization."),
        ("C1", "Corrective action C1 names no point of contact of that organization."),
        ("C1", "Corrective action C1 lacks its start or completion date."),
    ]
    backwards = replace(ACTION, starts="2026-04-01")
    assert told(AREA, backwards) == [("C1", "Corrective action C1 ends before it begins.")]


def test_a_rating_needs_notes_and_a_hard_one_an_area() -> None:
    rated = TargetRated("e", "t", Rating.U, "")
    assert told(rated) == [
        ("t", "Target 1 is rated without notes."),
        ("mend", "Objective 2 is rated U, and no area for improvement says why."),
    ]
    back = TargetRated("e", "t", Rating.UNRATED, "")
    assert told(rated, back) == []
    assert [one for one in told(rated, AREA, ACTION) if one[0] == "mend"] == []


def test_what_was_dropped_is_not_missed() -> None:
    assert told(replace(STRENGTH, evidence=()), FindingDropped("facilitator", "F1")) == []
    left = told(AREA, ACTION, CorrectionDropped("facilitator", "C1"))
    assert left == [("F2", "Area F2 has no corrective action.")]
