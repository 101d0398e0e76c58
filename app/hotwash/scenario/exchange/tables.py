"""CSV of other programs as rows under one header, and back; knows no column's meaning.

UTF-8 or UTF-16, any of four separators, quoting by RFC 4180. What a spreadsheet would run is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hotwash.domain.sentences import say, term
from hotwash.domain.spreadsheet_cells import bare_cell, safe_cell
from hotwash.scenario.exchange.errors import CellTooLong, FileTooLarge, NotATable, NothingInIt, TooMuch

MOST_BYTES = 20 << 20
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
SEPARATORS = (",", ";", "\t", "|")
MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class TableRow:
    """Texts of one row by column number; `line` as a text editor counts it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A header and what stands below it."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def column(self, *names: str) -> int | None:
        """The number of the first column with one of these titles, whatever its case; None where there is none."""
        plain = [title.strip().casefold() for title in self.header]
        return next((plain.index(name) for name in names if name in plain), None)


def read_table(data: bytes, file: str) -> TextTable:
    """The table; `file` is only a name for sentences. Raises ExchangeError."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge(file, MOST_BYTES)
    text = _decoded(data, file)
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').casefold()
    before = 0
    separator = ""
    if named.startswith("sep=") and len(named) == 5:
        text, separator, before = rest, named[4], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    rows: list[TableRow] = []
    line = 1 + before
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                _guard(row, line, file, len(rows))
                rows.append(TableRow(line, tuple(bare_cell(cell) for cell in row)))
            line = reader.line_num + 1 + before
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLong(file, line, LONGEST_CELL) from None
        raise NotATable(file, line) from None
    if not rows:
        raise NothingInIt(file, term("header"))
    width = len(rows[0].cells)
    return TextTable(
        rows[0].cells,
        tuple(TableRow(row.line, (*row.cells, *[""] * (width - len(row.cells)))) for row in rows[1:]),
    )


def _guard(row: Sequence[str], line: int, file: str, count: int) -> None:
    if count > MOST_ROWS:
        raise TooMuch(file, MOST_ROWS, term("rows"))
    if len(row) > MOST_COLUMNS:
        raise TooMuch(file, MOST_COLUMNS, term("columns"))
    if any(len(cell) > LONGEST_CELL for cell in row):
        raise CellTooLong(file, line, LONGEST_CELL)


def _decoded(data: bytes, file: str) -> str:
    code = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(code)
    except UnicodeDecodeError:
        raise NotATable(file) from None
    if "\0" in text:
        raise NotATable(file, text[: text.index("\0")].count("\n") + 1)
    return text


def _separator(text: str) -> str:
    """The one that cuts the header into most columns; of equals the one that cuts the rows below alike."""
    best, chosen = (0, 0), ","
    for separator in SEPARATORS:
        counts: list[int] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                counts += [len(row)] if any(row) else []
                if len(counts) >= _LOOKED_AT:
                    break
        except csv.Error:
            continue
        if counts and counts[0] > 1:
            best, chosen = max(
                (best, chosen), ((counts[0], counts.count(counts[0])), separator), key=lambda one: one[0]
            )
    return chosen


def written_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file, UTF-8 with the mark for spreadsheets. A text that a spreadsheet would run has an apostrophe before it;
    `read_table` takes it away again."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(title) for title in header])
    writer.writerows([[_safe(text) for text in row] for row in rows])
    return (MARK + out.getvalue()).encode("utf-8", errors="replace")


def _safe(text: str) -> str:
    return text if text.removeprefix("-").isdecimal() and text.isascii() else safe_cell(text)


def row_place(row: TableRow) -> str:
    """Where a row stands, for a report."""
    return say("line {line}", line=row.line)


def by_title(table: TextTable, row: TableRow, titles: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The filled texts of the columns with any of some titles, by the name that the titles stand under."""
    made = {}
    for name, synonyms in titles.items():
        column = table.column(*synonyms)
        if column is not None and row.cells[column].strip():
            made[name] = row.cells[column]
    return made
