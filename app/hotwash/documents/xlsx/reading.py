"""Workbooks of other people as grids: values only, with every limit checked before anything is parsed.

No formula is computed, no macro run, no link followed. What stands in merged cells counts for all of their rows.
"""

from __future__ import annotations

import math
import posixpath
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hotwash.documents.grid import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Cell,
    Grid,
    trimmed,
)
from hotwash.documents.sheet_errors import CellTooLong, Entities, Locked, NotASheet, OldWorkbook, TooLarge, TooManyCells

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an old workbook, or a new one that is encrypted (MS-CFB 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that an encrypted workbook lies in (MS-OFFCRYPTO 2.3.4.4)."""
_MOST_PARTS = 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z", re.ASCII)
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, DefusedXmlException, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, RuntimeError, OverflowError, AssertionError,
)  # fmt: skip
"""What a library raises on a package that is not what it says; openpyxl has no class of its own for that."""


def read(data: bytes, path: Path) -> tuple[Grid, ...]:
    """Every visible sheet of the workbook `data`; `path` is only its name. Raises SheetError."""
    if data.startswith(OLE):
        raise Locked(path) if _ENCRYPTED in data else OldWorkbook(path)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _guard(package, path)
            parts = _sheet_parts(package)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, which is nothing that we read
                book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
                try:
                    return tuple(_grids(book, package, parts, path))
                finally:
                    book.close()
    except _DAMAGE:
        raise NotASheet(path) from None


def _guard(package: zipfile.ZipFile, path: Path) -> None:
    """Size by the headers first (a part that is larger than its header says is refused by zipfile), then the XML."""
    members = package.infolist()
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
        raise TooLarge(path)
    if any(member.flag_bits & 1 for member in members):
        raise Locked(path)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            text = package.read(member).replace(b"\0", b"")  # UTF-16 with its zeros gone
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise Entities(path, member.filename)


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part that each sheet lies in, by its name."""
    targets = {
        str(one.get("Id")): str(one.get("Target")) for one in fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    found = ((str(one.get("name")), targets.get(str(one.get(_REL)), "")) for one in sheets)
    return {name: posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") for name, target in found}


def _grids(book: Any, package: zipfile.ZipFile, parts: dict[str, str], path: Path) -> Iterator[Grid]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) > MOST_SHEETS:
        raise TooManyCells(path, str(sheets[MOST_SHEETS].title))
    for sheet in sheets:
        title = str(sheet.title)
        merged, formulas = _scan(package, parts.get(title, ""), title, path)
        sheet.reset_dimensions()  # the size that a file states may be a lie, either way
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, str) and len(value) > LONGEST_CELL:
                    raise CellTooLong(path, title, row, column, len(value))
        spread = [place for first, last, column in merged for place in _fill_down(rows, first, last, column)]
        kept = trimmed(rows)
        if len(kept) > MOST_ROWS or (kept and len(kept[0]) > MOST_COLUMNS):
            raise TooManyCells(path, title)
        empty = frozenset(place for place, has_value in formulas.items() if not has_value)
        yield Grid(title, kept, empty, frozenset(formulas) - empty, frozenset(spread))


def _scan(
    package: zipfile.ZipFile, part: str, title: str, path: Path
) -> tuple[list[tuple[int, int, int]], dict[tuple[int, int], bool]]:
    """What openpyxl doesn't tell of a sheet: merged cells as first row, last row, column, and the places of formulas
    with whether their value is there; all from 0. Refuses a sheet with filled cells beyond the limits before its rows
    are made."""
    merged: list[tuple[int, int, int]] = []
    formulas: dict[tuple[int, int], bool] = {}
    with package.open(part) as stream:
        for _, node in iterparse(stream):
            if node.tag == f"{_MAIN}mergeCell":
                begins, _, ends = str(node.get("ref")).partition(":")
                first, last = _place(begins), _place(ends or begins)
                merged.append((first[0], last[0], first[1]))
            elif node.tag == f"{_MAIN}c":
                _count(node, title, path, formulas)
            elif node.tag == f"{_MAIN}row":
                if int(node.get("r") or 0) > MOST_ROWS * 10 or len(node) > MOST_COLUMNS * 10:
                    raise TooManyCells(path, title)
                node.clear()
    return merged[: MOST_ROWS * 4], formulas


def _count(node: Any, title: str, path: Path, formulas: dict[tuple[int, int], bool]) -> None:
    value, inline = node.find(f"{_MAIN}v"), node.find(f"{_MAIN}is")
    has_value = inline is not None or (value is not None and value.text not in (None, ""))
    formula = node.find(f"{_MAIN}f") is not None
    place = _place(str(node.get("r"))) if node.get("r") else (0, 0)
    if (has_value or formula) and (place[0] >= MOST_ROWS or place[1] >= MOST_COLUMNS):
        raise TooManyCells(path, title)
    if place[0] >= MOST_ROWS * 10 or place[1] >= MOST_COLUMNS * 10:
        raise TooManyCells(path, title)  # empty, and yet a row or a cell would be made for each one before it
    if formula:
        formulas[place] = has_value


def _place(written: str) -> tuple[int, int]:
    found = _PLACE.match(written.replace("$", ""))
    if found is None:
        raise ValueError(written)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


def _fill_down(rows: list[list[Cell]], first: int, last: int, column: int) -> Iterator[tuple[int, int]]:
    """Give a column of merged cells the value of its first; tells each place that it has filled."""
    if first >= len(rows) or column >= len(rows[first]) or rows[first][column] is None:
        return
    for number in range(first + 1, min(last + 1, len(rows))):
        row = rows[number]
        row.extend([None] * (column + 1 - len(row)))
        row[column] = rows[first][column]
        yield number, column


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return str(value).upper()
        case None | str() | int() | timedelta():
            return value
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return value.replace(tzinfo=None)
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a sheet knows no zone
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        case _:
            return str(value)
