"""Why a sheet is not read, one class and one sentence each; knows no format."""

from __future__ import annotations

from pathlib import Path

from hotwash.documents.errors import DocumentError
from hotwash.documents.grid import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, letters
from hotwash.documents.text import one_line
from hotwash.domain.sentences import say

_MIB = MOST_BYTES >> 20


class SheetError(DocumentError):
    """A sheet was not read; the text says what, where and what to do."""


class NotThere(SheetError):
    """No file of that name."""

    def __init__(self, path: Path) -> None:
        super().__init__(say("'{path}' is no file that can be read; check the name and your rights.", path=path))


class TooLarge(SheetError):
    """The file, or what is packed in it, is larger than any list of injects."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say(
                "'{path}' is larger than {most} MiB, packed or unpacked; copy the sheet with the injects into a "
                "workbook of its own.",
                path=path,
                most=_MIB,
            )
        )


class OldWorkbook(SheetError):
    """A workbook of before 2007."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("'{path}' is a workbook of the old kind (.xls); save it as .xlsx and import that.", path=path)
        )


class Locked(SheetError):
    """A workbook that asks for a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("'{path}' is locked with a password; save it without one and import that copy.", path=path)
        )


class NotASheet(SheetError):
    """Something else under that name, or a workbook that is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            say("'{path}' is damaged or no .xlsx or .csv file; open it in a spreadsheet and save it again.", path=path)
        )


class Entities(SheetError):
    """A workbook whose XML declares a document type or entities, which no spreadsheet writes."""

    def __init__(self, path: Path, part: str) -> None:
        super().__init__(
            say(
                "'{path}' declares entities in its part '{part}', which no spreadsheet does; save it again in one.",
                path=path,
                part=one_line(part, 60),
            )
        )


class NotUnicode(SheetError):
    """A CSV file in a code of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(say("'{path}' is neither UTF-8 nor UTF-16; save it as 'CSV UTF-8'.", path=path))


class TooManyCells(SheetError):
    """More rows, columns or sheets than are read."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__(
            say(
                "the sheet '{sheet}' of '{path}' goes beyond {rows:,} rows, {columns} columns or {sheets} sheets; "
                "delete what is not a line of the MSEL.",
                sheet=one_line(sheet, 60),
                path=path,
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
                sheets=MOST_SHEETS,
            )
        )


class CellTooLong(SheetError):
    """More text in one cell than a scenario takes."""

    def __init__(self, path: Path, sheet: str, row: int, column: int, length: int) -> None:
        super().__init__(
            say(
                "cell {cell} of '{sheet}' in '{path}' has {length:,} characters; shorten it to {most:,}.",
                cell=f"{letters(column)}{row + 1}",
                sheet=one_line(sheet, 60),
                path=path,
                length=length,
                most=LONGEST_CELL,
            )
        )


class NothingInIt(SheetError):
    """No sheet has a cell with anything in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(say("'{path}' has no filled cell; put a header row and the injects below it.", path=path))


class NoHeader(SheetError):
    """No row looks like the header of a list of injects."""

    def __init__(self, path: Path, rows: int) -> None:
        super().__init__(
            say(
                "no header row was found in the first {rows} rows of '{path}'; name the columns, for example Number, "
                "Time, Subject, From, To, Description, or give a mapping.",
                rows=rows,
                path=path,
            )
        )
