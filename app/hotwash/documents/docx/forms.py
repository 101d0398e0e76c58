"""Turns what people fill in into tables and paragraphs of Word: ruled places with a control in each."""

from __future__ import annotations

from hotwash.documents.content import CheckBoxes, Field, FieldLine, RatingScale, WriteLines
from hotwash.documents.docx import controls
from hotwash.documents.docx.tables import cell, grid, line
from hotwash.documents.docx.xml import Node, bold, paragraph, run, w
from hotwash.documents.field_names import FieldNames
from hotwash.documents.text import one_line

WRITING = 18.0
POINT = 32.0
BETWEEN = 10.0


def field_line(block: FieldLine, width: float, text: str, names: FieldNames) -> list[Node]:
    """Fields side by side: a row of labels with a ruled place below each."""
    whole = sum(one.share for one in block.fields) or 1.0
    room = width - BETWEEN * (len(block.fields) - 1)
    height = max((one.height for one in block.fields), default=WRITING)
    widths: list[float] = []
    cells: list[Node] = []
    for place, one in enumerate(block.fields):
        if place:
            widths.append(BETWEEN)
            cells.append(cell(BETWEEN, [paragraph(text)]))
        widths.append(room * one.share / whole)
        edge = w("tcBorders", w("bottom", val="single", sz="6", space="0", color="808080"))
        looks = [] if one.kind == "check" else [edge]
        cells.append(cell(widths[-1], _field(one, text, names), *looks))
    return [grid(widths, [line(cells, height)], edges=())]


def _field(one: Field, text: str, names: FieldNames) -> list[Node]:
    label, name = one_line(one.label) or one.name, names.unique(one.name)
    if one.kind == "check":
        sign = run(controls.CROSSED) if one.value else controls.tick(name, label)
        return [paragraph(text, sign, run(f" {one.label}"))]
    if one.value:
        return [paragraph(text, run(label, bold())), paragraph(text, run(one.value))]
    filled = controls.choice(name, label, one.choices) if one.kind == "choice" else controls.text(name, label)
    return [paragraph(text, run(label, bold())), paragraph(text, filled)]


def check_boxes(block: CheckBoxes, text: str, names: FieldNames) -> list[Node]:
    """A box before each item: in one paragraph if they stand side by side, else in one each."""
    parts: list[list[Node]] = []
    for number, item in enumerate(block.items):
        name = names.unique(f"{block.name}-{number + 1}") if block.name else ""
        if number in block.ticked:
            sign = run(controls.CROSSED)
        else:
            sign = controls.tick(name, item) if name else run(controls.BOX)
        parts.append([sign, run(f" {item}")])
    if block.across:
        spaced = [node for part in parts for node in (*part, run("    "))]
        return [paragraph(text, *spaced)]
    return [paragraph(text, *part) for part in parts]


def rating_scale(block: RatingScale, width: float, text: str, names: FieldNames) -> list[Node]:
    """A row for each statement, below one that says what the ends mean and stands on each page."""
    widths = [width - POINT * block.points, *[POINT] * block.points]
    ends = f"1 = {one_line(block.low)}   {block.points} = {one_line(block.high)}"
    told = paragraph(text, run(ends, w("i")), looks=[w("jc", val="right")])
    rows = [line([cell(width, [told], span=block.points + 1)], header=True)]
    for number, statement in enumerate(block.statements):
        name = names.unique(f"{block.name}-{number + 1}") if block.name else ""
        chosen = block.chosen[number] if number < len(block.chosen) else 0
        cells = [cell(widths[0], [paragraph(text, run(statement))])]
        for point in range(1, block.points + 1):
            sign = run(controls.MARKED if point == chosen else controls.CIRCLE)
            if name and not chosen:
                sign = controls.tick(f"{name}-{point}", f"{statement}: {point}", circle=True)
            inside = paragraph(text, sign, run(f" {point}"), looks=[w("jc", val="center")])
            cells.append(cell(POINT, [inside]))
        rows.append(line(cells))
    return [grid(widths, rows, edges=("top", "bottom", "insideH"))]


def write_lines(block: WriteLines, width: float, text: str, names: FieldNames) -> list[Node]:
    """Ruled lines; the first holds the control, for a row grows with what is typed."""
    label = [paragraph(text, run(block.label, bold()), looks=[w("keepNext")])] if block.label else []
    rows = []
    for number in range(block.count):
        kids = []
        if block.name and number == 0:
            kids = [controls.text(names.unique(block.name), block.label or block.name)]
        rows.append(line([cell(width, [paragraph(text, *kids)])], WRITING))
    return [*label, *([grid([width], rows, edges=("bottom", "insideH"))] if rows else [])]
