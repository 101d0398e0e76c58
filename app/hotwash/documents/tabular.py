"""The tables of a document as sheets: those that it was given for that, or else the tables of its pages."""

from __future__ import annotations

from hotwash.documents.content import Document, Heading, Table, opened
from hotwash.documents.sheet import Sheet, SheetColumn, Value

CHARACTER = 5.2
"""Width of a character of table text in points, about."""


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """One sheet for each table; named for the heading above it, numbered where one heading has several."""
    if document.sheets:
        return document.sheets
    made: list[Sheet] = []
    count: dict[str, int] = {}
    title = document.title
    for section in document.sections:
        for block in opened(section.blocks):
            if isinstance(block, Heading):
                title = block.text
            elif isinstance(block, Table):
                count[title] = count.get(title, 0) + 1
                name = title if count[title] == 1 else f"{title} {count[title]}"
                made.append(_sheet(block, name, wide=section.sheet != "portrait"))
    return tuple(made)


def _sheet(block: Table, name: str, *, wide: bool) -> Sheet:
    columns = tuple(
        SheetColumn(column.title, width=max(8.0, min(60.0, column.width / CHARACTER))) for column in block.columns
    )
    rows: list[tuple[Value, ...]] = []
    for row in block.rows:
        over = row.covers(len(columns)) - 1
        cells: list[Value] = [_with_note(text, note) for text, note in zip(
            row.cells, (*row.notes, *[""] * (len(row.cells) - len(row.notes))), strict=True)]  # fmt: skip
        cells[1:1] = [None] * over
        cells += [None] * (len(columns) - len(cells))
        above = rows[-1] if rows else ()
        rows.append((*above[: row.joined], *cells[row.joined :]) if above else tuple(cells))
    return Sheet(name, columns, tuple(rows), wide=wide)


def _with_note(text: str, note: str) -> str:
    return f"{text}\n{note}" if note and text else text or note
