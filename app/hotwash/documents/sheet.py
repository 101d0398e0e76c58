"""A table to go on working with: typed columns and rows for a workbook or a CSV file; knows neither format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "number", "time", "date"]
Value = str | int | float | date | None
"""Text; a number; a time as int milliseconds; a date, with or without time of day, never with a zone; nothing."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`width` in characters. `choices` are offered in a list below each cell; other words are still taken."""

    title: str
    kind: Kind = "text"
    width: float = 14.0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under a header that stays in view. `wide` prints across; empty rows for typing are `spare`."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    wide: bool = True
    spare: int = 0
