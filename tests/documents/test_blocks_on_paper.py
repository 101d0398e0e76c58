"""Every kind of block stands on its page: frames, blank pages, cards, bands, and places to fill in with their names."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter

from hotwash.documents.content import Boxed, Column, Columns2, Document, Field, Heading, Mark, Row, Section, Table, Text
from hotwash.documents.paper import Paper, leaf
from hotwash.documents.pdf.render import LEFT_BLANK, render
from tests.documents.every_block import every_block
from tests.documents.reading import missing, reader, squeezed, words
from tests.documents.synthetic import HOSTILE

FIELDS = {
    "name": "Name (optional)",
    "agency": "Agency",
    "seat": "Seat",
    "priority": "Priority",
    "agree": "I was told that this was an exercise.",
    "role-1": "Player",
    "done-2": "Acknowledged",
    "design-1": "The exercise was well organised.",
    "unseen": "What evaluators could not see",
    "events-3-4": "Expected action, row 3",
}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(every_block())


def plain(*sections: Section) -> Document:
    return Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", sections, cover=False)


def fields(data: bytes) -> dict[str, Any]:
    return {name: found for name, found in (reader(data).get_fields() or {}).items() if "." not in name}


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_block_says_its_words(paper: Paper) -> None:
    document = every_block("Some words that were typed.")
    assert missing(document, render(document, paper=paper)) == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_every_block_survives_what_people_type(typed: str) -> None:
    document = every_block(typed)
    data = render(document)
    assert all("/URI" not in str(page.get("/Annots", "")) for page in reader(data).pages)
    assert render(document) == data


@pytest.mark.parametrize(
    ("paper", "large", "text"), [("letter", (1224, 792), (468, 705, 1152)), ("a4", (1191, 842), (451, 755, 1119))]
)
def test_frames_have_the_sizes_of_the_sheet(paper: Paper, large: tuple[int, int], text: tuple[int, ...]) -> None:
    boxes = [page.mediabox for page in reader(render(every_block(), paper=paper)).pages]
    sizes = [(round(box.width), round(box.height)) for box in boxes]
    upright = sizes[0]
    assert sizes.count(large) == 1
    assert sizes.count((upright[1], upright[0])) == 3
    widths = tuple(leaf(frame, paper).room[0] for frame in ("portrait", "landscape", "tabloid"))
    assert all(abs(width - known) < 1.5 for width, known in zip(widths, text, strict=True))


def test_a_section_on_a_right_hand_page_leaves_a_page_that_says_so() -> None:
    one, two = Section((Text("first"),)), Section((Text("second"),), starts_right=True)
    pages = [page.extract_text() for page in reader(render(plain(one, two))).pages]
    assert [LEFT_BLANK in page for page in pages] == [False, True, False]
    assert "page 2 of 3" in pages[1]
    assert len(reader(render(plain(one, one, two))).pages) == 3


def test_two_cards_share_a_sheet_and_each_says_which_it_is(pdf: bytes) -> None:
    pages = reader(pdf).pages
    shared = [page for page in pages if "card 1 of 3" in page.extract_text()]
    assert len(shared) == 1
    text = shared[0].extract_text()
    assert "card 2 of 3" in text
    assert text.count("THIS IS AN EXERCISE") == 4
    edges = [word.x + word.width for word in words(pdf) if word.text == "Card 1"]
    assert edges
    assert edges[0] < 396
    assert all(word.x >= 396 + 24 - 0.1 for word in words(pdf) if word.text == "Card 2")


def test_places_to_fill_in_have_names_and_are_called_something(pdf: bytes) -> None:
    found = fields(pdf)
    assert {name: found[name]["/TU"] for name in FIELDS} == FIELDS
    assert all(one.get("/TU") for one in found.values())
    assert found["design-1"]["/FT"] == found["agree"]["/FT"] == "/Btn"
    assert found["priority"]["/FT"] == "/Ch"
    assert "title" not in found
    assert "design-2" not in found


def test_a_form_that_is_filled_in_on_a_screen_holds_the_words(pdf: bytes) -> None:
    filled = {
        "name": "Ann Example",
        "priority": "High",
        "agree": "/Yes",
        "design-1": "/4",
        "events-3-4": "Calls the vendor.",
        "unseen": "Nobody answered the radio.",
    }
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, dict(filled), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    found = fields(out.getvalue())
    assert {name: found[name]["/V"] for name in filled} == filled


def test_a_name_that_is_taken_gets_a_number_and_no_full_stop() -> None:
    twice = (Field("a.b", "One"), Field("a.b", "Two"), Field("a-b-2", "Three"))
    assert set(fields(render(plain(Section(twice))))) == {"a-b", "a-b-2", "a-b-2-2"}


def test_widgets_stand_in_the_structure(pdf: bytes) -> None:
    root: Any = reader(pdf).trailer["/Root"]
    tree = root["/StructTreeRoot"]
    numbers = [one.get_object() for one in tree["/ParentTree"]["/Nums"]]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert sorted(parents) == list(range(len(parents)))
    count = 0
    for page in reader(pdf).pages:
        for reference in page.get("/Annots", []):
            widget = reference.get_object()
            element = parents[widget["/StructParent"]]
            assert element["/S"] == "/Form"
            assert element["/K"][0]["/Type"] == "/OBJR"
            count += 1
    assert count > 20


def test_a_band_stays_with_the_row_below_it_and_covers_every_column() -> None:
    columns = (Column("A", 100), Column("B", 100))
    table_rows = [Row((f"row {n}", "x"), height=20) for n in range(30)]
    for place in range(20, 30):
        table = Table(columns, (*table_rows[:place], Row(("the band",), band=True), Row(("after", "y"), height=20)))
        pages = [page.extract_text() for page in reader(render(plain(Section((table,))))).pages]
        assert any("the band" in page and "after" in page for page in pages)


def test_a_box_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    tall = tuple(Text(" ".join(f"w{n}" for n in range(start, start + 500))) for start in range(0, 2_500, 500))
    data = render(plain(Section((Boxed(tall, "HEAD", "FOOT"),))))
    text = squeezed("".join(page.extract_text() for page in reader(data).pages))
    assert len(reader(data).pages) > 1
    assert all(f"w{n}" in text for n in (0, 1_200, 2_499))
    assert "FOOT" in text


def test_headings_in_a_column_stand_in_the_bookmarks() -> None:
    two = Columns2((Heading("Left one", 2),), (Heading("Right one", 2),))
    made = reader(render(plain(Section((Heading("First"),)), Section((Heading("Second"), two)))))
    below: list[Any] = [item for item in made.outline if isinstance(item, list)]
    assert [one["/Title"] for one in below[0]] == ["Left one", "Right one"]


@pytest.mark.parametrize(
    ("mark", "source", "shown"),
    [
        (Mark.JOURNAL, "E-00381", "17:42 [E-00381]"),
        (Mark.JOURNAL, "", "17:42 (journal)"),
        (Mark.DEFAULT, "", "17:42 (default)"),
        (Mark.PUBLISHED, "nena", "17:42 (published: nena)"),
        (Mark.COMPUTED, "", "17:42 (computed)"),
    ],
)
def test_a_figure_says_where_it_comes_from(mark: Mark, source: str, shown: str) -> None:
    assert mark.on("17:42", source) == shown
