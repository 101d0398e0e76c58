"""The lines round every page: exercise, title, handling, drill line, page, stamp; and the line to cut along."""

from __future__ import annotations

from hotwash.documents.content import Document
from hotwash.documents.paper import DRILL, Leaf
from hotwash.documents.pdf.fonts import Face, text_width
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.picture import Tone
from hotwash.documents.stamp import BETWEEN
from hotwash.documents.text import one_line


def running_lines(document: Document, leaf: Leaf, pen: Pen, number: str, *, is_cover: bool) -> None:
    """Running lines of one page; the cover has no header. `number` is "page 3 of 9"."""
    left, right, middle = leaf.side, leaf.width - leaf.side, leaf.width / 2
    if not is_cover:
        _fitted(pen, left, 36, one_line(document.name), (right - left) * 0.55)
        _right(pen, right, 36, document.title)
        _right(pen, right, 47, document.version)
        if document.handling:
            _centred(pen, middle, 24, one_line(document.handling), Face.BOLD, 8)
        pen.rule(left, 53, right, 53, 0.5, Tone.MIDDLE)
    if document.simulated:
        _centred(pen, middle, leaf.height - 44, DRILL, Face.BOLD, 7)
    base = leaf.height - 31
    pen.rule(left, base - 9.5, right, base - 9.5, 0.25, Tone.MIDDLE)
    _fitted(pen, left, base, one_line(document.sponsor), (right - left) * (0.38 if document.handling else 0.8))
    if document.handling:
        _centred(pen, middle, base, one_line(document.handling, 60), Face.BOLD, 8)
    _right(pen, right, base, number)
    _stamped(pen, left, leaf.height, document.stamp, right - left)


def card_lines(document: Document, leaf: Leaf, pen: Pen, x: float, number: str) -> None:
    """The same on a card that begins `x` points from the left, in small print: each half must tell what it is."""
    left, right, middle = x + leaf.side, x + leaf.width - leaf.side, x + leaf.width / 2
    _fitted(pen, left, 22, one_line(document.name), (right - left) * 0.5, 6.5)
    title = f"{document.title}, {document.version}"
    pen.text(right - text_width(Face.REGULAR, title, 6.5), 22, title, Face.REGULAR, 6.5, Tone.DARK)
    if document.handling:
        _centred(pen, middle, 31, one_line(document.handling, 60), Face.BOLD, 6.5)
    pen.rule(left, 34, right, 34, 0.5, Tone.MIDDLE)
    base = leaf.height - 29
    pen.rule(left, base - 9, right, base - 9, 0.25, Tone.MIDDLE)
    _fitted(pen, left, base, one_line(document.sponsor), (right - left) * 0.3, 6.5)
    if document.simulated:
        _centred(pen, middle, base, DRILL, Face.BOLD, 6)
    pen.text(right - text_width(Face.REGULAR, number, 6.5), base, number, Face.REGULAR, 6.5, Tone.DARK)
    _stamped(pen, left, leaf.height + 2, document.stamp, right - left)


def cut_between(leaf: Leaf, pen: Pen) -> None:
    """The line between two cards on one sheet."""
    pen.dashed(leaf.width, 0, leaf.width, leaf.height)
    sign = "\u2702"
    pen.text(leaf.width - text_width(Face.REGULAR, sign, 10) / 2, 14, sign, Face.REGULAR, 10, Tone.DARK)


def _stamped(pen: Pen, x: float, bottom: float, stamp: str, width: float) -> None:
    """The stamp on one line, or on two where it is longer, broken between its parts."""
    if text_width(Face.REGULAR, stamp, 6) <= width:
        pen.text(x, bottom - 19, stamp, Face.REGULAR, 6, Tone.DARK)
        return
    first, _, rest = stamp.partition(BETWEEN)
    while rest and text_width(Face.REGULAR, f"{first}{BETWEEN}{rest.partition(BETWEEN)[0]}", 6) <= width:
        part, _, rest = rest.partition(BETWEEN)
        first = f"{first}{BETWEEN}{part}"
    _fitted(pen, x, bottom - 22.5, f"{first}{BETWEEN}" if rest else first, width + 6, 6)
    _fitted(pen, x, bottom - 16, rest, width, 6)


def _fitted(pen: Pen, x: float, y: float, text: str, width: float, size: float = 8) -> None:
    """The text on one line, cut with an ellipsis where it would run on."""
    while text_width(Face.REGULAR, text, size) > width:
        text = text[:-2].rstrip() + "\u2026"
    pen.text(x, y, text, Face.REGULAR, size, Tone.DARK)


def _right(pen: Pen, x: float, y: float, text: str) -> None:
    pen.text(x - text_width(Face.REGULAR, text, 8), y, text, Face.REGULAR, 8, Tone.DARK)


def _centred(pen: Pen, x: float, y: float, text: str, face: Face, size: float) -> None:
    pen.text(x - text_width(face, text, size) / 2, y, text, face, size, Tone.DARK)
