"""The report's tables of attempts, callers, causes, clocks and what was done beside the calls."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hotwash.documents.aar.report import report
from hotwash.documents.content import Document, Table
from hotwash.domain import facts
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.impairment import Bypassed
from hotwash.domain.time import MINUTE
from tests.documents.reading import blocks_of, said
from tests.documents.synthetic import ENGINE, happened, scenario, twice

END = facts.CallersTallied(
    220, 200, 15, 5, attempts=320, failed=120, failed_callers=60, first_failed=60,
    helped={"answered": 170, "answered_call_back": 30}, helped_at_once={"answered": 160},
    helped_within={"1": 150, "5": 180, "15": 200}, dialable=50, tried_back=40, reached_back=30, unserved_ms=600_000,
)  # fmt: skip


def told_apart(fact: Fact) -> Fact:
    """The same fact as a newer journal holds it."""
    if isinstance(fact, facts.CallersTallied):
        return END
    if not isinstance(fact, facts.CallsTallied):
        return fact
    good, bad = fact.outcomes.get("answered", 0), fact.outcomes.get("no_audio", 0)
    back = fact.outcomes.get("answered_call_back", 0)
    ways = {"911": {"answered": good, "no_audio": bad}, "call_back": {"answered_call_back": back}}
    causes = {"f": {"no_audio": bad - 1, "dropped": 1}} if bad else {}
    return replace(fact, ways=ways, causes=causes, delivered=good + bad, unlocated=bad, misrouted=0, first_failed=4)


def newer(events: list[Happened]) -> list[Happened]:
    return [replace(one, fact=told_apart(one.fact)) for one in events]


@pytest.fixture(scope="module")
def made() -> Document:
    base = scenario()
    served = replace(base, demand=replace(base.demand, population=1_000_000, population_source="made"))
    more: list[tuple[int, Fact]] = [
        (18 * MINUTE, facts.MilestoneReached("psaps_notified", "duty")),
        (19 * MINUTE, facts.WorldChanged("act:bypass:1:bypass", "guard", Bypassed(), laid=True)),
        (24 * MINUTE, facts.WorldChanged("act:bypass:1:bypass", "guard", Bypassed(), laid=False)),
        (26 * MINUTE, facts.MessageTold("Stay calm.", "State 911", "post", (), public=True)),
    ]
    return report(served, newer(happened(more)), engine=ENGINE)


def rows(document: Document, *titles: str) -> dict[str, tuple[str, ...]]:
    """The rows of every table whose columns begin so, by their first cell."""
    return {
        row.cells[0]: tuple(row.cells[1:])
        for block in blocks_of(document)
        if isinstance(block, Table) and tuple(column.title for column in block.columns)[: len(titles)] == titles
        for row in block.rows
    }


def test_attempts_and_callers_stand_in_tables_of_their_own(made: Document) -> None:
    found = rows(made, "Figure", "Number", "Share")
    assert found["Offered: 911 attempts of the public"][0] == "320"
    assert found["Failed"] == ("120", "37.5 % of offered")
    assert found["Delivered without a location"][0] == "120"
    assert found["Callers: people of the public who needed help"][0] == "220"
    assert found["Connected late: the first attempt failed, 911 helped later"] == ("10", "4.5 % of callers")
    assert found["By another way: reached by call-back"][0] == "30"
    assert found["Never connected: gave up"][0] == "15"
    assert found["Redial ratio: own attempts for each caller"][0] == "1.455"
    assert found["Failed attempts for each caller with any"][0] == "2.000"
    assert found["Lost-call-minutes"][0] == "10.0"
    helped = [words for words in found if words.startswith("Helped within")]
    assert [words.split()[2] for words in helped] == ["1", "5", "15"]


def test_psaps_have_test_calls_in_a_column_of_their_own() -> None:
    def with_tests(fact: Fact) -> Fact:
        if not isinstance(fact, facts.CallsTallied) or not fact.psaps:
            return fact
        return replace(fact, started={**fact.started, "test": 2}, tests_of={"north": 1, "south": 1})

    events = [replace(one, fact=with_tests(one.fact)) for one in happened()]
    told = sum(one.fact.tests_of.get("south", 0) for one in events if isinstance(one.fact, facts.CallsTallied))
    document = report(scenario(), events, engine=ENGINE)
    found = rows(document, "PSAP", "Region")
    assert found["Total of these rows"][-1] == f"{told:,}"
    assert any("Test calls stand in a column of their own" in text for text in said(document))
    assert not any("this journal does not tell them apart" in text for text in said(document))


def test_what_lost_the_attempts_adds_up_to_those_that_failed(made: Document) -> None:
    found = rows(made, "Lost by")
    assert found == {"Fault: f": ("105", "15", "120"), "Total": ("105", "15", "120")}


def test_clocks_name_their_rule_and_whether_they_were_met(made: Document) -> None:
    found = rows(made, "Clock", "Rule")
    assert found["Affected PSAPs told, from discovery"][:4] == ("47 CFR 4.9(h)", "0:30:00", "0:04:00", "met")
    assert found["Regulator notified, from discovery"][3] == "not due"
    assert any("Check the wording in force" in text for text in said(made))


def test_what_was_done_beside_the_calls_is_told_with_its_entries(made: Document) -> None:
    found = rows(made, "Figure", "Number", "Evidence")
    assert found["User-minutes (potential users)"][0] == "15,000,000"
    assert found["At least 900,000 user-minutes and 30 minutes (47 CFR 4.9)"][0] == "no", "it lasted 15 minutes"
    assert found["PSAPs told within 30 minutes of discovery"][0] == "100.0 %"
    assert found["Coverage: callers reached, of failed callers with a number"][0] == "30 of 50 (60.0 %)"
    assert found["Calls in progress cut by an act; by a fault"][0] == "0; 15"
    assert found["Exposure: minutes in which a policy was bypassed"][0] == "5"
    assert found["Public statements"][0] == "1"
    for words, cells in found.items():
        assert re.search(r"E-\d{5}", cells[-1]) or cells[0] in ("0", "not measured"), words


def test_the_summary_has_callers_beside_attempts(made: Document) -> None:
    found = rows(made, "Measure", "Result")
    assert found["Callers connected late; helped by another way"][0] == "10; 30"
    assert found["Attempts for each caller"][0] == "1.455"
    assert found["User-minutes (potential users)"][0] == "15,000,000"


def test_every_entry_cited_is_in_the_journal(made: Document) -> None:
    known = {f"E-{seq:05}" for seq in range(62 + 1)}
    cited = {found for text in said(made) for found in re.findall(r"E-\d{5}", text)}
    assert cited <= known


def test_each_outage_has_clocks_and_user_minutes_of_its_own() -> None:
    document = report(scenario(), newer(twice()), engine=ENGINE)
    found = rows(document, "Clock", "Rule")
    assert len(found) == 6
    assert found["Affected PSAPs told, from discovery (outage 2)"][3] == "still running"
    assert (
        rows(document, "Figure", "Number", "Evidence")["User-minutes (potential users), outage 2"][0] == "not measured"
    )


def test_an_older_journal_makes_a_report_without_these_tables() -> None:
    document = report(scenario(), happened(), engine=ENGINE)
    assert rows(document, "Lost by") == {}
    assert "Offered: 911 attempts of the public" not in rows(document, "Figure", "Number", "Share")


def test_definitions_use_the_words_of_the_tables(made: Document) -> None:
    words = " ".join(said(made))
    for term in ("Connected late:", "Never connected:", "Redial ratio:", "Lost-call-minutes:", "User-minutes:",
                 "Discovery:", "Exposure:", "Call-back coverage:", "Delivered:"):  # fmt: skip
        assert term in words
