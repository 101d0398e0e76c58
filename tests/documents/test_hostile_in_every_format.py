"""What people type comes out of every format as they typed it, or cut with a sentence; it is never anything else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import openpyxl
import pytest

from hotwash.documents.content import Boxed, Bullets, Column, Columns2, Document, Row, Section, Table, Text
from hotwash.documents.names import Format, rendered
from hotwash.documents.text import CAP, clean
from tests.documents.every_block import every_block
from tests.documents.office import instructions, outside, paragraphs
from tests.documents.reading import reader, reads, squeezed

NAMES = (
    "\u0645\u062d\u0645\u062f \u0639\u0628\u062f \u0627\u0644\u0644\u0647",
    "\u738b\u5c0f\u660e",
    "\u0141ukasz \u017b\u00f3\u0142\u0107 za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144",
    "\U0001f692\U0001f469\u200d\U0001f692 crew",
    "<b>&AT&T</b>",
    "=cmd()",
    "\u200fafter a mark\u200e \u202eturned\u202c",
    "lone \ud83d and \udc00",
    "nul \x00, escape \x1b[2J, delete \x7f, next line \x85",
    "]]><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    '<w:p xmlns:w="x"/><img src="http://127.0.0.1:9/x.png"/>',
)
FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx", "csv")


def of(*typed: str) -> Document:
    table = Table((Column("Note", 468),), tuple(Row((one,)) for one in typed))
    return Document("Name", "Title", "DRAFT", "Sponsor", "", "stamp", (Section((table,)),), cover=False)


def read(data: bytes, form: Format) -> str:
    """Everything in the file that a person can read, without white space."""
    match form:
        case "pdf":
            return squeezed("".join(page.extract_text() for page in reader(data).pages))
        case "docx":
            return squeezed("".join(paragraphs(data)))
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
            return squeezed("".join(str(cell.value or "") for row in sheet.iter_rows() for cell in row))
        case "csv":
            return squeezed("".join(cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("typed", NAMES)
def test_a_name_comes_out_as_it_was_typed(typed: str, form: Format) -> None:
    data = rendered(of(typed), form)
    text = read(data, form)
    assert reads(typed, text) if form == "pdf" else squeezed(clean(typed)) in text
    assert rendered(of(typed), form) == data
    if form in ("docx", "xlsx"):
        assert outside(data) == []
    if form == "docx":
        assert instructions(data) == {"PAGE", "NUMPAGES"}


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("typed", NAMES)
def test_a_name_may_stand_anywhere(typed: str, form: Format) -> None:
    document = replace(every_block(typed), sponsor=typed, handling=typed, version=typed, stamp=typed, title=typed)
    assert len(rendered(document, form)) > 1_000


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("length", [6_000, 1_000_000])
def test_a_long_note_is_cut_with_a_sentence(form: Format, length: int) -> None:
    text = read(rendered(of("x" * length, "after"), form), form)
    assert text.count("x") >= CAP
    assert f"[cut:{length - CAP}characters,fulltextinthejournal]" in text
    assert "after" in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_of_five_hundred_rows_is_whole(form: Format) -> None:
    text = read(rendered(of(*(f"row-{n}-{NAMES[n % 3]}" for n in range(500))), form), form)
    assert all(f"row-{n}-" in text for n in range(500))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_at_all_is_a_file_too(form: Format) -> None:
    assert "Note" in read(rendered(of(), form), form)
    if form in ("pdf", "docx"):
        empty = replace(every_block(), sections=(Section(()), Section((Columns2((), ()), Boxed(()), Bullets(())))))
        assert len(rendered(empty, form)) > 500


def spent(work: Callable[[], object]) -> float:
    """Seconds of this process for the fastest of three."""
    times = []
    for _ in range(3):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize("form", FORMATS)
def test_a_megabyte_costs_hardly_more_than_what_is_printed_of_it(form: Format) -> None:
    cut, whole = of("word " * 200_000), of("word " * 800)
    rendered(whole, form)
    assert spent(lambda: rendered(cut, form)) < 4 * spent(lambda: rendered(whole, form)) + 0.05


def test_no_format_opens_a_connection_or_a_file_that_somebody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    for form in FORMATS[:3]:
        data = rendered(
            replace(every_block(), sections=(Section((Text(NAMES[-1]), *of(*NAMES).sections[0].blocks)),)), form
        )
        assert b"root:" not in data
