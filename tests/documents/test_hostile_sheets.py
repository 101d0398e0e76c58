"""Whatever lies under the name of a sheet: it is read within its limits, or refused with one sentence."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.xml import DEFUSEDXML

from hotwash.documents.grid import LONGEST_CELL, MOST_BYTES, letters
from hotwash.documents.msel.reading import read_msel
from hotwash.documents.sheet_errors import SheetError
from hotwash.documents.sheets import read_sheets
from tests.room_world import room_scenario

SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def workbook(fill: Callable[[Any], None] = lambda sheet: sheet.append(["Subject", "Description", "T+"])) -> bytes:
    book = Workbook()
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(part: str, change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook())) as found,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in found.infolist():
            text = found.read(member)
            made.writestr(member.filename, change(text) if member.filename == part else text)
        if part not in found.namelist():
            made.writestr(part, change(b""))
    return out.getvalue()


def declared(text: str) -> Callable[[bytes], bytes]:
    return lambda xml: text.encode() + xml.partition(b"?>")[2] if b"?>" in xml else text.encode() + xml


def sheet_data(inner: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed(SHEET, lambda _: f'<worksheet xmlns="{space}">{inner}</worksheet>'.encode())


def encrypted() -> bytes:
    data = bytearray(workbook())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.xlsx", lambda: changed("xl/media/x.png", lambda _: bytes(MOST_BYTES + 1)), "larger than 10 MiB"),
    "sheet bomb": ("a.xlsx", lambda: sheet_data(" " * (MOST_BYTES + 1)), "larger than 10 MiB"),
    "many parts": (
        "a.xlsx", lambda: _with({f"p{n}": "" for n in range(2_001)}), "larger than 10 MiB",
    ),
    "large file": ("a.csv", lambda: b"a,b\n" * (MOST_BYTES // 4 + 1), "larger than 10 MiB"),
    "entity bomb": ("a.xlsx", lambda: changed(SHEET, declared(BOMB)), "declares entities"),
    "entity bomb in strings": ("a.xlsx", lambda: changed("xl/sharedStrings.xml", declared(BOMB)), "declares entities"),
    "fetching entity": ("a.xlsx", lambda: changed("xl/workbook.xml", declared(FETCH)), "declares entities"),
    "entities in UTF-16": (
        "a.xlsx", lambda: changed("xl/styles.xml", lambda _: (BOMB + "<styleSheet/>").encode("utf-16")),
            "declares entities",
    ),
    "long cell": ("a.xlsx", lambda: sheet_data(f'<sheetData><row r="1"><c r="B1" t="inlineStr"><is><t>{"x" * 1_000_000}'
                                               "</t></is></c></row></sheetData>"), "cell B1"),
    "long cell in csv": ("a.csv", lambda: b"Subject,Text\nx," + b"y" * 5_000, "cell B2"),
    "longer cell in csv": ("a.csv", lambda: b"Subject,Text\nx," + b"y" * 1_000_000, "damaged or no"),
    "far cell": ("a.xlsx",
        lambda: sheet_data('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
                 "goes beyond"),
    "far row": ("a.xlsx", lambda: sheet_data('<sheetData><row r="1000000"><c><v>1</v></c></row></sheetData>'),
        "goes beyond"),
    "too many rows": ("a.csv", lambda: b"a,b\n" * 2_001, "goes beyond"),
    "too many columns": ("a.csv", lambda: b"," .join([b"a"] * 101), "goes beyond"),
    "wrong place": ("a.xlsx", lambda: sheet_data('<sheetData><row r="1"><c r="?"><v>1</v></c></row></sheetData>'),
        "damaged"),
    "wrong number": ("a.xlsx", lambda: sheet_data('<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData>'),
        "damaged"),
    "wrong string": ("a.xlsx",
        lambda: sheet_data('<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>'),
                     "damaged"),
    "no workbook in it": ("a.xlsx", lambda: _with({"x.txt": "x"}), "damaged or no"),
    "cut off": ("a.xlsx", lambda: workbook()[:-200], "damaged or no"),
    "locked": ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "locked zip": ("a.xlsx", encrypted, "locked with a password"),
    "old workbook renamed": ("a.xlsx", lambda: OLE, ".xls"),
    "text under a workbook's name": ("a.xlsx", lambda: b"Subject,Text\na,b\n", "damaged or no"),
    "empty workbook": ("a.xlsx", lambda: workbook(lambda sheet: None), "no filled cell"),
    "empty csv": ("a.csv", lambda: b"", "no filled cell"),
    "only separators": ("a.csv", lambda: b";;;\n;;;\n", "no filled cell"),
    "other code": ("a.csv", lambda: b"Subject;Text\nZ\xfcrich;x", "neither UTF-8 nor UTF-16"),
    "picture": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "damaged or no"),
    "no header": ("a.csv", lambda: b"one,two\nthree,four\n", "no header row"),
}  # fmt: skip


def _with(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_one_sentence_and_quick(case: str, tmp_path: Path) -> None:
    name, make, said = HOSTILE[case]
    path = tmp_path / name
    path.write_bytes(make())
    begins = time.process_time()
    with pytest.raises(SheetError) as refused:
        read_msel(read_sheets(path), room_scenario(), path)
    sentence = str(refused.value)
    assert said in sentence
    assert name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert time.process_time() - begins < 5


def test_a_merge_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet_data(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Subject</t></is></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ))  # fmt: skip
    [grid] = read_sheets(path)
    assert grid.rows == (("Subject",),)


def test_what_isn_t_there_or_is_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.xlsx", Path("a\0b.csv")):
        with pytest.raises(SheetError, match="no file that can be read"):
            read_sheets(path)


def test_links_macros_and_formulas_are_left_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    def fill(sheet: Any) -> None:
        sheet.append(["Subject", "Text", "T+"])
        sheet.append(["=WEBSERVICE(A1)", "text", "0:05"])
        sheet["B2"].hyperlink = "http://127.0.0.1/x"

    path.write_bytes(changed("xl/vbaProject.bin", lambda _: b"macro", workbook(fill)))
    [grid] = read_sheets(path)
    assert grid.rows[1] == (None, "text", "0:05")
    assert grid.formulas == {(1, 0)}


def test_the_library_itself_reads_through_the_guard() -> None:
    assert DEFUSEDXML is True


def test_letters_of_columns() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]
    assert LONGEST_CELL == 4_000


CELL = st.one_of(
    st.text(max_size=30), st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.datetimes(), st.times(), st.timedeltas(), st.none(),
    st.sampled_from(["=cmd()", "\u202eabc", "T+0:15", "18/06/2024", "H+3", "'x", "phone", "all", "duty", "fault(x)"]),
)  # fmt: skip
TITLES = ("Number", "T+", "DTG", "Subject", "Description", "From", "To", "Mode", "Type", "Trigger", "Objectives", "X")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=12), max_size=6))
def test_any_cells_give_lines_or_remarks(rows: list[list[Any]], tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([TITLES, *rows])
    scenario = room_scenario()
    try:
        grids = read_sheets(path)
    except SheetError:
        return
    reading = read_msel(grids, scenario, path)
    told = {remark.row for remark in reading.remarks}
    assert len(reading.injects) + len(told - {0}) >= reading.rows
    assert len(reading.injects) <= reading.rows
    assert all(remark.sentence for remark in reading.remarks)
    assert len({one.id for one in reading.injects}) == len(reading.injects)
