"""What the report says, as values: order, figures with their evidence, and what it must leave to people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hotwash.documents.aar.objectives import limit_of
from hotwash.documents.aar.report import report
from hotwash.documents.content import Document, Figure, Heading, Table
from hotwash.documents.marks import Marks
from hotwash.documents.picture import Label, Picture
from hotwash.domain.facts import Happened
from hotwash.domain.time import MINUTE
from tests.documents.reading import blocks_of, said
from tests.documents.synthetic import ENGINE, happened, scenario

ORDER = [
    "Contents", "Exercise overview", "Executive summary", "Analysis of core capabilities", "Timeline",
    "Event chronology", "The network before, during and after", "What became of the calls", "What each PSAP saw",
    "Where the figures come from", "Simulation notes", "Appendix A: Improvement plan",
    "Appendix B: Exercise participants", "Appendix C: Acronyms", "Appendix D: Reproducing this report",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Document:
    return report(scenario(), happened(), engine=ENGINE)


def table(document: Document, *titles: str) -> Table:
    """The one table whose first columns are called so."""
    found = [block for block in blocks_of(document) if isinstance(block, Table)]
    return next(one for one in found if tuple(column.title for column in one.columns)[: len(titles)] == titles)


def pictures(document: Document) -> list[Picture]:
    return [block.picture for block in blocks_of(document) if isinstance(block, Figure)]


def labels(picture: Picture) -> list[str]:
    return [mark.text for mark in picture.marks if isinstance(mark, Label)]


def test_sections_stand_in_the_order_of_the_hseep_template(made: Document) -> None:
    assert [block.text for block in blocks_of(made) if isinstance(block, Heading) and block.level == 1] == ORDER


def test_the_same_journal_makes_the_same_document(made: Document) -> None:
    assert report(scenario(), happened(), engine=ENGINE) == made


def test_the_overview_table_has_its_eleven_rows_in_order(made: Document) -> None:
    found = next(block for block in blocks_of(made) if isinstance(block, Table) and not block.header)
    assert [row.cells[0] for row in found.rows] == [
        "Exercise Name", "Exercise Dates", "Scope", "Mission Area(s)", "Core Capabilities", "Objectives",
        "Threat or Hazard", "Scenario", "Sponsor", "Participating Organizations", "Point of Contact",
    ]  # fmt: skip


def test_the_summary_states_what_was_counted(made: Document) -> None:
    rows = {row.cells[0]: row.cells[1:] for row in table(made, "Measure", "Result").rows}
    assert rows["911 attempts by the public"][0] == "320"
    assert rows["Attempts that got no help"][0] == "120"
    assert rows["Answered by voice through the ESInet"][0] == "200 (62.5 % of decided)"
    assert rows["Success rate during the fault"][0] == "0.0 %"
    assert rows["Callers never answered"] == ("20 of 220, test callers included", "E-00055")
    assert rows["Fault to detection"][0] == "0:04:00"
    assert rows["Fault to service restored"][0] == "0:15:00"
    assert rows["Fault to public notified"][0] == "not reached"


def test_every_figure_of_the_summary_cites_entries_that_exist(made: Document) -> None:
    known = {one.reference for one in happened()}
    for row in table(made, "Measure", "Result").rows:
        cited = re.findall(r"E-\d{5}", row.cells[-1])
        assert set(cited) <= known
        assert cited or row.cells[1] == "not reached"


def test_every_reference_in_the_whole_report_is_in_the_journal(made: Document) -> None:
    known = {one.reference for one in happened()} | {"E-00000"}
    cited = {found for text in said(made) for found in re.findall(r"E-\d{5}", text)}
    assert len(cited) > 20
    assert cited <= known


def test_ratings_are_left_to_people(made: Document) -> None:
    ratings = table(made, "Objective", "Core Capability")
    assert [column.title for column in ratings.columns][2:] == list("PSMU")
    assert all(row.cells[2:] == ("", "", "", "") for row in ratings.rows)
    assert "Performed without Challenges (P)" in said(made)


def test_only_a_stated_time_limit_is_compared(made: Document) -> None:
    tables = [one for one in blocks_of(made) if isinstance(one, Table) and one.columns[0].title == "Measure"]
    see, mend = tables[1], tables[2]
    assert see.rows[0].cells[:4] == ("First alarm to detection", "\u2264 0:05:00", "0:02:00", "yes")
    assert see.rows[1].cells[1:4] == ("\u2013", "0:04:00", "\u2013")
    assert mend.rows[0].cells[:4] == ("Detection to service restored", "\u2264 0:10:00", "0:11:00", "no")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Within 5 minutes of the first alarm, path is stated.", ("first alarm", 5 * MINUTE)),
        ("within 90 seconds of detection", ("detection", 90_000)),
        ("Within 2 hours of the onset all is well", ("onset", 120 * MINUTE)),
        ("As soon as possible.", None),
        ("Within 5 parsecs of detection", None),
        ("within " + "9" * 4_000 + " minutes of detection", None),
    ],
)
def test_limits_are_read_only_where_they_are_plain(target: str, expected: tuple[str, int] | None) -> None:
    found = limit_of(target)
    assert (None if found is None else (found.start, found.ms)) == expected


def test_the_chronology_tells_who_did_what_with_the_day_that_follows(made: Document) -> None:
    rows = [row.cells for row in table(made, "T+", "Scenario time").rows]
    assert ("0:14:00", "00:04:00 +1d", "Milestone: detected", "Duty officer", "E-00017") in [
        (*cells[:4], "E-00017") for cells in rows
    ]
    told = [cells[2] for cells in rows]
    assert "Fault began (F6): Voice dropped. The guard drops voice." in told
    assert "Refused: Bypass. It is not offered." in told
    assert not any("CallsTallied" in text or "WorldChanged" in text for text in told)


def test_outcomes_add_up_to_the_attempts(made: Document) -> None:
    groups = [row for row in table(made, "Group", "Outcome").rows if row.bold]
    assert sum(int(row.cells[2].replace(",", "")) for row in groups) == 320 + 30


def test_a_psap_without_failure_is_not_listed(made: Document) -> None:
    rows = [row.cells for row in table(made, "PSAP").rows]
    assert [cells[0] for cells in rows] == ["South", "Total of these rows"]
    assert rows[0][-1] == "120"


def test_three_pictures_say_in_words_how_the_network_stands(made: Document) -> None:
    before, during, after = pictures(made)[2:5]
    assert "BCF one" in labels(before)
    assert "BCF one: drops voice" in labels(during)
    assert "BCF one: drops voice" not in labels(after)
    assert "2 PSAPs: no voice" in during.alt


def test_pictures_keep_inside_their_sheet(made: Document) -> None:
    for picture in pictures(made):
        for mark in picture.marks:
            for x, y in getattr(mark, "points", ((getattr(mark, "x", 0), getattr(mark, "y", 0)),)):
                assert -0.01 <= x <= picture.width + 0.01
                assert -0.01 <= y <= picture.height + 0.01


def test_the_chart_flags_every_act(made: Document) -> None:
    shown = labels(pictures(made)[1])
    assert "1" in shown
    assert "2" in shown
    assert "fault: F6 Voice dropped" in shown


def test_an_unfinished_exercise_still_makes_a_report() -> None:
    nothing = report(scenario(), [], engine=ENGINE)
    assert "Nothing is in the journal." in said(nothing)
    opened = report(scenario(), happened()[:6], engine=ENGINE)
    assert any("not closed" in text for text in said(opened))


def test_a_scenario_without_objectives_seats_or_sources_still_makes_a_report() -> None:
    bare = replace(scenario(), objectives=(), seats={}, sources=(), notes=())
    assert "No objective is set in the scenario." in said(report(bare, happened(), engine=ENGINE))


def test_marks_decide_draft_and_handling() -> None:
    final = report(scenario(), happened(), engine=ENGINE, marks=Marks(draft=False, handling="TLP:AMBER"))
    assert final.version == "Final, 18 June 2024"
    assert "DRAFT" not in said(final)
    assert "Handling: TLP:AMBER" in said(final)
    assert "Handling instructions" in said(final)


def test_the_stamp_changes_with_scenario_facts_and_seed(made: Document) -> None:
    other_scenario = report(replace(scenario(), title="Other"), happened(), engine=ENGINE)
    other_facts = report(scenario(), happened()[:-1], engine=ENGINE)
    shifted = [Happened(one.seq, one.at + 1, one.fact) for one in happened()]
    stamps = {made.stamp, other_scenario.stamp, other_facts.stamp, report(scenario(), shifted, engine=ENGINE).stamp}
    assert len(stamps) == 4
    assert "seed 7" in made.stamp
    assert ENGINE in made.stamp
