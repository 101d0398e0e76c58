"""Turns a table into one of Word's: grid, header that repeats on each page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.content import Align, Row, Table
from hotwash.documents.docx import controls
from hotwash.documents.docx.xml import Node, bold, paragraph, run, size, twips, w
from hotwash.documents.field_names import FieldNames
from hotwash.documents.text import one_line

SIZE = 9.0
"""Size of the style of words in a table."""
GREY = "D9D9D9"
_ALIGN: dict[Align, str] = {"left": "left", "right": "right", "centre": "center"}
PADDING = 3.5
"""Space left and right of a cell's words."""
_MARGINS = (("top", 2.5), ("left", PADDING), ("bottom", 2.5), ("right", PADDING))
WHOLE = 6
"""Rows of words up to which a table is kept on one page."""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def grid(
    widths: Sequence[float],
    rows: Sequence[Node],
    edges: Sequence[str] = _EDGES,
    weight: float = 0.75,
    colour: str = "808080",
) -> Node:
    """A table of fixed widths in points; `edges` are those that are drawn, `weight` points wide."""
    borders = w(
        "tblBorders",
        *(w(edge, val="single" if edge in edges else "nil", sz=str(round(weight * 8)), space="0", color=colour)
          for edge in _EDGES),
    )  # fmt: skip
    about = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("tblInd", w="0", type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=twips(room), type="dxa") for side, room in _MARGINS)),
        w("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"),
    )
    return w("tbl", about, w("tblGrid", *(w("gridCol", w=twips(one)) for one in widths)), *rows)


def line(cells: Sequence[Node], height: float = 0.0, *, header: bool = False, whole: bool = True) -> Node:
    """A row, at least `height` points high; `whole` keeps it on one page."""
    about = w("trPr")
    if whole:
        about.append(w("cantSplit"))
    if height:
        about.append(w("trHeight", val=twips(height), hRule="atLeast"))
    if header:
        about.append(w("tblHeader"))
    return w("tr", about, *cells) if len(about) else w("tr", *cells)


def cell(width: float, inside: Sequence[Node], *looks: Node, span: int = 1) -> Node:
    """A cell over `span` columns; `looks` are properties in the order of the schema."""
    about = w("tcPr", w("tcW", w=twips(width), type="dxa"))
    if span > 1:
        about.append(w("gridSpan", val=str(span)))
    for look in looks:
        about.append(look)
    return w("tc", about, *inside)


def table(block: Table, width: float, text: str, names: FieldNames) -> Node:
    """The whole table, `width` points wide; `text` is the id of the style of its words."""
    whole = sum(column.width for column in block.columns)
    widths = [column.width * width / whole for column in block.columns]
    rows: list[Node] = []
    if block.header:
        titles = Row(tuple(column.title for column in block.columns), bold=True)
        rows.append(_row(block, titles, None, widths, text, header=True))
    for number, (row, below) in enumerate(zip(block.rows, [*block.rows[1:], None], strict=False), start=1):
        made = _row(block, row, below, widths, text)
        if block.form:
            _fillable(made, block, row, number, names)
        rows.append(made)
    return grid(widths, rows)


def _row(
    block: Table, row: Row, below: Row | None, widths: Sequence[float], text: str, *, header: bool = False
) -> Node:
    span = row.covers(len(widths))
    cells = []
    for place, words in enumerate(row.cells[:1] if row.band or row.hatched else row.cells):
        first = place if place == 0 else place + span - 1
        covers = span if place == 0 else 1
        looks = _looks(block, row, below, place, header=header)
        inside = _words(block, row, (place, first), words, text, header=header)
        whole = len(block.rows) <= WHOLE and not row.height
        if row.band or (below is not None and (below.joined or whole)) or header:
            inside[0][0].insert(1, w("keepNext"))
        cells.append(cell(sum(widths[first : first + covers]), inside, *looks, span=covers))
    longest = max((len(words) for words in row.cells), default=0)
    return line(cells, row.height, header=header, whole=longest < 1_500)


def _looks(block: Table, row: Row, below: Row | None, place: int, *, header: bool) -> list[Node]:
    made = []
    if place < row.joined:
        made.append(w("vMerge"))
    elif below is not None and place < below.joined:
        made.append(w("vMerge", val="restart"))
    if row.hatched:
        made.append(w("shd", val="thinDiagStripe", color="BFBFBF", fill="FFFFFF"))
    elif header or row.bold or row.band or (block.labels and place == 0):
        made.append(w("shd", val="clear", color="auto", fill=GREY))
    return made


def _words(block: Table, row: Row, where: tuple[int, int], words: str, text: str, *, header: bool) -> list[Node]:
    """The paragraphs of a cell: its text, then its note. `where` is its place in the row and its column."""
    place, column = where
    about = block.columns[column]
    heavy = header or row.bold or row.band or row.hatched or (block.labels and place == 0)
    looks = [*([bold()] if heavy else []), *([w("color", val="737373")] if about.light and not header else [])]
    if block.size != SIZE:
        looks.append(size(block.size))
    align = "left" if row.band or row.hatched else _ALIGN[about.align]
    made = [paragraph(text, run(words, *looks), looks=[w("jc", val=align)])]
    note = row.notes[place] if place < len(row.notes) else ""
    if note:
        made.append(paragraph(text, run(note, w("i"), *([size(block.size)] if block.size != SIZE else []))))
    return made


def _fillable(made: Node, block: Table, row: Row, number: int, names: FieldNames) -> None:
    """Empty cells get a control with the name that the same cell has in the other formats."""
    span = row.covers(len(block.columns))
    cells = [kid for kid in made if kid.tag.endswith("}tc")]
    for place, (words, found) in enumerate(zip(row.cells, cells, strict=False)):
        note = row.notes[place] if place < len(row.notes) else ""
        if words or note:
            continue
        column = place if place == 0 else place + span - 1
        title = one_line(block.columns[column].title) or f"column {column + 1}"
        name = names.unique(f"{block.form}-{number}-{column + 1}")
        found[-1].append(controls.text(name, f"{title}, row {number}"))
