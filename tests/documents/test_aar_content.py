"""What the report says, as values: order, figures with their evidence, and what it must leave to people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hotwash.catalogue.actions.post_public_notice import PostPublicNotice
from hotwash.catalogue.actions.work_call_backs import WorkCallBacks
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.documents.aar.figures import figure
from hotwash.documents.aar.objectives import limit_of
from hotwash.documents.aar.report import report
from hotwash.documents.content import Document, Figure, Heading, Table
from hotwash.documents.marks import Marks
from hotwash.documents.picture import Label, Picture, Stroke
from hotwash.domain import facts
from hotwash.domain.callers import Callers
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.fields import described_fields
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.scenario import OfferedAction, PlannedFault, Practice, Source
from hotwash.domain.time import MINUTE, SECOND
from tests.documents.reading import blocks_of, said
from tests.documents.synthetic import ENGINE, happened, scenario, tally, twice

ORDER = [
    "Contents", "Exercise overview", "Executive summary", "Analysis of core capabilities", "Timeline",
    "Event chronology", "The network before, during and after", "What became of the calls", "What each PSAP saw",
    "Assumptions and limits of the model", "Where the figures come from", "Simulation notes",
    "Appendix A: Improvement plan",
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
    assert rows["Callers never answered"] == ("20 of 220", "E-00055")
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


@pytest.fixture(scope="module")
def relapse() -> Document:
    return report(scenario(), twice(), engine=ENGINE)


def test_a_fault_launched_again_gets_its_own_intervals(relapse: Document) -> None:
    tables = [one for one in blocks_of(relapse) if isinstance(one, Table) and one.columns[0].title == "Interval"]
    assert [one.caption.split(").")[0] for one in tables] == [
        "Intervals of outage 1 (T+ 0:10:00 to 0:25:00; f",
        "Intervals of outage 2 (T+ 0:45:00 to 0:55:00; f",
    ]
    rows = [{row.cells[0]: row.cells[1:4] for row in one.rows} for one in tables]
    assert rows[0]["Detect: fault to detection"] == ("0:10:00", "0:14:00", "0:04:00")
    assert rows[1]["Detect: fault to detection"] == ("0:45:00", "0:47:00", "0:02:00")
    assert rows[1]["Restore: fault to service restored"] == ("0:45:00", "0:55:00", "0:10:00")


def test_the_summary_of_two_outages_names_both(relapse: Document) -> None:
    rows = {row.cells[0]: row.cells[1:] for row in table(relapse, "Measure", "Result").rows}
    assert rows["Fault to detection"][0] == "0:04:00; 0:02:00"
    assert rows["Success rate between the outages"][0] == "100.0 %"
    assert rows["Success rate during the outages"][0] == "0.0 %"
    assert len(rows["Success rate during the outages"][1].split(", ")) == 2, "two stretches of tallies"
    lead = next(text for text in said(relapse) if text.startswith("In 2 outages"))
    assert "320 of 320 decided attempts" in lead
    assert "service was back after 0:15:00 in outage 1; service was back after 0:10:00 in outage 2" in lead


def test_an_objective_is_measured_in_the_outage_that_provokes_it() -> None:
    story = [
        replace(one, fact=replace(one.fact, fault="g"))
        if isinstance(one.fact, facts.FaultBegan | facts.FaultEnded) and one.at > 40 * MINUTE
        else one
        for one in twice()
    ]
    objectives = tuple(replace(one, faults=("g",)) for one in scenario().objectives)
    made = report(replace(scenario(), objectives=objectives), story, engine=ENGINE)
    rows = {row.cells[0]: row.cells[2] for row in table(made, "Measure", "Target").rows}
    assert rows["First alarm to detection"] == "0:01:00"
    assert "Measured in outage 2, which began at T+ 0:45:00." in said(made)


def test_the_picture_during_is_of_the_worst_minute_of_all_outages(relapse: Document) -> None:
    captions = [block.caption for block in blocks_of(relapse) if isinstance(block, Figure)]
    during = next(text for text in captions if text.startswith("During, at the worst minute"))
    assert "T+ 0:54:59" in during
    assert "1 change in force" in during


def test_three_bands_of_faults_are_named_or_counted() -> None:
    more: list[tuple[int, Fact]] = []
    for minute in (45, 55):
        more.append((minute * MINUTE, facts.FaultBegan("f", "Voice dropped", "F6", "Again.", "facilitator")))
        more.append(((minute + 1) * MINUTE, facts.FaultEnded("f", "Voice dropped", "vendor")))
    shown = labels(pictures(report(scenario(), happened(more), engine=ENGINE))[1])
    assert shown.count("fault: F6 Voice dropped") == 1
    assert "fault: F6 Voice dropped, and 1 more in the event chronology" in shown


def test_what_is_left_of_a_minute_is_drawn_at_its_rate_and_counted_as_it_is() -> None:
    short: list[tuple[int, Fact]] = [(40 * MINUTE + 30 * SECOND, tally(4, 0, length=30 * SECOND))]
    made = report(scenario(), happened(short), engine=ENGINE)
    lines = [mark for mark in pictures(made)[1].marks if isinstance(mark, Stroke) and len(mark.points) == 41]
    offered = lines[0].points
    assert offered[-1][1] == pytest.approx(offered[-2][1]), "8 a minute, as before"
    rows = {row.cells[0]: row.cells for row in table(made, "Window", "Minutes").rows}
    assert (rows["After"][1], rows["After"][2]) == ("15.5", "124")


def test_the_chronology_tells_of_arming_jumps_and_alarms_that_clear() -> None:
    more: list[tuple[int, Fact]] = [
        (0, facts.FaultArmed("push", 30 * MINUTE, "scenario")),
        (1 * MINUTE, facts.FaultDisarmed("push", "facilitator")),
        (2 * MINUTE, facts.ClockJumped(9 * MINUTE)),
        (3 * MINUTE + 1, facts.JumpStopped()),
        (4 * MINUTE, Rewound(4 * MINUTE, 9 * MINUTE, 1, 1, 3, "Once more.")),
        (26 * MINUTE, facts.AlarmCleared(1, "duty")),
    ]
    made = report(scenario(), happened(more), engine=ENGINE)
    told = {row.cells[2]: row.cells[3] for row in table(made, "T+", "Scenario time").rows}
    assert told["Fault armed: push, to begin at 0:30:00"] == "scenario"
    assert told["Fault disarmed: push"] == "Facilitator"
    assert told["Clock ordered to run ahead to 0:09:00"] == "Facilitator"
    assert told["Running ahead stopped at 0:03:00"] == "Facilitator"
    assert told["Alarm 1 cleared"] == "Duty officer"
    assert told["Taken back to here from 0:09:00: Once more."] == "Facilitator"
    assert any(text.startswith("0:04:00 taken back to here from 0:09:00: Once more. [E-") for text in said(made))
    assert "Taken back 3 times in all; 2 of them on histories that were left since" in said(made)
    assert any(text.startswith("0:02:00 ordered to run ahead to 0:09:00 [E-") for text in said(made))


def offering() -> Document:
    actions = {
        "post": OfferedAction("post", PostPublicNotice(), ("duty",), "made"),
        "ring": OfferedAction("ring", WorkCallBacks(typical=4 * MINUTE), ("duty",)),
    }
    fault = SignatureFalsePositive(policy="guard", origin="cell", permille=700)
    faults = {"f": PlannedFault("f", fault, 10 * MINUTE, "made")}
    return report(replace(scenario(), actions=actions, faults=faults), happened(), engine=ENGINE)


def test_every_act_offered_stands_in_the_report_with_its_times_and_their_source() -> None:
    made = offering()
    assert [row.cells for row in table(made, "Act offered", "Least").rows] == [
        ("Post the 10-digit numbers on social media", "0:03:00", "0:05:00", "0:10:00", "made (default)"),
        ("Have PSAPs call back from their logs", "0:01:00", "0:04:00", "0:10:00", "default"),
    ]
    others = {row.cells[1]: row.cells[2:] for row in table(made, "Act or fault").rows}
    assert others["Share of the public that reads it within half an hour."] == ("30 %", "made (default)")
    assert others["When it begins by itself."] == ("0:10:00", "made (default)")
    assert "70 %" in [value for value, _ in others.values()]


def test_call_backs_walk_ins_and_testers_stand_in_the_report(made: Document) -> None:
    rows = {row.cells[0]: row.cells[1:] for row in table(made, "Figure", "Value", "Source").rows}
    for field, about in described_fields(Practice):
        assert (about.help in rows) is not field.name.endswith("source")
    assert rows["Mean way to a station, in person."] == ("0:10:00", "default")
    assert rows["Time in which a full PSAP passes a call on."] == ("30 ms", "default")
    assert rows["Mean time until a free call taker picks up, at 2 PSAPs."] == ("0:00:05", "default")


def test_all_groups_of_callers_stand_in_the_report_however_many() -> None:
    groups = {f"group-{number}": Callers(id=f"group-{number}", talk=60_000 + number * 1_000) for number in range(7)}
    network = replace(scenario().network, callers=groups)
    made = report(replace(scenario(), network=network), happened(), engine=ENGINE)
    titles = [column.title for one in blocks_of(made) if isinstance(one, Table) for column in one.columns]
    assert [title for title in titles if title.startswith("group-")] == list(groups)


def test_what_rests_on_a_source_is_told_and_notes_that_cite_it_count() -> None:
    sources = (Source("made", "default", "Made up."), Source("press", "published", "A paper."))
    told = replace(scenario(), sources=sources, notes=("Seen in the paper [press], and [not-a-source].",))
    rows = [row.cells for row in table(report(told, happened(), engine=ENGINE), "Figures and notes").rows]
    assert ("calls a day", "1", "made (default)") in rows
    assert ("notes of the author", "1", "press (published)") in rows
    assert ("regions", "1", "default") in rows
    assert not any("not-a-source" in cell for cells in rows for cell in cells)


def test_calls_cut_off_after_their_answer_are_said_where_they_count_twice(made: Document) -> None:
    cut = replace(
        tally(0, 0),
        outcomes={"dropped": 3},
        origins={"cell": {"dropped": 3}},
        psaps={"north": {"dropped": 3}},
        cut_origins={"cell": {"answered": 3}},
        cut_psaps={"north": {"answered": 3}},
    )
    changed = report(scenario(), happened([(41 * MINUTE, cut)]), engine=ENGINE)
    groups = [row for row in table(changed, "Group", "Outcome").rows if row.bold]
    assert sum(int(row.cells[2].replace(",", "")) for row in groups) == 320 + 30
    assert "3 were answered and cut off in a later minute" in table(changed, "Window").caption
    assert "cut off" not in table(made, "Window").caption


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (8_000, "ms", "0:00:08"),
        (1_500, "ms", "1.5 s"),
        (30, "milliseconds", "30 ms"),
        (955, "\u2030", "95.5 %"),
        (800, "thousandths", "0.8"),
        (12_345, "", "12,345"),
    ],
)
def test_a_figure_is_printed_in_its_unit(value: int, unit: str, shown: str) -> None:
    assert figure(value, unit) == shown
