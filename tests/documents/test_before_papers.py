"""What is printed before an exercise: everything on paper, the same every time, and as it was looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.catalogue.injects.message import Message
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import CheckBoxes, Field, Heading, RatingScale, Row, Section, Table, WriteLines
from hotwash.documents.marks import Marks
from hotwash.documents.names import DOCUMENTS, Format, rendered
from hotwash.documents.paper import DRILL, SHEETS, Paper
from hotwash.documents.pdf.fonts import NO_GLYPH
from hotwash.documents.text import clean
from hotwash.domain.plan import Contact, Question, Story
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.scenario import Acronym, Paperwork, RelevantPlan, Scenario
from tests.documents.before_papers import BEFORE, ENGINE, FIXED, SHIPPED, built, shipped
from tests.documents.office import paragraphs
from tests.documents.reading import blocks_of, missing, reader, said, squeezed, words
from tests.documents.synthetic import HOSTILE
from tests.room_world import room_scenario

GOLDEN = Path(__file__).parent / "golden"
FORMS = ("feedback", "hot-wash", "decision-log", "message-form", "action-sheet", "sign-in", "eeg", "emergency-card")


@cache
def pdf(name: str, paper: Paper = "letter") -> bytes:
    """A document of the golden scenario."""
    return rendered(built(name, golden_scenario()), "pdf", paper)


@pytest.mark.parametrize("name", BEFORE)
def test_two_builds_have_the_same_bytes(name: str) -> None:
    assert rendered(built(name, golden_scenario()), "pdf") == pdf(name)


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_everything_said_is_on_paper_and_inside_it(name: str, paper: Paper) -> None:
    document = built(name, golden_scenario())
    data = pdf(name, paper)
    assert missing(document, data) == []
    assert outside(data) == []
    assert NO_GLYPH not in "".join(page.extract_text() for page in reader(data).pages)


@pytest.mark.parametrize("name", [name for name in BEFORE if "docx" in DOCUMENTS[name].formats])
def test_a_word_file_says_the_same(name: str) -> None:
    document = built(name, golden_scenario())
    data = rendered(document, "docx")
    text = squeezed("".join(paragraphs(data)))
    assert [one for one in said(document) if squeezed(clean(one)) not in text] == []
    assert rendered(document, "docx") == data


@pytest.mark.parametrize("scenario", SHIPPED)
@pytest.mark.parametrize("name", ["workbook", "msel", "injects", "role-cards"])
def test_papers_of_shipped_scenarios_are_whole(scenario: str, name: str) -> None:
    document = built(name, shipped(scenario))
    data = rendered(document, "pdf", "a4")
    assert missing(document, data) == []
    assert outside(data) == []
    assert NO_GLYPH not in "".join(page.extract_text() for page in reader(data).pages)


def outside(data: bytes) -> list[tuple[int, str]]:
    """Runs of text that leave their sheet of paper."""
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader(data).pages]
    return [
        (word.page, word.text)
        for word in words(data)
        if word.x < 20 or word.x + word.width > sizes[word.page - 1][0] - 20
        or not 10 < word.y < sizes[word.page - 1][1] - 10
    ]  # fmt: skip


@pytest.mark.parametrize("name", BEFORE)
def test_pages_are_as_they_were_when_they_were_looked_at(name: str) -> None:
    """To renew one after looking at its pages: delete its file in `golden`, run the test twice, look at the file."""
    kept = GOLDEN / f"{name}.txt"
    told = pages_as_text(pdf(name))
    if not kept.exists():
        kept.write_text(told, encoding="utf-8")
        pytest.fail(f"{kept.name} was written; look at it and run again")
    assert told == kept.read_text(encoding="utf-8")


def golden_scenario() -> Scenario:
    room = room_scenario()
    paperwork = Paperwork(
        purpose="For a test.", handling="TLP:AMBER", background=("A small state.",), hidden=("Voice is dropped.",),
        guidelines=("Be kind.", "Be brief."), assumptions=("It is a model.",),
        plans=(RelevantPlan(title="Plan 7", owner="State", date="2024", relevance="All of it"),),
        acronyms=(Acronym(short="PSAP", long="Public Safety Answering Point"),),
        players_threat="Loss of 911", players_scenario="Callers are not heard.",
    )  # fmt: skip
    return replace(room, paperwork=paperwork)


def pages_as_text(data: bytes) -> str:
    """The first pages line by line, those of a large document from its body too."""
    pages = reader(data).pages
    shown = [*range(min(4, len(pages))), *range(4, min(16, len(pages)), 5)]
    return "".join(f"--- page {n + 1} of {len(pages)}\n{pages[n].extract_text().strip()}\n" for n in shown)


@pytest.mark.parametrize("name", BEFORE)
def test_each_page_has_its_running_lines(name: str) -> None:
    document = built(name, golden_scenario())
    pages = [squeezed(page.extract_text()) for page in reader(pdf(name)).pages]
    for number, page in enumerate(pages, start=1):
        assert f"page{number}of{len(pages)}" in page
        assert page.count(squeezed("TLP:AMBER")) >= 1
        assert "scenario0123456789abcdef" in page
        if number > 1 or not document.cover:
            assert "DRAFT" in page
            assert squeezed(document.title) in page
        assert not document.simulated or squeezed(DRILL) in page


def test_a_final_print_has_its_date_and_no_draft() -> None:
    document = built("sitman", golden_scenario(), Marks(draft=False, stamp=FIXED.stamp))
    text = squeezed("".join(page.extract_text() for page in reader(rendered(document, "pdf")).pages))
    assert "DRAFT" not in text
    assert document.version.startswith("Final, ")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_frames_are_those_of_the_forms(paper: Paper) -> None:
    wide, high = SHEETS[paper]
    sizes = {"msel": (2 * wide, high), "msel-short": (high, wide), "injects": (high, wide), "sitman": (wide, high)}
    for name, (width, height) in sizes.items():
        box = reader(rendered(built(name, room_scenario()), "pdf", paper)).pages[0].mediabox
        assert float(box.height) == pytest.approx(height, abs=1), name
        assert float(box.width) == pytest.approx(width, abs=1), name


@pytest.mark.parametrize(
    ("name", "pages"),
    [("feedback", 2), ("sign-in", 1), ("message-form", 1), ("emergency-card", 1), ("placard", 1), ("schedule", 1),
     ("hot-wash", 4), ("decision-log", 1), ("action-sheet", 7), ("role-cards", 15), ("eeg", 12)],
)  # fmt: skip
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_forms_take_the_sheets_that_they_are_planned_for(name: str, pages: int, paper: Paper) -> None:
    document = built(name, shipped("massachusetts-2024"))
    assert len(reader(rendered(document, "pdf", paper)).pages) == pages


@pytest.mark.parametrize("name", FORMS)
def test_blank_forms_are_filled_in_on_a_screen_and_by_pen(name: str) -> None:
    document = built(name, golden_scenario())
    fields = reader(pdf(name)).get_fields() or {}
    assert len(fields) >= 6
    for block in blocks_of(document):
        if isinstance(block, Table) and block.form:
            assert all(row.height >= 18 for row in block.rows if "" in row.cells or "" in row.cells[1:]), block.form
        if isinstance(block, Field):
            assert block.height >= 18
            assert block.name
        if isinstance(block, WriteLines | CheckBoxes | RatingScale):
            assert block.name


def test_each_module_begins_on_a_right_hand_page_with_its_time_box() -> None:
    document = built("workbook", shipped("massachusetts-2024"))
    modules = [one for one in document.sections if one.starts_right]
    assert len(modules) == 3
    for section, module in zip(modules, shipped("massachusetts-2024").modules, strict=True):
        head, box = section.blocks[0], section.blocks[1]
        assert head == Heading(module.title)
        assert isinstance(box, Table)
        assert box.rows[0] == Row(("Time in the room", f"{module.minutes} minutes"))
    lines = [block for block in blocks_of(document) if isinstance(block, WriteLines)]
    assert [line.count for line in lines] == [3] * sum(len(one.questions) for one in shipped(SHIPPED[0]).modules)
    assert not any(isinstance(block, WriteLines) for block in blocks_of(built("sitman", shipped(SHIPPED[0]))))


def test_guides_have_the_words_of_fema_and_no_rating() -> None:
    document = built("eeg", shipped("massachusetts-2024"))
    text = "\n".join(said(document))
    assert all(text.count(one.meaning) >= 4 for one in DEFINITIONS)
    charts = [block for block in blocks_of(document) if isinstance(block, Table) and block.form.endswith("-chart")]
    assert len(charts) == 4
    assert all(row.height >= 150 for chart in charts for row in chart.rows[:-1])
    assert all(row.cells[2] == "" for chart in charts for row in chart.rows[:-1])
    assert [column.width for column in charts[0].columns] == [104, 130, 182, 52]


def hostile(texts: list[str]) -> Scenario:
    """A scenario in which every place where an author writes holds one of the texts."""

    def pick(n: int) -> str:
        return texts[n % len(texts)]

    room = golden_scenario()
    module = replace(
        room.modules[0], title=pick(0), story=(Story(at=0, text=pick(1)),), issues=tuple(texts),
        questions=tuple(Question(text=text) for text in texts),
    )  # fmt: skip
    inject = replace(
        next(iter(room.injects.values())), subject=pick(2), note=pick(3), expected=tuple(texts), author=pick(4),
        otherwise=pick(5), controller=pick(6), delivery=Message(channel="phone", speaker=pick(7), text=pick(8)),
    )  # fmt: skip
    seats = {
        key: replace(one, name=pick(n), organisation=pick(n + 1), brief=pick(n + 2), first=pick(n + 3))
        for n, (key, one) in enumerate(room.seats.items())
    }
    return replace(
        room, overview=replace(room.overview, name=pick(0), sponsor=pick(1), scope=pick(2), organisations=tuple(texts)),
        seats=MappingProxyType(seats), injects=MappingProxyType({**room.injects, inject.id: inject}), modules=(module,),
        paperwork=replace(room.paperwork, handling=pick(3), guidelines=tuple(texts), background=tuple(texts),
                          hidden=tuple(texts), emergency_word=pick(4), purpose=pick(5),
                          acronyms=tuple(Acronym(short=text, long=text) for text in texts)),
        directory=MappingProxyType({"x": Contact(id="x", name=pick(6), reach=pick(7), about=pick(8))}),
        targets=MappingProxyType({key: replace(one, text=pick(9), reference=pick(0),
                                               tasks=tuple(replace(task, text=pick(1)) for task in one.tasks))
                                  for key, one in room.targets.items()}),
        objectives=tuple(replace(one, text=pick(2), capability=pick(3), players=pick(4)) for one in room.objectives),
    )  # fmt: skip


@pytest.mark.parametrize(("name", "form"), [(name, form) for name in BEFORE for form in DOCUMENTS[name].formats])
def test_whatever_an_author_writes_is_printed(name: str, form: Format) -> None:
    document = built(name, hostile([*HOSTILE, "long " * 1_200]))
    data = rendered(document, form)
    assert len(data) > 200
    if form == "pdf":
        assert b"/URI" not in data
        assert b"/JavaScript" not in data
        assert outside(data) == []


@settings(max_examples=6)
@given(st.lists(st.text(max_size=60), min_size=3, max_size=9))
def test_any_text_at_all_is_printed(texts: list[str]) -> None:
    scenario = hostile(texts)
    for name in ("sitman", "injects", "role-cards", "msel", "eeg"):
        assert rendered(built(name, scenario), "pdf").startswith(b"%PDF-")


def test_a_bare_scenario_is_printed_too() -> None:
    room = room_scenario()
    empty: MappingProxyType[str, Any] = MappingProxyType({})
    bare = replace(
        room, seats=empty, injects=empty, modules=(), targets=empty, directory=empty, objectives=(), faults=empty,
        actions=empty, paperwork=Paperwork(),
    )  # fmt: skip
    for name in BEFORE:
        document = built(name, bare)
        assert missing(document, rendered(document, "pdf")) == []


def test_engine_and_scenario_stand_in_the_stamp() -> None:
    stamp = DOCUMENTS["placard"].build(room_scenario(), (), engine=ENGINE).stamp
    assert stamp.endswith(f"{ENGINE} \u00b7 before any run")
    other = DOCUMENTS["placard"].build(replace(room_scenario(), title="Another"), (), engine=ENGINE).stamp
    assert stamp != other


def test_a_document_may_begin_with_a_small_heading() -> None:
    plan = Beforehand(room_scenario(), ENGINE, FIXED)
    document = plan.document("Sheet", (Section((Heading("Small", 2), Heading("Smaller", 3), Heading("Great"))),))
    made = reader(rendered(document, "pdf"))
    assert [str(item.title) for item in made.outline if not isinstance(item, list)] == ["Small", "Great"]
