"""CSV files hold one table, guarded against spreadsheets, with or without the mark of UTF-8."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from hotwash.documents.content import Document, Section, Text
from hotwash.documents.csv.render import MARK, render
from hotwash.documents.errors import NoTable, SeveralTables
from hotwash.documents.sheet import Sheet, SheetColumn, Value
from hotwash.documents.text import clean
from hotwash.domain.time import MINUTE
from tests.documents.every_block import every_block
from tests.documents.synthetic import HOSTILE


def one(*rows: tuple[Value, ...], columns: tuple[SheetColumn, ...] = (SheetColumn("Text"),)) -> Document:
    return replace(every_block(), sheets=(Sheet("Made", columns, rows),))


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("typed", ["=cmd()", "+1", "-1", "@x", "\uff1d1", "'x", "\n=1", '=1,2"3'])
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(typed: str) -> None:
    assert read(render(one((typed,)))) == [["Text"], [f"'{clean(typed)}"]]
    title = read(render(one(columns=(SheetColumn(typed), SheetColumn("b")))))
    assert title == [[f"'{clean(typed)}", "b"]]


@pytest.mark.parametrize("typed", [text for text in HOSTILE if text])
def test_other_text_comes_back_as_typed(typed: str) -> None:
    assert read(render(one((typed,))))[1] == [clean(typed)]


def test_a_tab_or_a_control_before_the_formula_hides_nothing() -> None:
    cells = [row[0] for row in read(render(one(("\t=1",), ("\x00=1",), ("\r=1",))))[1:]]
    assert cells == ["    =1", "\ufffd=1", "'\n=1"]


def test_values_are_plain() -> None:
    columns = (SheetColumn("T", "time"), SheetColumn("N", "number"), SheetColumn("D", "date"), SheetColumn("W"))
    data = render(one((5 * MINUTE, -2, date(2024, 6, 18), None), columns=columns))
    assert read(data)[1] == ["0:05:00", "-2", "2024-06-18", ""]


def test_the_mark_is_there_unless_it_is_not_wanted() -> None:
    assert render(one(("x",))).startswith(MARK + b"Text\r\n")
    assert render(one(("x",)), mark=False).startswith(b"Text\r\n")


def test_no_table_or_several_are_told() -> None:
    with pytest.raises(SeveralTables, match="has 3 tables and a CSV file holds one; print it as xlsx"):
        render(every_block())
    with pytest.raises(NoTable):
        render(replace(every_block(), sections=(Section((Text("x"),)),)))
