"""What became of each cell of a sheet that was read: taken, guessed or left out; knows no format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hotwash.domain.msel import Inject
from hotwash.domain.sentences import say, term


class Sort(StrEnum):
    """What became of it."""

    TAKEN = term("taken")
    GUESSED = term("guessed")
    LEFT = term("left out")


@dataclass(frozen=True, slots=True)
class Remark:
    """`row` as the spreadsheet counts it, 0 for a whole column or the whole sheet; `column` by letters and title."""

    sort: Sort
    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        row = say("row {row}", row=self.row) if self.row else ""
        where = ", ".join(part for part in (row, self.column) if part)
        told = self.sentence if self.sentence.endswith((".", "?")) else f"{self.sentence}."
        return f"{where}: {told}" if where else told


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a sheet. `header` is the row of the header; `mapping` the field of each titled column; `rows` how
    many rows below the header hold something."""

    sheet: str
    header: int
    rows: int
    injects: tuple[Inject, ...]
    mapping: Mapping[str, str]
    remarks: tuple[Remark, ...]

    def of(self, sort: Sort) -> tuple[Remark, ...]:
        """The remarks of one sort, in order of row."""
        return tuple(sorted((one for one in self.remarks if one.sort is sort), key=lambda one: one.row))

    def told(self) -> Iterator[str]:
        """The report, line by line."""
        yield say(
            "Sheet '{sheet}', header in row {header}: {count} of {rows} rows taken.",
            sheet=self.sheet,
            header=self.header,
            count=len(self.injects),
            rows=self.rows,
        )
        for sort in Sort:
            found = self.of(sort)
            yield say("{sort}: {count}", sort=str(sort).capitalize(), count=len(found))
            for remark in found:
                yield f"  {remark}"
