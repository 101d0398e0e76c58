"""The Word file says what the PDF says, in Word's own styles, the same every time, whatever people typed."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which

import docx
import pytest
from docx.enum.section import WD_ORIENT

from hotwash.documents.aar.report import report
from hotwash.documents.content import Document, Heading, Row, Section, Table, Text
from hotwash.documents.docx.render import render
from hotwash.documents.errors import DocumentCancelled
from hotwash.documents.package import APPLICATION, printed_here
from hotwash.documents.paper import SHEETS, Paper
from hotwash.documents.pdf.render import render as as_pdf
from hotwash.documents.text import clean
from tests.documents.every_block import every_block
from tests.documents.office import W, body, instructions, outside, paragraphs, parts
from tests.documents.reading import blocks_of, missing, reader, said, squeezed
from tests.documents.synthetic import ENGINE, HOSTILE, happened, hostile_notes, hostile_scenario, scenario

OFFICE = which("soffice")


@pytest.fixture(scope="module")
def document() -> Document:
    return report(scenario(), happened(), engine=ENGINE)


@pytest.fixture(scope="module")
def word(document: Document) -> bytes:
    return render(document)


@pytest.fixture(scope="module")
def every() -> bytes:
    return render(every_block("Words that somebody typed."))


def lacking(document: Document, data: bytes) -> list[str]:
    """Texts of a document that are not in the Word file."""
    text = squeezed("".join(paragraphs(data)))
    return [one for one in said(document) if squeezed(clean(one)) not in text]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_word_and_pdf_say_the_same(document: Document, paper: Paper) -> None:
    assert lacking(document, render(document, paper=paper)) == []
    assert missing(document, as_pdf(document, paper=paper)) == []


def test_every_block_is_in_word(every: bytes) -> None:
    assert lacking(every_block("Words that somebody typed."), every) == []


def test_a_text_that_is_not_in_word_would_be_missed(document: Document, word: bytes) -> None:
    other = replace(document, sections=(Section((Text("Nobody wrote this sentence."),)),))
    assert lacking(other, word) == ["Nobody wrote this sentence."]


def test_two_builds_have_the_same_bytes(document: Document, word: bytes) -> None:
    assert render(document) == word
    with zipfile.ZipFile(BytesIO(word)) as found:
        assert {one.date_time for one in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert found.testzip() is None


@pytest.mark.parametrize("typed", [*HOSTILE, "=cmd()", "a\tb\nc", "long " * 1_200, "\u0141\u00f3d\u017a"])
def test_hostile_text_comes_back_as_typed_and_makes_nothing(typed: str) -> None:
    document = every_block(typed)
    data = render(document)
    assert lacking(document, data) == []
    assert instructions(data) == {"PAGE", "NUMPAGES", "PAGEREF"}
    assert outside(data) == []
    docx.Document(BytesIO(data))


def test_a_whole_report_of_hostile_text_is_in_word() -> None:
    document = report(hostile_scenario(), happened(hostile_notes()), engine=ENGINE)
    data = render(document)
    assert lacking(document, data) == []
    assert outside(data) == []
    text = squeezed("".join(paragraphs(data)))
    assert "\u4e2d\u6587" in text
    assert "\U0001f692" in text
    assert "fulltextinthejournal" in text


def test_headings_lists_and_words_have_styles_of_word(document: Document, word: bytes) -> None:
    made = docx.Document(BytesIO(word))
    shown = [(one.style.name, one.text) for one in made.paragraphs if one.style is not None]
    wanted = [one for one in blocks_of(document) if isinstance(one, Heading)]
    assert [text for name, text in shown if str(name).startswith("Heading")] == [one.text for one in wanted]
    assert {"Title", "Subtitle", "List Bullet", "Caption", "TOC 1", "TOC 2"} <= {name for name, _ in shown}


def test_contents_name_each_heading_with_a_field_that_counts_its_page(word: bytes) -> None:
    root = body(word)
    marks = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    named = [(one.text or "").split()[1] for one in root.iter(f"{W}instrText") if "PAGEREF" in (one.text or "")]
    assert len(named) > 15
    assert set(named) <= marks


def test_numbered_lists_begin_again_at_one(every: bytes) -> None:
    numbers = [one.get(f"{W}val") for one in body(every).iter(f"{W}numId")]
    assert len(set(numbers)) == 2
    assert b"startOverride" in parts(every)["word/numbering.xml"]


def test_tables_repeat_their_header_and_keep_their_rows_whole(every: bytes) -> None:
    tables = [
        one for one in body(every).iter(f"{W}tbl") if "Subject" in "".join(t.text or "" for t in one.iter(f"{W}t"))
    ]
    for one in tables:
        rows = one.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 5
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        spans = [int(cell.get(f"{W}val")) for cell in one.iter(f"{W}gridSpan")]
        assert spans == [5, 5, 4]
    assert len(tables) == 3


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_sections_lie_as_their_frames(paper: Paper) -> None:
    made = docx.Document(BytesIO(render(every_block(), paper=paper)))
    wide, high = SHEETS[paper]
    sizes = [(round(one.page_width.pt), round(one.page_height.pt)) for one in made.sections
             if one.page_width and one.page_height]  # fmt: skip
    assert (round(wide), round(high)) in sizes
    assert (round(high), round(wide)) in sizes
    assert sizes.count((round(high / 2), round(wide))) == 3
    across = [one for one in made.sections if one.orientation == WD_ORIENT.LANDSCAPE]
    assert len(across) == 2
    assert sum(one.start_type == 4 for one in made.sections) == 2


def test_running_lines_hold_number_stamp_and_marking(document: Document) -> None:
    marked = replace(document, handling="TLP:AMBER")
    found = parts(render(marked))
    footers = [part.decode() for name, part in found.items() if name.startswith("word/footer")]
    headers = [part.decode() for name, part in found.items() if name.startswith("word/header")]
    assert all("NUMPAGES" in part and marked.stamp in part and "TLP:AMBER" in part for part in footers)
    assert sum("TLP:AMBER" in part for part in headers) == len(headers) - 1


def test_each_picture_that_says_something_has_its_words(document: Document, word: bytes) -> None:
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    found = list(body(word).iter(drawing))
    assert len([one for one in found if one.get("descr")]) >= 4
    assert len({one.get("id") for one in found}) == len(found)
    assert all(part.startswith(b"\x89PNG") for name, part in parts(word).items() if "/media/" in name)


def test_places_to_fill_in_have_the_names_that_they_have_in_the_pdf(every: bytes) -> None:
    names = [one.get(f"{W}val") for one in body(every).iter(f"{W}tag")]
    assert len(names) == len(set(names))
    pdf = set(reader(as_pdf(every_block("Words that somebody typed."))).get_fields() or {})
    plain = {name for name in names if name and not name.startswith("design-")}
    assert plain == {name for name in pdf if not name.startswith("design-")}
    assert {f"design-1-{point}" for point in range(1, 6)} <= set(names)


def test_the_file_says_what_it_is(word: bytes) -> None:
    about = docx.Document(BytesIO(word)).core_properties
    assert about.title == "After-Action Report/Improvement Plan: Small test outage"
    assert about.author == "Department of Tests"
    assert about.language == "en-US"
    assert printed_here(word)
    assert APPLICATION.encode() in parts(word)["docProps/app.xml"]


def test_a_file_that_somebody_saved_again_is_no_longer_ours(word: bytes) -> None:
    found = parts(word)
    found["docProps/app.xml"] = found["docProps/app.xml"].replace(b"Hotwash", b"Microsoft Office Word")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in found.items():
            made.writestr(name, part)
    assert not printed_here(out.getvalue())
    assert not printed_here(b"PK\x03\x04 torn")
    assert not printed_here(b"")


def test_rows_of_one_issue_are_one_cell_downwards(word: bytes) -> None:
    merged = [one.get(f"{W}val") for one in body(word).iter(f"{W}vMerge")]
    assert merged.count("restart") > 3
    assert merged.count(None) > 3


def test_a_cancelled_file_is_not_made(document: Document) -> None:
    asked = iter([False] * 20)
    with pytest.raises(DocumentCancelled):
        render(document, cancelled=lambda: next(asked, True))


def test_a_table_of_five_hundred_rows_is_whole() -> None:
    document = every_block()
    table = next(one for one in blocks_of(document) if isinstance(one, Table))
    rows = tuple(Row((str(n), "0:00", f"row{n}", "", "")) for n in range(500))
    data = render(replace(document, sections=(Section((replace(table, rows=rows, form=""),)),)))
    text = "".join(paragraphs(data))
    assert all(f"row{n}" in text for n in range(500))


if OFFICE is not None:

    @pytest.mark.slow
    @pytest.mark.parametrize("made", ["report", "blocks", "hostile"])
    def test_libreoffice_opens_it_and_reads_the_same(made: str, tmp_path: Path) -> None:
        document = {
            "report": lambda: report(scenario(), happened(), engine=ENGINE),
            "blocks": lambda: every_block("Words that somebody typed."),
            "hostile": lambda: report(hostile_scenario(), happened(hostile_notes()), engine=ENGINE),
        }[made]()
        (tmp_path / "made.docx").write_bytes(render(document))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir",
                   str(tmp_path), str(tmp_path / "made.docx")]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        text = squeezed((tmp_path / "made.txt").read_text(encoding="utf-8-sig"))
        assert [one for one in said(document) if squeezed(clean(one)) not in text] == []
