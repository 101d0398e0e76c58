"""The tables of a document as a workbook: typed columns, a header that stays, lists to choose from; same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from hotwash.documents.content import Document
from hotwash.documents.errors import DocumentCancelled, NoTable, TooManyRows
from hotwash.documents.package import settled
from hotwash.documents.paper import Cancelled, Paper, Progress
from hotwash.documents.sheet import Sheet, Value
from hotwash.documents.tabular import sheets_of
from hotwash.documents.text import CAP, one_line
from hotwash.documents.xlsx.cells import fill, words

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
LISTS = "Lists"
ABOUT = "About"
_PAPER: dict[Paper, int] = {"letter": 1, "a4": 9}
"""Numbers of papers in the format (ISO/IEC 29500-1, 18.3.1.63)."""
_LINE = Side(style="thin", color="FF808080")
_EDGES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="FFD9D9D9")
_TOP = Alignment(vertical="top", wrap_text=True)
_OVER = Alignment(vertical="top")
_FONT, _BOLD = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
READABLE = 230
"""Characters of one line that can still be read on a sheet of paper that lies across."""
WIDE = 74
"""Characters of a line on the sheet that says what the workbook is."""
BOLDER = 1.1
"""How much wider bold letters are, about."""
LINE = 13.5
"""Height of a line in points."""


def render(
    document: Document,
    *,
    paper: Paper = "letter",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The workbook. `progress` is told sheets; raises NoTable where there is nothing to put into one."""
    sheets = sheets_of(document)
    if not sheets:
        raise NoTable(document.title)
    book = Workbook()
    book.remove(book.worksheets[0])
    names = _names(sheets)
    lists: list[tuple[str, ...]] = []
    for number, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=1):
        if cancelled is not None and cancelled():
            raise DocumentCancelled
        _sheet(book.create_sheet(name), sheet, lists)
        _printed(book.worksheets[-1], document, paper, wide=sheet.wide)
        if progress is not None:
            progress(number, len(sheets))
    _about(book.create_sheet(ABOUT), document)
    _printed(book.worksheets[-1], document, paper, wide=False)
    if lists:
        _lists(book.create_sheet(LISTS), lists)
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue(), document)


def _sheet(made: Any, sheet: Sheet, lists: list[tuple[str, ...]]) -> None:
    if len(sheet.rows) + sheet.spare > MOST_ROWS:
        raise TooManyRows(sheet.name, len(sheet.rows), MOST_ROWS)
    header = any(column.title for column in sheet.columns)
    first = 2 if header else 1
    last = first + len(sheet.rows) + sheet.spare - 1
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        made.column_dimensions[letter].width = column.width
        if header:
            cell = made.cell(1, place)
            words(cell, column.title)
            cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _GREY, _EDGES, _TOP
        if column.choices and last >= first:
            lists.append(column.choices)
            listed = get_column_letter(len(lists))
            about = f"{LISTS}!${listed}$1:${listed}${len(column.choices)}"
            check = DataValidation(type="list", formula1=about, allow_blank=True, showErrorMessage=False)
            check.add(f"{letter}{first}:{letter}{last}")
            made.add_data_validation(check)
    rows = (*sheet.rows, *[(None,) * len(sheet.columns)] * sheet.spare)
    for number, row in enumerate(rows, start=first):
        is_band = bool(row) and isinstance(row[0], str) and len(row) > 1 and all(value is None for value in row[1:])
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            cell = made.cell(number, place)
            fill(cell, value, column.kind)
            cell.font, cell.border, cell.alignment = _FONT, _EDGES, _TOP
        if is_band:
            made.cell(number, 1).font, made.cell(number, 1).alignment = _BOLD, _OVER
        elif (lines := _lines(row, sheet)) > 1:
            made.row_dimensions[number].height = min(409.0, lines * LINE)
    if header:
        tallest = max(1 + int(len(column.title) * BOLDER / column.width) for column in sheet.columns)
        made.row_dimensions[1].height = tallest * LINE
        made.freeze_panes = "A2"
        made.print_title_rows = "1:1"
        made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{max(last, 1)}"


def _lines(row: tuple[Value, ...], sheet: Sheet) -> int:
    """How many lines the tallest cell takes, about: LibreOffice leaves a row without a height as low as one line."""
    return max(
        (sum(1 + int(len(part) / column.width) for part in value[:CAP].split("\n"))
         for value, column in zip(row, sheet.columns, strict=True) if isinstance(value, str)),
        default=1,
    )  # fmt: skip


def _printed(made: Any, document: Document, paper: Paper, *, wide: bool) -> None:
    """How it prints: as wide as one page, or as few pages as can be read, with the running lines of other formats."""
    made.page_setup.orientation = "landscape" if wide else "portrait"
    made.page_setup.paperSize = _PAPER[paper]
    wide_by = sum(one.width for one in made.column_dimensions.values())
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = max(1, round(wide_by / READABLE)), 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.oddHeader.left.text = _plain(document.name)
    made.oddHeader.right.text = f"{_plain(document.title)}, {_plain(document.version)}"
    made.oddFooter.left.text = _plain(document.sponsor)
    made.oddFooter.center.text = _plain(document.handling)
    made.oddFooter.right.text = "page &P of &N"


def _plain(text: str) -> str:
    """Typed text in a running line, where & begins a code; short, for all parts of a line share 255 characters."""
    return one_line(text, 60).replace("&", "&&")


def _about(made: Any, document: Document) -> None:
    """What the workbook is and which run it was made from, as on the pages of the other formats."""
    rows = (
        ("Exercise", document.name),
        ("Document", document.title),
        ("Version", document.version),
        ("Sponsor", document.sponsor),
        ("Handling", document.handling or "no marking set"),
        ("Stamp", document.stamp),
    )
    made.column_dimensions["A"].width, made.column_dimensions["B"].width = 14, WIDE
    for number, (label, text) in enumerate(rows, start=1):
        words(made.cell(number, 1), label)
        words(made.cell(number, 2), text)
        made.cell(number, 1).font, made.cell(number, 1).alignment = _BOLD, _TOP
        made.cell(number, 2).font, made.cell(number, 2).alignment = _FONT, _TOP
        made.row_dimensions[number].height = LINE * (1 + len(text[:CAP]) // WIDE)


def _lists(made: Any, lists: list[tuple[str, ...]]) -> None:
    """The words to choose from, out of sight: written into the rule itself, a comma would part them."""
    for column, choices in enumerate(lists, start=1):
        for row, choice in enumerate(choices, start=1):
            words(made.cell(row, column), choice)
    made.sheet_state = "hidden"


def _names(sheets: tuple[Sheet, ...]) -> list[str]:
    """Names that a workbook takes: at most 31 characters, none that has a meaning in a reference, no two alike in any
    case of letters."""
    taken = {LISTS.lower(), ABOUT.lower(), "history"}
    made: list[str] = []
    for sheet in sheets:
        plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in one_line(sheet.name, 200))
        plain = " ".join(plain.split())[:31].strip() or "Sheet"
        name, number = plain, 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: 30 - len(str(number))]} {number}"
        taken.add(name.lower())
        made.append(name)
    return made
