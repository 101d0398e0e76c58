"""Turns what people fill in into pieces: fields, boxes to tick, scales, writing lines; blank or with its values."""

from __future__ import annotations

from dataclasses import replace

from hotwash.documents.content import CheckBoxes, Field, FieldLine, RatingScale, WriteLines
from hotwash.documents.pdf import widgets
from hotwash.documents.pdf.fonts import Face, text_width
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Draw, Piece, Places, gap
from hotwash.documents.pdf.tags import Element
from hotwash.documents.pdf.typeset import Line, lines
from hotwash.documents.picture import Tone
from hotwash.documents.text import clean, one_line

WRITING = 18.0
"""Height of a line to write on by hand."""
SIZE = 9.5
LEADING = 12.5
CIRCLE = 14.0
POINT = 32.0
"""Width of one point of a rating scale."""
BETWEEN = 10.0
"""Between two fields of one line."""


def field_line(block: FieldLine, width: float, root: Element, places: Places) -> list[Piece]:
    """Fields side by side, all as high as the highest."""
    whole = sum(one.share for one in block.fields) or 1.0
    room = width - BETWEEN * (len(block.fields) - 1)
    height = max((one.height for one in block.fields), default=0.0)
    drawn: list[tuple[float, Draw]] = []
    at, most = 0.0, 0.0
    for one in block.fields:
        wide = room * one.share / whole
        high, draw = _field(replace(one, height=height), wide, root, places)
        most = max(most, high)
        drawn.append((at, draw))
        at += wide + BETWEEN

    def draw_all(pen: Pen, x: float, y: float) -> None:
        for offset, draw in drawn:
            draw(pen, x + offset, y)

    return [Piece(most, draw_all), gap(4)]


def _field(one: Field, width: float, root: Element, places: Places) -> tuple[float, Draw]:
    """Its height, and what draws it: the label, then a line beside it, or below it where it would be short."""
    element = root.child("P")
    tip = one_line(one.label) or one.name
    place = widgets.Place(places.fields.unique(one.name), tip, element)
    if one.kind == "check":
        return _tick(one.label, place, width, ticked=bool(one.value), fillable=not one.value)
    label = lines(tip, Face.BOLD, SIZE, width)
    beside = len(label) == 1 and label[0].width(SIZE) < width * 0.5 and one.height <= 2 * WRITING
    left = label[0].width(SIZE) + 5 if beside else 0.0
    above = 0.0 if beside else len(label) * LEADING + 2
    filled = lines(clean(one.value), Face.REGULAR, SIZE, width - left) if one.value else []
    high = max(one.height, len(filled) * LEADING + 4)

    def draw(pen: Pen, x: float, y: float) -> None:
        with pen.marked(element):
            for number, line in enumerate(label):
                baseline = y + high - 5 if beside and high <= WRITING else y + (number + 0.8) * LEADING
                pen.line_of_text(x, baseline, line, SIZE)
            for number, line in enumerate(filled):
                pen.line_of_text(x + left, y + above + high - 5 - (len(filled) - 1 - number) * LEADING, line, SIZE)
        with pen.marked(None):
            for number in range(1, max(1, int(high // WRITING)) + 1):
                edge = y + above + high - 2 - (number - 1) * WRITING
                pen.rule(x + left, edge, x + width, edge, 0.5, Tone.MIDDLE)
        area = (x + left, y + above, width - left, high - 2)
        if one.kind == "choice" and not one.value:
            widgets.choice(pen, place, area, one.choices)
        elif not one.value:
            widgets.text(pen, place, area)

    return above + high, draw


def _tick(label: str, place: widgets.Place, width: float, *, ticked: bool, fillable: bool) -> tuple[float, Draw]:
    broken = lines(clean(label), Face.REGULAR, SIZE, width - 16)
    picture = widgets.box_to_tick(ticked=ticked)

    def draw(pen: Pen, x: float, y: float) -> None:
        with pen.marked(None):
            pen.picture(x, y + 1, picture, 1.0)
        with pen.marked(place.element):
            for number, line in enumerate(broken):
                pen.line_of_text(x + 16, y + (number + 0.76) * LEADING, line, SIZE)
        if fillable:
            widgets.check(pen, place, x, y + 1)

    return len(broken) * LEADING + 3, draw


def check_boxes(block: CheckBoxes, width: float, root: Element, places: Places) -> list[Piece]:
    """A box before each item."""
    listed = root.child("L")
    made: list[tuple[float, float, Draw]] = []
    for number, item in enumerate(block.items):
        element = listed.child("LI").child("LBody")
        name = places.fields.unique(f"{block.name}-{number + 1}") if block.name else ""
        place = widgets.Place(name, one_line(item) or name, element)
        wide = min(width, 16 + text_width(Face.REGULAR, one_line(item), SIZE) + 0.5) if block.across else width
        ticked = number in block.ticked
        high, draw = _tick(item, place, wide, ticked=ticked, fillable=bool(name) and not ticked)
        made.append((wide, high, draw))
    if not block.across:
        return [*(Piece(high, draw) for _, high, draw in made), gap(5)]
    return [*_in_rows(made, width), gap(5)]


def _in_rows(made: list[tuple[float, float, Draw]], width: float) -> list[Piece]:
    """Things of their own widths from left to right, in as many rows as they need."""
    rows: list[list[tuple[float, float, Draw]]] = [[]]
    used = 0.0
    for wide, high, draw in made:
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((used, high, draw))
        used += wide + 18
    return [Piece(max(high for _, high, _ in row), _beside(row)) for row in rows if row]


def _beside(row: list[tuple[float, float, Draw]]) -> Draw:
    def draw_all(pen: Pen, x: float, y: float) -> None:
        for offset, _, draw in row:
            draw(pen, x + offset, y)

    return draw_all


def rating_scale(block: RatingScale, width: float, root: Element, places: Places) -> list[Piece]:
    """Statements with their circles, below a line that says what the ends mean; the line stands on each page."""
    table = root.child("Table")
    room = width - POINT * block.points
    ends = f"1 = {one_line(block.low)}   {block.points} = {one_line(block.high)}"

    def legend(element: Element | None) -> Piece:
        def draw(pen: Pen, x: float, y: float) -> None:
            with pen.marked(element):
                pen.text(x + width - text_width(Face.ITALIC, ends, 8.5), y + 9, ends, Face.ITALIC, 8.5)
            with pen.marked(None):
                pen.rule(x, y + 13, x + width, y + 13, 0.5, Tone.MIDDLE)

        return Piece(14, draw, with_next=True)

    made = [legend(root.child("P"))]
    for number, statement in enumerate(block.statements):
        row = table.child("TR")
        name = places.fields.unique(f"{block.name}-{number + 1}") if block.name else ""
        chosen = block.chosen[number] if number < len(block.chosen) else 0
        broken = lines(clean(statement), Face.REGULAR, SIZE, room - 8)
        place = widgets.Place(name, one_line(statement) or name, row.child("TH", scope="Row"))
        high = max(len(broken) * LEADING + 6, CIRCLE + 6)
        cells = tuple(row.child("TD") for _ in range(block.points))
        made.append(Piece(high, _scale(broken, place, cells, chosen, (room, width, high)), header=(legend(None),)))
    return [*made, gap(6)]


def _scale(
    broken: list[Line], place: widgets.Place, cells: tuple[Element, ...], chosen: int, sizes: tuple[float, float, float]
) -> Draw:
    """One statement with its circles; `sizes` are the room for its words, the width and the height of the row."""
    room, width, high = sizes

    def draw(pen: Pen, x: float, y: float) -> None:
        with pen.marked(place.element):
            for number, line in enumerate(broken):
                pen.line_of_text(x, y + 3 + (number + 0.8) * LEADING, line, SIZE)
        spots = [(x + room + POINT * n + (POINT - CIRCLE) / 2, y + (high - CIRCLE) / 2) for n in range(len(cells))]
        for number, (spot, cell) in enumerate(zip(spots, cells, strict=True), start=1):
            with pen.marked(None):
                pen.picture(*spot, widgets.circle_to_mark(CIRCLE, marked=number == chosen), 1.0)
            with pen.marked(cell):
                shown = str(number)
                at = spot[0] + (CIRCLE - text_width(Face.REGULAR, shown, 8)) / 2
                pen.text(at, spot[1] + CIRCLE / 2 + 2.8, shown, Face.REGULAR, 8)
        with pen.marked(None):
            pen.rule(x, y + high - 0.5, x + width, y + high - 0.5, 0.25, Tone.LIGHT)
        if place.name and not chosen:
            widgets.circles(pen, place, spots, CIRCLE)

    return draw


def write_lines(block: WriteLines, width: float, root: Element, places: Places) -> list[Piece]:
    """Empty lines to write on; the whole of them is one field on a screen if they are on one page."""
    if not block.name:
        return [*[Piece(WRITING, lambda pen, x, y: _ruled(pen, x, y + WRITING - 2, width))] * block.count, gap(8)]
    place = widgets.Place(places.fields.unique(block.name), one_line(block.label) or block.name, root.child("P"))

    def draw(pen: Pen, x: float, y: float) -> None:
        for number in range(1, block.count + 1):
            _ruled(pen, x, y + number * WRITING - 2, width)
        widgets.text(pen, place, (x, y, width, block.count * WRITING - 2))

    return [Piece(block.count * WRITING, draw), gap(8)]


def _ruled(pen: Pen, x: float, y: float, width: float) -> None:
    with pen.marked(None):
        pen.rule(x, y, x + width, y, 0.5, Tone.LIGHT)
