"""What a reader who never saw the program stumbled over on paper: keys for words, loose headings, cut dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Column, Document, Heading, Row, Section, Space, Table, WriteLines
from hotwash.documents.msel.conditions import in_words
from hotwash.documents.names import DOCUMENTS, rendered
from hotwash.documents.paper import Paper
from hotwash.documents.pdf import typeset
from hotwash.documents.pdf.fonts import Face
from hotwash.documents.pdf.paginate import paginate
from hotwash.documents.pdf.pieces import Piece, gap
from hotwash.documents.print_set import contents_sheet
from hotwash.domain.predicate_text import WORDS, parse
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, built, shipped
from tests.documents.reading import blocks_of, reader, said
from tests.documents.synthetic import happened, scenario
from tests.room_world import room_scenario


@pytest.mark.parametrize("which", SHIPPED)
@pytest.mark.parametrize("name", ["msel", "msel-short", "msel-stacked", "injects", "handbook"])
def test_no_key_of_a_condition_or_a_way_is_printed(which: str, name: str) -> None:
    text = " ".join(said(built(name, shipped(which))))
    assert "in-person" not in text
    assert [word for word in WORDS if f"{word}(" in text] == []


def test_conditions_are_said_by_the_names_of_the_scenario() -> None:
    plan = Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)
    told = in_words(plan, parse("(fault(firewall) for 0:25:00) and (not act(pull-logs))"))
    assert told == (
        "(the fault \u201cVoice sessions dropped by the firewall\u201d is live for 25 min) and nobody has begun "
        "\u201cAsk the vendor to read the firewall logs\u201d"
    )
    assert in_words(plan, parse("milestone(restored) or lost(1200, within=0:05:00)")) == (
        "the milestone \u201cservice restored\u201d was reached or 1,200 or more 911 attempts failed in the last 5 min"
    )


def test_every_word_of_a_condition_can_be_said() -> None:
    plan = Beforehand(room_scenario(), ENGINE, FIXED)
    given = {"clock": "0:10:00", "count": "7"}
    for word, form in WORDS.items():
        arguments = ", ".join(given.get(kind, "x") for _, kind in form.arguments[: form.needed])
        assert in_words(plan, parse(f"{word}({arguments})"))
        assert in_words(plan, parse(f"not {word}({arguments})"))


def test_a_heading_stays_with_the_heading_below_it() -> None:
    heading = [gap(8), Piece(20, None, with_next=True), Piece(8, None, with_next=True)]
    pages = paginate([Piece(60, None), *heading, *heading, Piece(20, None), Piece(20, None)], 130)
    assert [sum(placed.piece.height == 20 for placed in page) for page in pages] == [0, 4]


def test_the_handbook_points_to_no_section_that_it_lacks() -> None:
    headings = {block.text for block in blocks_of(built("handbook", room_scenario())) if isinstance(block, Heading)}
    assert "Background" not in headings
    assert not any("under Background" in text for text in said(built("handbook", room_scenario())))
    assert any("under Background" in text for text in said(built("sitman", room_scenario())))


def test_the_contents_sheet_counts_in_plain_english() -> None:
    plan = Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)
    assert any("7 players and 1 observer by the seats" in text for text in said(contents_sheet(plan, {})))


def on_pages(*blocks: Block) -> list[str]:
    """The text of each page of a document with these blocks."""
    blank = built("sign-in", room_scenario())
    pages = reader(rendered(replace(blank, sections=(Section(blocks),)), "pdf")).pages
    return [page.extract_text() for page in pages]


def test_a_total_stays_with_the_row_above_it() -> None:
    rows = (Row(("Last but one", "1")), Row(("Last row", "2")), Row(("Whole sum", "3"), bold=True))
    columns = (Column("What", 300), Column("Number", 100))
    for height in range(520, 640, 8):
        pages = on_pages(Space(height), Table(columns, rows))
        assert any("Last row" in page and "Whole sum" in page for page in pages), height


def test_the_lines_below_a_question_stay_together() -> None:
    pages = on_pages(Space(560), WriteLines(5, "What did you see?"))
    assert ["What did you see?" in page for page in pages] == [False, True]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_date_of_the_improvement_plan_stands_on_one_line(paper: Paper) -> None:
    plan: Document = DOCUMENTS["improvement-plan"].build(scenario(), happened(), engine=ENGINE)
    section = plan.sections[0]
    made = next(block for block in section.blocks if isinstance(block, Table))
    table = replace(made, rows=(Row(("",) * 6 + ("2026-12-01", "2028-08-28")),))
    dated = replace(plan, sections=(replace(section, blocks=(table,)),))
    text = reader(rendered(dated, "pdf", paper)).pages[0].extract_text()
    assert "2026-12-01" in text
    assert "2028-08-28" in text


@pytest.mark.parametrize("name", ["msel", "handbook"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_word_of_a_shipped_scenario_is_cut_in_a_narrow_column(name: str, paper: Paper) -> None:
    cut: set[str] = set()
    whole = typeset._head

    def noting(face: Face, word: str, room: float) -> str:
        cut.add(word)
        return whole(face, word, room)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typeset, "_head", noting)
        rendered(built(name, shipped("massachusetts-2024")), "pdf", paper)
    assert cut - {"Obj/Target/Task"} == set()


def test_a_manual_without_a_background_says_what_the_sponsor_has_to_write() -> None:
    scenario = shipped("optus-2025")
    bare = replace(scenario, paperwork=replace(scenario.paperwork, background=()))
    text = "\n".join(said(built("sitman", bare)))
    assert "To be written by the sponsor before printing: the community" in text
    assert "The scenario brings no text" not in text
