"""Turns a table into pieces, a row each: shaded header that repeats, rules, cells that wrap, rows that may split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from hotwash.documents.content import Row, Table
from hotwash.documents.pdf.fonts import Face
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Piece
from hotwash.documents.pdf.tags import Element
from hotwash.documents.pdf.typeset import Line, lines
from hotwash.documents.picture import Tone
from hotwash.documents.text import clean

PADDING = 3.5
"""Space left and right of a cell's words."""
WRITING = 18.0
CONTINUED = "(cont.)"
EMPTY = Line(((Face.REGULAR, ""),))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a strip: its lines, where it stands, and how."""

    lines: tuple[Line, ...]
    x: float
    width: float
    align: str
    shaded: bool
    open_above: bool
    open_below: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What one piece of a table draws: cells of one height, belonging to one row of the structure."""

    cells: tuple[Cell, ...]
    height: float
    size: float
    ruled: bool
    elements: tuple[Element, ...] = ()


def table(block: Table, width: float, page_height: float, parent: Element) -> list[Piece]:
    """The rows as pieces; a row of more than a third of a page is cut into strips, marked "(cont.)"."""
    whole = sum(column.width for column in block.columns)
    widths = [column.width * width / whole for column in block.columns]
    element = parent.child("Table")
    header: tuple[Piece, ...] = ()
    again: tuple[Piece, ...] = ()
    if block.header:
        titles = Row(tuple(column.title for column in block.columns), bold=True)
        strips = _strips(titles, block, widths, page_height, is_header=True)
        header = tuple(_piece(_in_tree(strip, element.child("TR"), "Column"), ()) for strip in strips)
        again = tuple(_piece(strip, ()) for strip in strips)
    made = [Piece(piece.height, piece.draw, with_next=True) for piece in header]
    for row, below in zip(block.rows, [*block.rows[1:], None], strict=True):
        tr = element.child("TR")
        cells: tuple[Element, ...] = ()
        joined_below = below.joined if below else 0
        for bare in _strips(row, block, widths, page_height, is_header=False, joined_below=joined_below):
            strip = replace(bare, elements=cells) if cells else _in_tree(bare, tr, "Row")
            cells = strip.elements
            made.append(_piece(strip, again, with_next=joined_below > 0))
    return made


def _strips(
    row: Row, block: Table, widths: Sequence[float], page_height: float, *, is_header: bool, joined_below: int = 0
) -> list[Strip]:
    leading = block.size * 1.22
    faces = [
        Face.BOLD if is_header or row.bold or (block.labels and place == 0) else Face.REGULAR
        for place in range(len(row.cells))
    ]
    wrapped = [
        lines(clean(cell), faces[place], block.size, widths[place] - 2 * PADDING)
        for place, cell in enumerate(row.cells)
    ]
    above = _above(block.size)
    most = max(1, int((page_height / 3 - 2 * above) / leading))
    starts = range(0, max(1, *(len(cell) for cell in wrapped)), most)
    strips: list[Strip] = []
    for start in starts:
        part = [cell[start : start + most] for cell in wrapped]
        if start:
            part = _continued(part, widths, block.size)
        height = max(0.0 if start else row.height, max(len(cell) for cell in part) * leading + 2 * above)
        is_last = start == starts[-1]
        cells = tuple(
            Cell(
                lines=tuple(found) or (EMPTY,),
                x=sum(widths[:place]),
                width=widths[place],
                align=block.columns[place].align,
                shaded=is_header or row.bold or (block.labels and place == 0),
                open_above=start > 0 or place < row.joined,
                open_below=not is_last or place < joined_below,
                tag="TH" if is_header or (block.labels and place == 0) else "TD",
            )
            for place, found in enumerate(part)
        )
        strips.append(Strip(cells, height, block.size, block.ruled and not is_header))
    return strips


def _above(size: float) -> float:
    """Space above and below the words of a cell: less in small print, where many rows stand."""
    return 3.5 if size > 8.0 else 2.0


def _continued(part: list[list[Line]], widths: Sequence[float], size: float) -> list[list[Line]]:
    """The first cell that is empty in a strip says that the row goes on; none does where all are full."""
    said = lines(CONTINUED, Face.ITALIC, size, max(widths))
    for place, cell in enumerate(part):
        if not cell and said[0].width(size) <= widths[place] - 2 * PADDING:
            return [*part[:place], said, *part[place + 1 :]]
    return part


def _in_tree(strip: Strip, tr: Element, scope: str) -> Strip:
    cells = tuple(tr.child(cell.tag, scope=scope if cell.tag == "TH" else "") for cell in strip.cells)
    return replace(strip, elements=cells)


def _piece(strip: Strip, again: tuple[Piece, ...], *, with_next: bool = False) -> Piece:
    return Piece(strip.height, partial(_draw, strip), with_next=with_next, header=again)


def _draw(strip: Strip, pen: Pen, x: float, y: float) -> None:
    with pen.marked(None):
        for cell in strip.cells:
            _frame(strip, cell, pen, x + cell.x, y)
    elements: Sequence[Element | None] = strip.elements or [None] * len(strip.cells)
    for cell, element in zip(strip.cells, elements, strict=True):
        with pen.marked(element):
            _words(strip, cell, pen, x + cell.x, y)


def _frame(strip: Strip, cell: Cell, pen: Pen, x: float, y: float) -> None:
    right, bottom = x + cell.width, y + strip.height
    if cell.shaded:
        pen.box(x, y, cell.width, strip.height, Tone.PALE)
    if strip.ruled and not any(text for line in cell.lines for _, text in line.fragments):
        for number in range(1, int(strip.height // WRITING)):
            pen.rule(x + 2, y + number * WRITING, right - 2, y + number * WRITING, 0.25, Tone.LIGHT)
    if not cell.open_above:
        pen.rule(x, y, right, y, 0.75, Tone.MIDDLE)
    for edge in (x, right):
        pen.rule(edge, y, edge, bottom, 0.75, Tone.MIDDLE)
    if not cell.open_below:
        pen.rule(x, bottom, right, bottom, 0.75, Tone.MIDDLE)


def _words(strip: Strip, cell: Cell, pen: Pen, x: float, y: float) -> None:
    leading = strip.size * 1.22
    for number, line in enumerate(cell.lines):
        room = cell.width - line.width(strip.size)
        at = {"left": PADDING, "right": room - PADDING, "centre": room / 2}[cell.align]
        pen.line_of_text(x + at, y + _above(strip.size) + (number + 0.8) * leading, line, strip.size)
