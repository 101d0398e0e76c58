"""A sheet that somebody else wrote, as a grid of values; knows no format, no meaning of a column.

Nothing in a grid is run, followed or fetched: a cell holds what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

Cell = str | int | float | datetime | timedelta | None
"""Text; a number; a date with time of day, never with a zone; a time or duration; nothing."""

MOST_BYTES = 10 * 1024 * 1024
"""Of a file, and of everything in it together once unpacked."""
MOST_SHEETS = 30
MOST_ROWS = 2_000
MOST_COLUMNS = 100
LONGEST_CELL = 4_000
"""Characters; as many as a scenario's longest text may have (`scenario.shapes.TEXT_LENGTH`)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a sheet, each as long as the longest. `formulas`: places, as row and column from 0, of formulas whose
    value is not in the file; `computed` of those whose value is. `spread`: places that hold what stands above them, for
    their cells are merged. `escaped`: texts may have an apostrophe before them, as our own CSV files have."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    computed: frozenset[tuple[int, int]] = frozenset()
    spread: frozenset[tuple[int, int]] = frozenset()
    escaped: bool = False


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B, ... Z, AA."""
    made = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def trimmed(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without empty ones at the end and without empty columns at the right, all of one length."""
    last = max((number for number, row in enumerate(rows, start=1) if any(_there(row))), default=0)
    width = max((place for row in rows[:last] for place, there in enumerate(_there(row), start=1) if there), default=0)
    return tuple((*row[:width], *[None] * (width - len(row))) for row in rows[:last])


def _there(row: list[Cell]) -> Iterator[bool]:
    return (value is not None and value != "" for value in row)
