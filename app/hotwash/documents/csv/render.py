"""The one table of a document as CSV (RFC 4180), for programs that read nothing else. Knows no spreadsheet.

A text that a spreadsheet would run has an apostrophe before it, by the same rule as the journal's own export; to
take it away again, take one apostrophe from each text that begins with one.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from hotwash.documents.content import Document
from hotwash.documents.errors import NoTable, SeveralTables
from hotwash.documents.sheet import Kind, Value
from hotwash.documents.tabular import sheets_of
from hotwash.documents.text import clean
from hotwash.domain.spreadsheet_cells import safe_cell
from hotwash.domain.time import clock

MARK = b"\xef\xbb\xbf"
"""By which spreadsheets know UTF-8."""


def render(document: Document, *, mark: bool = True) -> bytes:
    """The file, UTF-8, with `mark` the mark for spreadsheets first. Times are h:mm:ss, dates are ISO 8601.

    Raises NoTable or SeveralTables where it is not one table.
    """
    sheets = sheets_of(document)
    if not sheets:
        raise NoTable(document.title)
    if len(sheets) > 1:
        raise SeveralTables(document.title, len(sheets))
    out = io.StringIO()
    writer = csv.writer(out)
    (sheet,) = sheets
    writer.writerow([_cell(column.title, "text") for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_cell(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)])
    return (MARK if mark else b"") + out.getvalue().encode("utf-8")


def _cell(value: Value, kind: Kind) -> str:
    match value:
        case None:
            return ""
        case str():
            return safe_cell(clean(value))
        case date():
            return value.isoformat()
        case int() if kind == "time":
            return clock(value)
        case _:
            return str(value)
