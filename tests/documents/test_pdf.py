"""The PDF says what the document says, inside its margins, the same every time, and survives what people type."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from hotwash.documents.aar.report import improvement_plan, report
from hotwash.documents.content import Column, Document, Heading, Row, Section, Table, Text
from hotwash.documents.errors import DocumentCancelled
from hotwash.documents.marks import Marks
from hotwash.documents.paper import SHEETS, Paper
from hotwash.documents.pdf.fonts import printed
from hotwash.documents.pdf.render import render
from hotwash.documents.text import one_line
from hotwash.domain import facts
from hotwash.domain.time import SECOND
from tests.documents.reading import missing, reader, reads, squeezed, text_of, words
from tests.documents.synthetic import ENGINE, HOSTILE, happened, hostile_notes, hostile_scenario, scenario, twice

PAPERS: tuple[Paper, ...] = ("letter", "a4")


@pytest.fixture(scope="module")
def document() -> Document:
    return report(scenario(), happened(), engine=ENGINE, marks=Marks(handling="TLP:AMBER"))


@pytest.fixture(scope="module")
def pdf(document: Document) -> bytes:
    return render(document)


@pytest.fixture(scope="module")
def hostile() -> Document:
    return report(hostile_scenario(), happened(hostile_notes()), engine=ENGINE)


def opened(thing: Any) -> Any:
    """What a reference points to; pypdf's own types say too little to be of help."""
    return thing.get_object() if hasattr(thing, "get_object") else thing


def catalogue(made: PdfReader) -> Any:
    return opened(made.trailer["/Root"])


def tags_below(element: Any) -> set[str]:
    found = opened(element)
    if not isinstance(found, dict) or "/S" not in found:
        return set()
    return {str(found["/S"])}.union(*(tags_below(kid) for kid in found.get("/K", [])))


def small(*blocks: Table | Text | Heading) -> Document:
    return Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", (Section(blocks),), cover=False)


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_said_is_on_paper(document: Document, paper: Paper) -> None:
    assert missing(document, render(document, paper=paper)) == []


def test_a_text_that_is_not_on_paper_would_be_missed(document: Document, pdf: bytes) -> None:
    other = replace(document, sections=(Section((Text("Nobody printed this sentence."),)),))
    assert missing(other, pdf) == ["Nobody printed this sentence."]


def test_two_outages_are_on_paper_and_their_summary_fits_on_its_page() -> None:
    relapse = report(scenario(), twice(), engine=ENGINE)
    data = render(relapse)
    assert missing(relapse, data) == []
    made = reader(data)
    pages = {item.title: made.get_destination_page_number(item) for item in made.outline if not isinstance(item, list)}
    first, after = pages["Executive summary"], pages["Analysis of core capabilities"]
    assert first is not None
    assert after == first + 1


def test_hostile_text_comes_back_as_typed_or_with_a_box_for_what_no_font_has(hostile: Document) -> None:
    found = text_of(render(hostile))
    for text in HOSTILE[:5]:
        assert reads(text, found)
    assert "\u25af" in found
    assert re.search(r"\[cut:20\d\dcharacters,fulltext", found)


def test_what_is_printed_comes_out_again_as_itself() -> None:
    typed = "\u03b1 \u0416, smile \U0001f600\U0001f692, kana \u3042, thai \u0e01, \u05e9\u05dc\u05d5\u05dd end"
    found = text_of(render(small(Text(typed))))
    assert squeezed(printed(typed)) in found
    assert found.count("\u25af") == 2
    assert "\U0001f600" in found


@pytest.mark.parametrize(
    "typed",
    [
        "\u0645\u062d\u0645\u062f \u0639\u0628\u062f \u0627\u0644\u0644\u0647",
        "\u0627\u0644\u0625\u0633\u0643\u0646\u062f\u0631\u064a\u0629",
        "\u067e\u0631\u0686\u0645 \u06af\u0686",
        "\u738b\u5c0f\u660e",
        "\u6771\u4eac\u6d88\u9632\u5e81 \u30ab\u30bf\u30ab\u30ca",
        "\uae40\ucca0\uc218",
    ],
)
def test_names_in_other_scripts_are_found_again_as_they_were_typed(typed: str) -> None:
    found = text_of(render(small(Text(f"before {typed} after"), Heading(typed), Table((Column(typed, 100),), ()))))
    assert printed(typed) == typed
    assert reads(typed, found)
    assert "before" in found
    assert "after" in found


def test_hebrew_words_are_found_again_as_they_were_typed() -> None:
    words_ = ("\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd")
    found = text_of(render(small(Text(f"name {' '.join(words_)} 911 (\u05d1\u05d2) end"))))
    assert all(word in found for word in words_)


def test_hostile_text_makes_no_link_image_or_script(hostile: Document) -> None:
    made = reader(render(hostile))
    assert all("/Annots" not in page for page in made.pages)
    assert not any(len(page.images) for page in made.pages)
    assert "/Names" not in catalogue(made)


def test_two_builds_have_the_same_bytes(document: Document, pdf: bytes) -> None:
    assert render(document) == pdf


@pytest.mark.parametrize("paper", PAPERS)
def test_pages_have_the_size_of_the_paper_and_the_plan_lies_across(document: Document, paper: Paper) -> None:
    wide, high = SHEETS[paper]
    sizes = {
        (round(float(p.mediabox.width)), round(float(p.mediabox.height)))
        for p in reader(render(document, paper=paper)).pages
    }
    assert sizes == {(round(wide), round(high)), (round(high), round(wide))}


@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_runs_out_of_its_margins(hostile: Document, paper: Paper) -> None:
    data = render(hostile, paper=paper)
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader(data).pages]
    over = []
    for word in words(data):
        width, height = sizes[word.page - 1]
        side = 43 if width > height else 72
        inside = side - 0.1 <= word.x and word.x + word.width <= width - side + 0.1
        if not (inside and 15 < word.y < height - 20):
            over.append(word)
    assert over == []


def test_each_page_carries_number_drill_line_handling_and_stamp(document: Document, pdf: bytes) -> None:
    pages = reader(pdf).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"page {number} of {len(pages)}" in text
        assert "EXERCISE \u2013 EXERCISE \u2013 EXERCISE" in text
        assert "TLP:AMBER" in text
        assert squeezed(document.stamp) in squeezed(text)


def test_contents_and_bookmarks_point_to_the_pages_of_the_headings(pdf: bytes) -> None:
    made = reader(pdf)
    contents = next(page.extract_text() for page in made.pages if "Contents" in page.extract_text())
    outline = [item for item in made.outline if not isinstance(item, list)]
    assert [item.title for item in outline][:3] == ["Handling instructions", "Contents", "Exercise overview"]
    for item in outline:
        number = made.get_destination_page_number(item)
        assert number is not None
        assert squeezed(str(item.title)) in squeezed(made.pages[number].extract_text())
        assert re.search(rf"{re.escape(str(item.title))}\s*{number + 1}\b", contents)


def test_the_executive_summary_fits_on_its_page(pdf: bytes) -> None:
    made = reader(pdf)
    pages = {item.title: made.get_destination_page_number(item) for item in made.outline if not isinstance(item, list)}
    first, after = pages["Executive summary"], pages["Analysis of core capabilities"]
    assert first is not None
    assert after == first + 1
    assert "Primary areas for improvement" in made.pages[first].extract_text()


def test_every_font_is_embedded(pdf: bytes) -> None:
    names = set()
    for page in reader(pdf).pages:
        for font in opened(page)["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor
            names.add(str(descriptor["/FontName"]))
    assert any("Hyperlegible" in name for name in names)


def test_metadata_names_the_exercise(pdf: bytes) -> None:
    made = reader(pdf)
    assert made.metadata is not None
    assert made.metadata.title == "After-Action Report/Improvement Plan: Small test outage"
    assert made.metadata.author == "Department of Tests"


def test_the_file_is_tagged_from_its_root_to_each_mark_on_each_page(pdf: bytes) -> None:
    made = reader(pdf)
    root = catalogue(made)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_page = {int(numbers[place]): len(numbers[place + 1]) for place in range(0, len(numbers), 2)}
    for number, page in enumerate(made.pages):
        content = page.get_contents()
        assert content is not None
        marks = [int(found) for found in re.findall(rb"/MCID (\d+)>> BDC", content.get_data())]
        assert marks == list(range(by_page[int(opened(page)["/StructParents"])]))
        assert content.get_data().count(b"BDC") + content.get_data().count(b"BMC") == content.get_data().count(b"EMC")
        assert number == int(opened(page)["/StructParents"])
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/L"} <= tags_below(
        root["/StructTreeRoot"]["/K"]
    )


def test_a_table_of_five_hundred_rows_repeats_its_header_on_every_page() -> None:
    rows = tuple(Row((str(n), f"row {n} " + "word " * (n % 30))) for n in range(500))
    made = reader(render(small(Table((Column("Number", 60), Column("Words of the row", 400)), rows))))
    assert len(made.pages) > 15
    assert all("Words of the row" in page.extract_text() for page in made.pages)
    text = squeezed("".join(page.extract_text() for page in made.pages))
    assert all(f"row{n}" in text for n in range(500))


def test_a_cell_taller_than_a_page_is_cut_and_says_that_it_goes_on() -> None:
    tall = " ".join(f"w{n}" for n in range(800))
    made = reader(render(small(Table((Column("Id", 400), Column("Text", 68)), (Row(("7", tall)),)))))
    text = "".join(page.extract_text() for page in made.pages)
    assert len(made.pages) > 1
    assert "(cont.)" in text
    assert all(re.search(rf"\bw{n}\b", text) for n in range(800))


@pytest.mark.slow
def test_a_chronology_of_fourteen_hundred_rows_is_whole() -> None:
    more: list[tuple[int, facts.Fact]] = [
        (n * SECOND, facts.NoteWritten("duty", f"note-{n}-end")) for n in range(1_400)
    ]
    text = text_of(render(report(scenario(), happened(more), engine=ENGINE)))
    assert all(f"note-{n}-end" in text for n in range(1_400))


def test_progress_counts_the_pages(document: Document) -> None:
    told: list[tuple[int, int]] = []
    data = render(document, progress=lambda page, total: told.append((page, total)))
    total = len(reader(data).pages)
    assert told == [(page, total) for page in range(1, total + 1)]


def test_a_cancelled_document_is_not_made(document: Document) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    with pytest.raises(DocumentCancelled):
        render(document, cancelled=cancelled)


def test_the_improvement_plan_alone_is_a_form_across() -> None:
    made = reader(render(improvement_plan(scenario(), happened(), engine=ENGINE)))
    assert all(page.mediabox.width > page.mediabox.height for page in made.pages)
    text = squeezed(made.pages[0].extract_text())
    assert "PrimaryResponsibleOrganization" in text
    assert "InfrastructureSystems" in text


def test_an_empty_network_and_a_name_of_nothing_but_boxes_still_print() -> None:
    odd = replace(scenario(), overview=replace(scenario().overview, name="\U0001f692" * 80, sponsor=""))
    assert one_line(odd.overview.name)
    assert len(reader(render(report(odd, [], engine=ENGINE))).pages) > 10
