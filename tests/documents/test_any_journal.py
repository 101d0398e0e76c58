"""Whatever happened, in whatever order: every document is made and printed, and every note is in it as typed."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.documents.names import DOCUMENTS
from hotwash.documents.pdf.render import render
from hotwash.domain import facts
from hotwash.domain.facts import CallsTallied, Fact, Happened, NoteWritten
from hotwash.domain.firewall import Flow, Inspection, Rule, Verb
from hotwash.domain.impairment import Bypassed, ElementDown, Inspected, LinkDown, PublicTold, RuleFirst, RuleMissing
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.plan import Rating
from hotwash.domain.time import HOUR
from tests.documents.reading import on_paper, reader, said, squeezed
from tests.documents.synthetic import ENGINE, HOSTILE, scenario

texts = st.text(max_size=30) | st.sampled_from(HOSTILE)
names = st.sampled_from(
    ("duty", "facilitator", "script", "f", "g", "north", "cell", "guard", "detected", "restored", "")
)
words = names | texts
times = st.integers(0, 4 * HOUR)
numbers = st.integers(0, 500)
shares = st.integers(0, 1_000_000)
counts = st.dictionaries(st.sampled_from([outcome.value for outcome in Outcome]) | texts, numbers, max_size=4)
tables = st.dictionaries(st.sampled_from(("cell", "north", "south", "test", "gone")), counts, max_size=3)
by_way = st.dictionaries(st.sampled_from([way.value for way in Way]) | texts, counts, max_size=3)
by_cause = st.dictionaries(st.sampled_from(("f", "act:mend", "network", "psap")) | words, counts, max_size=3)
changes = st.sampled_from(
    (
        ElementDown(), LinkDown(), Bypassed(), PublicTold(300), RuleMissing("allow-all"),
        RuleFirst(Rule("drop", Verb.DENY)),
        Inspected(Inspection("look", tuple(Flow))),
    )
)  # fmt: skip
tallies = st.builds(
    CallsTallied, length=st.integers(0, 120_000), callers=numbers, outcomes=counts, origins=tables, psaps=tables,
    started=st.dictionaries(st.sampled_from([*(way.value for way in Way), "test"]), numbers, max_size=4),
    answer_ms=st.lists(shares, max_size=5).map(tuple), waiting=numbers, talking=numbers, logged=numbers,
    check=texts, cut_origins=tables, cut_psaps=tables, ways=by_way, cut_ways=by_way, causes=by_cause,
    delivered=numbers, unlocated=numbers, misrouted=numbers, first_failed=numbers, unserved=numbers,
)  # fmt: skip


TELLS_NOTES = ("aar", "decision-log")
"""Documents in which everything that was noted down stands; the others are about something else."""
BY_TYPE = {
    "int": times,
    "str": words,
    "bool": st.booleans(),
    "tuple[str, ...]": st.lists(words, max_size=3).map(tuple),
    "dict[str, int]": counts,
    "tuple[int, ...]": st.lists(numbers, max_size=3).map(tuple),
    "Rating": st.sampled_from(Rating),
}


def of_kind(kind: Any) -> st.SearchStrategy[Any]:
    """A fact with anything in its fields that their types allow."""
    if kind is CallsTallied:
        return tallies
    if kind is facts.WorldChanged:
        return st.builds(kind, words, words, changes, st.booleans())
    return st.builds(kind, *(BY_TYPE[str(hint)] for hint in _types(kind)))


def _types(kind: Any) -> list[str]:
    return [str(field.type).replace("Millis", "int") for field in fields(kind)]


happenings = st.lists(st.tuples(times, st.one_of([of_kind(kind) for kind in get_args(Fact)])), max_size=25)


def journal(events: list[tuple[int, Fact]]) -> list[Happened]:
    in_order = sorted(events, key=lambda event: event[0])
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate(in_order, start=1)]


def noted(happened: list[Happened]) -> list[str]:
    return [f"Note: {one.fact.text}" for one in happened if isinstance(one.fact, NoteWritten)]


def test_every_kind_of_fact_is_tried() -> None:
    assert len(get_args(Fact)) > 20
    for kind in get_args(Fact):
        assert kind in (CallsTallied, facts.WorldChanged) or set(_types(kind)) <= set(BY_TYPE)


@settings(max_examples=150)
@given(events=happenings)
def test_any_journal_makes_a_report_that_holds_every_note(events: list[tuple[int, Fact]]) -> None:
    happened = journal(events)
    told = said(DOCUMENTS["aar"].build(scenario(), happened, engine=ENGINE))
    assert set(noted(happened)) <= set(told)
    known = {one.reference for one in happened} | {"E-00000"}
    rows = [text for text in told if re.fullmatch(r"(E-\d{5}( to |, |; )?)+", text)]
    assert {found for text in rows for found in re.findall(r"E-\d{5}", text)} <= known


@settings(max_examples=12)
@given(events=happenings, name=st.sampled_from(list(DOCUMENTS)))
def test_any_journal_is_printed_and_every_note_can_be_read(events: list[tuple[int, Fact]], name: str) -> None:
    happened = journal(events)
    document = DOCUMENTS[name].build(scenario(), happened, engine=ENGINE)
    pages = [squeezed(page.extract_text()) for page in reader(render(document)).pages]
    assert pages
    if name in TELLS_NOTES:
        assert [text for text in noted(happened) if not on_paper(text, pages)] == []
