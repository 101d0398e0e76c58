"""Workbooks hold what was typed as text and nothing else, in typed columns, the same bytes every time."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import openpyxl
import pytest

from hotwash.documents.aar.report import improvement_plan, report
from hotwash.documents.content import Column, Document, Heading, Row, Section, Table, Text
from hotwash.documents.errors import DocumentCancelled, NoTable, TooManyRows
from hotwash.documents.package import printed_here
from hotwash.documents.paper import Paper
from hotwash.documents.sheet import Sheet, SheetColumn, Value
from hotwash.documents.text import clean
from hotwash.documents.xlsx import render as xlsx
from hotwash.documents.xlsx.render import render
from hotwash.domain.time import HOUR, MINUTE, SECOND
from tests.documents.every_block import every_block
from tests.documents.office import outside, parts
from tests.documents.synthetic import ENGINE, HOSTILE, happened, scenario

OFFICE = which("soffice")
BEGINNINGS = (
    "=cmd()", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\x00=1", "\uff1d1+1", "'x", "#N/A",
    "00123", "1E5", "TRUE", "2024-01-01", "0:05", "_x0041_", "_x005F_", "x" * 40_000, "{=1}", "=", "http://127.0.0.1/",
)  # fmt: skip


def one(*rows: tuple[Value, ...], columns: tuple[SheetColumn, ...] = (SheetColumn("Text"),), **about: Any) -> Document:
    return replace(every_block(), sheets=(Sheet(about.pop("name", "Made"), columns, rows, **about),))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data), rich_text=False)


def unescaped(text: str) -> str:
    return text.replace("_x005F_", "_")


@pytest.mark.parametrize("typed", [*HOSTILE, *BEGINNINGS])
def test_text_stays_the_text_that_was_typed(typed: str) -> None:
    data = render(one((typed,)))
    cell = opened(data)["Made"]["A2"]
    assert unescaped(cell.value) == clean(typed)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    sheets = [part for name, part in parts(data).items() if name.startswith("xl/worksheets/sheet")]
    assert all(b"<f>" not in part and b"<f " not in part and b"hyperlink" not in part for part in sheets)
    assert outside(data) == []


@pytest.mark.parametrize("typed", [*HOSTILE, *BEGINNINGS])
def test_names_and_titles_may_be_anything(typed: str) -> None:
    columns = (SheetColumn(typed or "x", choices=(typed, "b,c", 'd"e')),)
    made = replace(one((1,), columns=columns, name=typed), name=typed, title=typed, sponsor=typed, handling=typed)
    book = opened(render(made))
    assert len(book.worksheets) == 3
    assert len(book.worksheets[0].title) <= 31
    assert unescaped(book["About"]["B1"].value or "") == clean(typed)


def test_an_ampersand_is_no_code_in_a_running_line() -> None:
    sheet = opened(render(replace(one(("x",)), name="<b>&AT&T</b> &D")))["Made"]
    assert "&&AT&&T" in sheet.oddHeader.left.text
    assert sheet.oddFooter.right.text == "page &P of &N"


def test_values_have_the_types_of_their_columns() -> None:
    columns = (
        SheetColumn("Number", "number"), SheetColumn("Time", "time"), SheetColumn("Day", "date"), SheetColumn("Word"),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = (
        (3, 26 * HOUR + 5 * MINUTE + 9 * SECOND, date(2024, 6, 18), "w"),
        (2.5, -MINUTE, datetime(2024, 6, 18, 23, 50), None),  # noqa: DTZ001  # the story's clock has no zone
        (10**18, "soon", None, "x"),
        (float("nan"), 0, "never", "y"),
    )
    sheet = opened(render(one(*rows, columns=columns)))["Made"]
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [3, 2.5, str(10**18), "nan"]
    assert str(sheet["B2"].value) == "1 day, 2:05:09"
    assert sheet["B2"].number_format == "[h]:mm:ss"
    assert [sheet["B3"].value, sheet["B4"].value] == ["-0:01:00", "soon"]
    assert sheet["C2"].value == datetime(2024, 6, 18)  # noqa: DTZ001  # as above
    assert sheet["C3"].value == datetime(2024, 6, 18, 23, 50)  # noqa: DTZ001  # as above
    assert sheet["D3"].value is None


def test_the_header_stays_and_repeats_and_filters() -> None:
    sheet = opened(render(one(("a", "b"), columns=(SheetColumn("One", width=20), SheetColumn("Two")))))["Made"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.column_dimensions["A"].width == 20


@pytest.mark.parametrize(("paper", "number"), [("letter", 1), ("a4", 9)])
def test_it_prints_as_wide_as_one_page(paper: Paper, number: int) -> None:
    sheet = opened(render(one(("x",)), paper=paper))["Made"]
    assert sheet.page_setup.paperSize == number
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_lists_to_choose_from_take_commas_and_formulas_as_words() -> None:
    book = opened(render(one((None,), columns=(SheetColumn("Status", choices=("open", "a,b", "=1+1")),), spare=9)))
    (rule,) = book["Made"].data_validations.dataValidation
    assert rule.formula1 == "Lists!$A$1:$A$3"
    assert str(rule.sqref) == "A2:A11"
    assert [book["Lists"].cell(row, 1).value for row in (1, 2, 3)] == ["open", "a,b", "=1+1"]
    assert book["Lists"]["A3"].data_type == "s"
    assert book["Lists"].sheet_state == "hidden"


def test_two_builds_have_the_same_bytes() -> None:
    document = report(scenario(), happened(), engine=ENGINE)
    data = render(document)
    assert render(document) == data
    assert printed_here(data)
    with zipfile.ZipFile(BytesIO(data)) as found:
        assert {member.date_time for member in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2000-01-01T00:00:00Z" in parts(data)["docProps/core.xml"]


def test_tables_of_pages_become_sheets_named_for_their_headings() -> None:
    columns = (Column("A", 100), Column("B", 100), Column("C", 50))
    table = Table(
        columns,
        (
            Row(("Module 1",), band=True),
            Row(("capability", "1.1", "do")),
            Row(("", "", "more"), joined=2, notes=("", "", "noted")),
            Row(("total", "9"), span=2),
        ),
    )
    section = Section((Heading("One [and] all"), table, table, Heading("Two", 2), table))
    book = opened(render(replace(every_block(), sections=(section,))))
    assert book.sheetnames == ["One and all", "One and all 2", "Two", "About"]
    rows = [tuple(cell.value for cell in row) for row in book["Two"].iter_rows()]
    assert rows == [
        ("A", "B", "C"),
        ("Module 1", None, None),
        ("capability", "1.1", "do"),
        ("capability", "1.1", "more\nnoted"),
        ("total", None, "9"),
    ]


def test_rows_are_high_enough_for_their_words_and_a_band_runs_over_its_neighbours() -> None:
    columns = (SheetColumn("A", width=10), SheetColumn("B", width=10))
    sheet = opened(render(one(("short", "x"), ("long " * 20, "y"), ("a title of a module", None), columns=columns)))[
        "Made"
    ]
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] is None
    assert heights[1] > 100
    assert heights[2] is None
    assert sheet["A4"].font.bold
    assert not sheet["A4"].alignment.wrap_text


def test_the_workbook_says_which_run_it_is_of() -> None:
    document = every_block()
    about = opened(render(document))["About"]
    told = {about.cell(row, 1).value: about.cell(row, 2).value for row in range(1, about.max_row + 1)}
    assert told["Stamp"] == document.stamp
    assert told["Handling"] == "TLP:AMBER"


def test_the_improvement_plan_is_a_tracker() -> None:
    book = opened(render(improvement_plan(scenario(), happened(), engine=ENGINE)))
    sheet = book["Improvement plan"]
    titles = [cell.value for cell in sheet[1]]
    assert {"Status", "Percent", "Evidence of completion", "Re-test run", "Capability Element"} <= set(titles)
    assert len(sheet.data_validations.dataValidation) == 3
    assert [sheet.cell(row, 2).value for row in range(2, 10)] == [
        "1.1",
        "1.1",
        "1.2",
        "1.2",
        "2.1",
        "2.1",
        "2.2",
        "2.2",
    ]


def test_a_document_without_tables_says_so() -> None:
    with pytest.raises(NoTable, match=r"^'Every block' has no table; print it as pdf or docx\.$"):
        render(replace(every_block(), sections=(Section((Text("x"),)),)))


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(TooManyRows, match="'Made' has 4 rows and a sheet holds 3"):
        render(one(*[("x",)] * 4))


def test_a_cancelled_workbook_is_not_made() -> None:
    with pytest.raises(DocumentCancelled):
        render(one(("x",)), cancelled=lambda: True)


if OFFICE is not None:

    @pytest.mark.slow
    def test_libreoffice_works_out_nothing_from_what_was_typed(tmp_path: Path) -> None:
        typed = [text for text in (*HOSTILE, *BEGINNINGS) if "\n" not in text and "\r" not in text]
        (tmp_path / "made.xlsx").write_bytes(render(one(*[(text,) for text in typed])))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        filtered = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,1"
        command = [str(OFFICE), profile, "--headless", "--convert-to", filtered, "--outdir", str(tmp_path),
                   str(tmp_path / "made.xlsx")]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        (made,) = tmp_path.glob("made*.csv")
        text = made.read_text(encoding="utf-8-sig")
        assert "Err:" not in text
        assert "#NAME?" not in text
        shown = [line.strip('"').replace('""', '"') for line in text.splitlines()[1:]]
        assert shown == [clean(one) for one in typed]


def test_a_title_of_two_lines_has_room_for_both() -> None:
    columns = SheetColumn("Primary Responsible Organization", width=20), SheetColumn("Short", width=20)
    sheet = openpyxl.load_workbook(BytesIO(render(one(("a", "b"), columns=columns))))["Made"]
    assert sheet.row_dimensions[1].height == 27
    sheet = openpyxl.load_workbook(BytesIO(render(one(("b",), columns=columns[1:]))))["Made"]
    assert sheet.row_dimensions[1].height == 13.5


def test_a_very_wide_sheet_is_printed_on_several_pages() -> None:
    for number, pages in ((4, 1), (12, 1), (33, 3)):
        columns = tuple(SheetColumn(f"Column {n}", width=20) for n in range(number))
        sheet = openpyxl.load_workbook(BytesIO(render(one(("a",) * number, columns=columns))))["Made"]
        assert sheet.page_setup.fitToWidth == pages


def test_the_sheet_that_says_what_it_is_prints_on_one_page() -> None:
    about = openpyxl.load_workbook(BytesIO(render(one(("a",)))))["About"]
    assert about.page_setup.fitToWidth == 1
    assert about.sheet_properties.pageSetUpPr is not None
    assert about.sheet_properties.pageSetUpPr.fitToPage
    assert sum(about.column_dimensions[letter].width for letter in "AB") < 92
