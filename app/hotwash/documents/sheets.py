"""Reads a sheet from disk by what is in it, whatever its name: a workbook or a CSV file; knows no meaning of it."""

from __future__ import annotations

from pathlib import Path

from hotwash.documents.csv import reading as csv_reading
from hotwash.documents.grid import MOST_BYTES, Grid
from hotwash.documents.sheet_errors import NotASheet, NothingInIt, NotThere, TooLarge

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls")


def read_sheets(path: Path) -> tuple[Grid, ...]:
    """Every sheet of a file, each with a filled cell at least. Raises SheetError with one sentence."""
    try:
        if not path.is_file():
            raise NotThere(path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise NotThere(path) from None
    if len(data) > MOST_BYTES:
        raise TooLarge(path)
    from hotwash.documents.xlsx import reading as xlsx_reading

    if data.startswith((b"PK\x03\x04", xlsx_reading.OLE)):
        grids = xlsx_reading.read(data, path)
    elif path.suffix.lower() in _WORKBOOKS:
        raise NotASheet(path)
    else:
        grids = (csv_reading.read(data, path),)
    found = tuple(grid for grid in grids if grid.rows)
    if not found:
        raise NothingInIt(path)
    return found
