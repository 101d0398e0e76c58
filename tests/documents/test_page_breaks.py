"""Where a page may end: not in a small table, not beside a lone row, not between a short paragraph and its table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    Block,
    Boxed,
    Bullets,
    Column,
    Columns2,
    CutLine,
    Document,
    Heading,
    Row,
    Section,
    Space,
    Table,
    Text,
)
from hotwash.documents.forms.briefing import briefing
from hotwash.documents.forms.planning import evaluation_plan, invitation
from hotwash.documents.forms.room import emergency_card, placard, schedule
from hotwash.documents.forms.signs import badges
from hotwash.documents.msel.forms import msel
from hotwash.documents.paper import Paper
from hotwash.documents.pdf.render import render
from hotwash.documents.pdf.tables import CONTINUED
from hotwash.documents.print_set import contents_sheet, entries
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, shipped
from tests.documents.reading import reader, words

ROOM = 640.0
"""About the height of the text of an upright page."""


def pages(*blocks: Block) -> list[str]:
    document = Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", (Section(blocks),), cover=False)
    return [page.extract_text() for page in reader(render(document)).pages]


def listed(rows: int, height: float = 0.0) -> Table:
    return Table((Column("Number", 1.0),), tuple(Row((f"row {n} of it",), height=height) for n in range(1, rows + 1)))


@pytest.mark.parametrize("above", range(300, 640, 20))
def test_a_small_table_is_on_one_page_with_what_leads_to_it(above: int) -> None:
    said = pages(Space(float(above)), Heading("A heading", 2), Text("What the table tells."), listed(4))
    with_table = [text for text in said if "row 1 of it" in text]
    assert len(with_table) == 1
    assert all(word in with_table[0] for word in ("A heading", "What the table tells.", "Number", "row 4 of it"))


@pytest.mark.parametrize("rows", range(26, 40))
def test_no_row_of_a_long_table_is_alone_on_its_page(rows: int) -> None:
    said = pages(Text("first"), listed(rows))
    assert all(text.count("of it") != 1 for text in said)
    assert sum(text.count("of it") for text in said) == rows


def test_a_table_of_500_rows_fills_its_pages() -> None:
    said = pages(listed(500))
    assert sum(text.count("of it") for text in said) == 500
    assert all(text.count("of it") > 25 for text in said[:-1])


@pytest.mark.parametrize("above", range(520, 640, 10))
def test_no_line_of_an_item_is_alone_on_its_page(above: int) -> None:
    item = " ".join(f"w{n:03}" for n in range(40))
    said = pages(Space(float(above)), Bullets((item,)))
    on_each = [sum(f"w{n:03}" in text for n in range(40)) for text in said]
    assert all(found == 0 or found > 12 for found in on_each)


def test_a_long_row_says_that_it_goes_on_only_where_a_page_begins() -> None:
    tall = "\n".join(f"line {n}" for n in range(30))
    one = Table((Column("a", 1.0), Column("b", 3.0)), (Row(("", tall)),))
    assert all(CONTINUED not in text for text in pages(one))
    broken = pages(Space(ROOM - 330), one)
    assert [CONTINUED in text for text in broken] == [False, True]


@pytest.mark.parametrize("name", SHIPPED)
def test_badges_are_of_one_size_and_fill_their_sheets(name: str) -> None:
    plan = Beforehand(shipped(name), ENGINE, FIXED)
    boxes = [
        box
        for section in badges(plan).sections
        for block in section.blocks
        for columns in getattr(block, "blocks", ())
        if isinstance(columns, Columns2)
        for box in (*columns.left, *columns.right)
        if isinstance(box, Boxed)
    ]
    assert len(boxes) % 6 == 0
    assert boxes[-1].title == "GUEST"
    data = render(badges(plan))
    tops = {round(word.y, 1) for word in words(data) if word.text in {"PLAYER", "EVALUATOR", "EXERCISE STAFF", "GUEST"}}
    assert len(reader(data).pages) == len(badges(plan).sections)
    assert len(tops) == 3


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_what_hangs_on_the_wall_is_one_page(paper: Paper) -> None:
    worlds = [shipped(name) for name in SHIPPED]
    worlds.append(replace(worlds[0], paperwork=replace(worlds[0].paperwork, guidelines=())))
    for scenario in worlds:
        plan = Beforehand(scenario, ENGINE, FIXED)
        for made in (placard(plan), emergency_card(plan), schedule(plan), evaluation_plan(plan), invitation(plan)):
            assert len(reader(render(made, paper=paper)).pages) == 1, (scenario.id, made.title)


@pytest.mark.parametrize("name", SHIPPED)
def test_slides_are_twelve_of_sixteen_to_nine(name: str) -> None:
    found = reader(render(briefing(Beforehand(shipped(name), ENGINE, FIXED)))).pages
    assert len(found) == 12
    assert {round(float(page.mediabox.width / page.mediabox.height), 3) for page in found} == {1.778}


def test_a_box_is_as_high_as_it_is_asked_to_be() -> None:
    high, below = Boxed((Text("inside"),), height=200.0), Text("below")
    document = Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", (Section((high, below)),), cover=False)
    at = {word.text: word.y for word in words(render(document))}
    assert abs(at["inside"] - at["below"]) > 190


def test_scissors_stand_where_paper_is_cut_and_not_where_it_is_folded() -> None:
    assert "\u2702" in pages(CutLine("here"))[0]
    assert "\u2702" not in pages(CutLine("here", fold=True))[0]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_contents_of_the_print_set_are_one_sheet(paper: Paper) -> None:
    plan = Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)
    made = {one.name: (msel(plan), f"{number:02} {'Some long title of a form'}.pdf")
            for number, one in enumerate(entries(plan), start=1)}  # fmt: skip
    assert len(reader(render(contents_sheet(plan, made), paper=paper)).pages) == 1
