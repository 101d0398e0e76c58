"""CSV files of other people as a grid: UTF-8 or UTF-16, with the separator found; every cell is text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hotwash.documents.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Grid, trimmed
from hotwash.documents.sheet_errors import CellTooLong, NotASheet, NotUnicode, TooManyCells

SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50
"""Rows by which the separator is found."""


def read(data: bytes, path: Path) -> Grid:
    """The table in `data`; `path` is only its name. Raises SheetError."""
    text = _text(data, path)
    first, end, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        text, separator = rest, named[4]
        skipped: list[list[Cell]] = [[]] if end else []
    else:
        separator, skipped = _separator(text), []
    rows = skipped
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), len(rows)):
            if number >= MOST_ROWS * 10 or (any(row) and number >= MOST_ROWS) or any(row[MOST_COLUMNS:]):
                raise TooManyCells(path, path.name)
            for column, cell in enumerate(row):
                if len(cell) > LONGEST_CELL:
                    raise CellTooLong(path, path.name, number, column, len(cell))
            rows.append([cell or None for cell in row[:MOST_COLUMNS]])
    except csv.Error:
        raise NotASheet(path) from None
    return Grid(path.name, trimmed(rows), escaped=True)


def _text(data: bytes, path: Path) -> str:
    code = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "utf-16"
    elif b"\0" in data[:200]:
        code = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        text = data.decode(code)
    except UnicodeDecodeError:
        raise NotUnicode(path) from None
    if "\0" in text:
        raise NotASheet(path)
    return text


def _separator(text: str) -> str:
    """The one that cuts the first rows into most cells, alike in as many rows as possible; a comma where none does."""
    best, chosen = 0, ","
    for separator in SEPARATORS:
        counts: list[int] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                counts.append(len(row))
                if len(counts) >= _LOOKED_AT:
                    break
        except csv.Error:
            continue
        score = max((count * counts.count(count) for count in set(counts) if count > 1), default=0)
        if score > best:
            best, chosen = score, separator
    return chosen
