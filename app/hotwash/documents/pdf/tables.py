"""Turns a table into pieces, a row each: shaded header that repeats, rules, cells that wrap, rows that may split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from hotwash.documents.content import Row, Table
from hotwash.documents.pdf import widgets
from hotwash.documents.pdf.fonts import Face
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Piece, Places
from hotwash.documents.pdf.tags import Element
from hotwash.documents.pdf.typeset import Line, lines
from hotwash.documents.picture import Tone
from hotwash.documents.text import clean, one_line

PADDING = 3.5
"""Space left and right of a cell's words."""
WRITING = 18.0
CONTINUED = "(cont.)"
WHOLE = 0.22
"""Share of a page up to which a table is never cut in two."""
PAIR = 0.3
"""Share of a page up to which two rows are kept together."""
HATCH = 6.0
"""Distance of slanting lines."""
EMPTY = Line(((Face.REGULAR, ""),))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a strip: its lines, where it stands, and how; `resumed` has its lines at the top of a page."""

    lines: tuple[Line, ...]
    x: float
    width: float
    align: str
    shaded: bool
    open_above: bool
    open_below: bool
    tag: str
    column: int = 0
    span: int = 1
    hatched: bool = False
    tone: Tone = Tone.INK
    field: str = ""
    tip: str = ""
    resumed: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """What one piece of a table draws: cells of one height, belonging to one row of the structure."""

    cells: tuple[Cell, ...]
    height: float
    size: float
    ruled: bool
    elements: tuple[Element, ...] = ()
    is_first: bool = True
    """Whether it begins its row, or goes on with it."""


def table(block: Table, width: float, page_height: float, parent: Element, places: Places) -> list[Piece]:
    """The rows as pieces; a row of more than a third of a page is cut into strips, marked "(cont.)".

    A band stays on the page of the row below it, a total on that of the row above it.
    """
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
    for number, (row, below) in enumerate(zip(block.rows, [*block.rows[1:], None], strict=False), start=1):
        tr = element.child("TR")
        cells: tuple[Element, ...] = ()
        joined_below = below.joined if below else 0
        before_total = below is not None and below is block.rows[-1] and below.bold and not row.bold
        tied = joined_below > 0 or before_total or (row.band and below is not None)
        for bare in _strips(row, block, widths, page_height, is_header=False, joined_below=joined_below):
            fillable = _with_fields(bare, block, number, places) if block.form and not cells else bare
            strip = replace(fillable, elements=cells) if cells else _in_tree(fillable, tr, "Row")
            cells = strip.elements
            made.append(_piece(strip, again, with_next=tied))
    return [*made[: len(header)], *_kept(made[len(header) :], page_height)]


def _kept(rows: list[Piece], page_height: float) -> list[Piece]:
    """A small table stays whole; of a longer one, neither its first nor its last row stands alone on a page."""
    last = len(rows) - 1
    if sum(piece.height for piece in rows) <= page_height * WHOLE:
        tied = list(range(last))
    else:
        tied = [place for place in (0, last - 1)
                if place < last and rows[place].height + rows[place + 1].height <= page_height * PAIR]  # fmt: skip
    return [replace(piece, with_next=True) if place in tied else piece for place, piece in enumerate(rows)]


def _strips(
    row: Row, block: Table, widths: Sequence[float], page_height: float, *, is_header: bool, joined_below: int = 0
) -> list[Strip]:
    leading = block.size * 1.22
    span = row.covers(len(widths))
    cells = row.cells[:1] if row.band or row.hatched else row.cells
    frames = [
        _cell(row, block, widths, (place if place == 0 else place + span - 1, span if place == 0 else 1), is_header)
        for place in range(len(cells))
    ]
    wrapped = [_wrapped(row, block, place, text, frames[place]) for place, text in enumerate(cells)]
    above = _above(block.size)
    most = max(1, int((page_height / 3 - 2 * above) / leading))
    starts = range(0, max(1, *(len(cell) for cell in wrapped), 1), most)
    strips: list[Strip] = []
    for start in starts:
        part = [cell[start : start + most] for cell in wrapped]
        again = _continued(part, [frame.width for frame in frames], block.size) if start else part
        room = above + (above if start == starts[-1] else 0.0)
        height = max(0.0 if start else row.height, max(len(cell) for cell in part) * leading + room)
        made = tuple(
            replace(
                frame,
                lines=tuple(found) or (EMPTY,),
                resumed=tuple(told),
                open_above=start > 0 or place < row.joined,
                open_below=start != starts[-1] or place < joined_below,
            )
            for place, (frame, found, told) in enumerate(zip(frames, part, again, strict=True))
        )
        strips.append(Strip(made, height, block.size, block.ruled and not is_header, is_first=start == 0))
    return strips


def _cell(row: Row, block: Table, widths: Sequence[float], where: tuple[int, int], is_header: bool) -> Cell:  # noqa: FBT001
    """A cell without its words; `where` is its first column and how many it covers."""
    column, span = where
    heads = is_header or row.band or (block.labels and column == 0)
    return Cell(
        lines=(EMPTY,),
        x=sum(widths[:column]),
        width=sum(widths[column : column + span]),
        align="left" if row.band or row.hatched else block.columns[column].align,
        shaded=heads or row.bold,
        open_above=False,
        open_below=False,
        tag="TH" if heads else "TD",
        column=column,
        span=span,
        hatched=row.hatched,
        tone=Tone.MIDDLE if block.columns[column].light and not is_header else Tone.INK,
    )


def _wrapped(row: Row, block: Table, place: int, text: str, cell: Cell) -> list[Line]:
    """The lines of a cell: its text, then its note."""
    room = cell.width - 2 * PADDING
    face = Face.BOLD if cell.shaded or cell.hatched else Face.REGULAR
    note = row.notes[place] if place < len(row.notes) else ""
    words = lines(clean(text), face, block.size, room) if text or not note else []
    return [*words, *(lines(clean(note), Face.ITALIC, block.size, room) if note else [])]


def _with_fields(strip: Strip, block: Table, row: int, places: Places) -> Strip:
    """Empty cells get the names under which they are filled in on a screen."""
    cells = []
    for cell in strip.cells:
        if any(text for line in cell.lines for _, text in line.fragments):
            cells.append(cell)
            continue
        title = one_line(block.columns[cell.column].title) or f"column {cell.column + 1}"
        name = places.fields.unique(f"{block.form}-{row}-{cell.column + 1}")
        cells.append(replace(cell, field=name, tip=f"{title}, row {row}"))
    return replace(strip, cells=tuple(cells))


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
    cells = tuple(tr.child(cell.tag, scope=scope if cell.tag == "TH" else "", span=cell.span) for cell in strip.cells)
    return replace(strip, elements=cells)


def _piece(strip: Strip, again: tuple[Piece, ...], *, with_next: bool = False) -> Piece:
    resumed = replace(strip, cells=tuple(replace(cell, lines=cell.resumed or cell.lines) for cell in strip.cells))
    going_on = None if strip.is_first else partial(_draw, resumed)
    return Piece(strip.height, partial(_draw, strip), with_next=with_next, header=again, resumed=going_on)


def _draw(strip: Strip, pen: Pen, x: float, y: float) -> None:
    with pen.marked(None):
        for cell in strip.cells:
            _frame(strip, cell, pen, x + cell.x, y)
    elements: Sequence[Element | None] = strip.elements or [None] * len(strip.cells)
    for cell, element in zip(strip.cells, elements, strict=True):
        with pen.marked(element):
            _words(strip, cell, pen, x + cell.x, y)
        if cell.field and element is not None:
            place = widgets.Place(cell.field, cell.tip, element)
            widgets.text(pen, place, (x + cell.x + 1, y + 1, cell.width - 2, strip.height - 2))


def _frame(strip: Strip, cell: Cell, pen: Pen, x: float, y: float) -> None:
    right, bottom = x + cell.width, y + strip.height
    if cell.shaded:
        pen.box(x, y, cell.width, strip.height, Tone.PALE)
    if cell.hatched:
        _hatch(pen, x, y, cell.width, strip.height)
        words = max(line.width(strip.size) for line in cell.lines)
        pen.box(x + 1, y + 1.5, words + 2 * PADDING, strip.height - 3, Tone.PAPER)
    if strip.ruled and not any(text for line in cell.lines for _, text in line.fragments):
        for number in range(1, int(strip.height // WRITING)):
            pen.rule(x + 2, y + number * WRITING, right - 2, y + number * WRITING, 0.25, Tone.LIGHT)
    if not cell.open_above and not cell.open_below:
        pen.frame(x, y, cell.width, strip.height, 0.75, Tone.MIDDLE)
        return
    if not cell.open_above:
        pen.rule(x, y, right, y, 0.75, Tone.MIDDLE)
    for edge in (x, right):
        pen.rule(edge, y, edge, bottom, 0.75, Tone.MIDDLE)
    if not cell.open_below:
        pen.rule(x, bottom, right, bottom, 0.75, Tone.MIDDLE)


def _hatch(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Slanting lines over a box, each cut where the box ends."""
    for step in range(1, int((width + height) / HATCH) + 1):
        from_left = step * HATCH
        top, bottom = min(from_left, width), max(0.0, from_left - height)
        pen.rule(x + top, y + from_left - top, x + bottom, y + from_left - bottom, 0.4, Tone.MIDDLE)


def _words(strip: Strip, cell: Cell, pen: Pen, x: float, y: float) -> None:
    leading = strip.size * 1.22
    for number, line in enumerate(cell.lines):
        room = cell.width - line.width(strip.size)
        at = {"left": PADDING, "right": room - PADDING, "centre": room / 2}[cell.align]
        pen.line_of_text(x + at, y + _above(strip.size) + (number + 0.8) * leading, line, strip.size, cell.tone)
