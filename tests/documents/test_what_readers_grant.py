"""What a reader of the report must be able to trust: one page of assumptions, clocks that bind, no echo, no minus."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hotwash.documents.aar.basis import LIMITS, assumptions_and_limits
from hotwash.documents.aar.chronology import TOLD, chronology
from hotwash.documents.aar.duties import ABROAD
from hotwash.documents.aar.gathered import material_of
from hotwash.documents.aar.material import took
from hotwash.documents.aar.report import report
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Section, Table, Text
from hotwash.documents.forms.hot_wash import AGENDA
from hotwash.documents.handbook.handbook import handbook
from hotwash.documents.paper import Paper
from hotwash.documents.pdf.render import render
from hotwash.documents.text import CAP, SAYING, clean
from hotwash.domain import facts
from hotwash.domain.facts import Fact
from hotwash.domain.scenario import RelevantPlan, Scenario
from hotwash.domain.time import MINUTE, Millis
from tests.documents.after_papers import run
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, shipped
from tests.documents.reading import blocks_of, reader, said, squeezed
from tests.room_world import room_scenario


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_assumptions_and_limits_are_on_one_page(name: str, paper: Paper) -> None:
    blocks = assumptions_and_limits(material_of(shipped(name), (), ENGINE))
    alone = Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", (Section(blocks),), cover=False)
    pages = [squeezed(page.extract_text()) for page in reader(render(alone, paper=paper)).pages]
    assert len(pages) == 1
    words = [*shipped(name).paperwork.assumptions, *LIMITS]
    assert [one for one in words if squeezed(one) not in pages[0]] == []


def test_report_and_handbook_give_them_a_sheet_of_their_own() -> None:
    scenario = shipped("optus-2025")
    blocks = assumptions_and_limits(material_of(scenario, (), ENGINE))[1:]
    documents = report(scenario, run(), engine=ENGINE, marks=FIXED), handbook(Beforehand(scenario, ENGINE, FIXED))
    assert [[one.blocks[1:] for one in made.sections].count(blocks) for made in documents] == [1, 1]


def test_the_page_counts_what_rests_on_what() -> None:
    blocks = assumptions_and_limits(material_of(shipped("massachusetts-2024"), (), ENGINE))
    told = next(block for block in blocks if isinstance(block, Text)).text
    found = re.match(r"published (\d+); computed (\d+); default ([\d,]+)\. ", told)
    assert found is not None
    assert all(int(number.replace(",", "")) > 0 for number in found.groups())


def test_clocks_of_another_country_say_that_they_bind_nobody() -> None:
    abroad = room_scenario()
    assert any(ABROAD.strip() in one for one in captions(abroad))
    plan = RelevantPlan(title="47 CFR part 4", owner="FCC")
    home = replace(abroad, paperwork=replace(abroad.paperwork, plans=(plan,)))
    assert captions(home)
    assert not any(ABROAD.strip() in one for one in captions(home))


def captions(scenario: Scenario) -> list[str]:
    document = report(scenario, run(), engine=ENGINE, marks=FIXED)
    return [one.caption for one in blocks_of(document) if isinstance(one, Table) and "Limits as of" in one.caption]


def test_of_an_alarm_that_comes_and_goes_the_first_and_the_last_are_told() -> None:
    echo: list[tuple[Millis, Fact]] = []
    for number in range(20, 40):
        at = number * MINUTE
        echo.append((at, facts.AlarmRaised(number, "Full", "north", "The queue is full.", ())))
        echo.append((at + 30_000, facts.AlarmCleared(number, "script")))
    happened = run(echo)
    section = chronology(material_of(room_scenario(), happened, ENGINE))
    rows = next(block for block in section.blocks if isinstance(block, Table)).rows
    raised = [row for row in rows if "The queue is full." in row.cells[2]]
    assert len(raised) == TOLD + 1
    assert raised[-1].cells[2].startswith("Alarm 39")
    assert f"({20 - TOLD - 1} more of the same kind follow" in raised[TOLD - 1].cells[2]
    once = chronology(material_of(room_scenario(), run(echo[:6]), ENGINE))
    assert "more of the same kind" not in str(once)


def test_what_came_earlier_has_no_minus() -> None:
    assert took(-25 * MINUTE) == "0:25:00 earlier"
    assert took(25 * MINUTE) == "0:25:00"
    assert took(None) == "not reached"


def test_a_text_is_not_cut_by_less_than_it_takes_to_say_so() -> None:
    assert clean("x" * (CAP + SAYING)) == "x" * (CAP + SAYING)
    assert clean("x" * (CAP + SAYING + 1)).endswith(f"[cut: {SAYING + 1} characters, full text in the journal]")
    assert len(clean("x" * 60, 46)) == 60


def test_the_minutes_of_the_hot_wash_add_up() -> None:
    assert sum(minutes for minutes, _ in AGENDA) == 30


def test_the_whole_report_says_nothing_twice_about_limits() -> None:
    document = report(room_scenario(), run(), engine=ENGINE, marks=FIXED)
    assert [one for one in LIMITS if list(said(document)).count(one) != 1] == []
