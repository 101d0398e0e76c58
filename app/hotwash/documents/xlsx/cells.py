"""One value in one cell. Text stays text: never a formula, an error, a number or a date, whatever it looks like."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

from hotwash.documents.sheet import Kind, Value
from hotwash.documents.text import clean
from hotwash.domain.time import HOUR, clock

EXACT = 10**15
"""Whole numbers beyond this lose digits in a spreadsheet and are written as text."""
_FORMATS: dict[Kind, str] = {"text": "@", "number": "General", "time": "[h]:mm:ss", "date": "yyyy-mm-dd"}
_ESCAPES = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a reader would take for an escaped character (ISO/IEC 29500-1, 22.9.2.19): its underscore is escaped itself."""


def fill(cell: Any, value: Value, kind: Kind) -> None:
    """Write a value into a cell of openpyxl, in the format of its column."""
    cell.number_format = _FORMATS[kind]
    match value:
        case None:
            return
        case datetime() | date():
            cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            cell.number_format = "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime) else "yyyy-mm-dd"
        case str():
            words(cell, value)
        case int() if kind == "time" and value >= 0:
            cell.value = value / (24 * HOUR)
        case int() if kind == "time":
            words(cell, clock(int(value)))
        case _ if math.isfinite(value) and abs(value) < EXACT:
            cell.value = value
        case _:
            words(cell, str(value))


def words(cell: Any, text: str) -> None:
    """Text as text, even after somebody has gone into the cell and out again."""
    shown = _ESCAPES.sub("_x005F_", clean(text))
    if not shown:
        return
    cell.value = shown
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
