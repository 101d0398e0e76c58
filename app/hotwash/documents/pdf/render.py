"""A document as the bytes of a PDF: lays out, numbers pages, then draws; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab import rl_config

from hotwash.documents.content import Document, Section
from hotwash.documents.errors import DocumentCancelled
from hotwash.documents.pdf.blocks import Layout
from hotwash.documents.pdf.fonts import Face, register, text_width
from hotwash.documents.pdf.paginate import Placed, paginate
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Places
from hotwash.documents.pdf.tags import Element, TaggedCanvas
from hotwash.documents.picture import Tone
from hotwash.documents.stamp import BETWEEN
from hotwash.documents.text import one_line

rl_config.useA85 = 0
"""Streams as bytes: text armour would make each file a quarter larger."""

Paper = Literal["letter", "a4"]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

SHEETS: dict[Paper, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
"""Width and height of the upright sheet in points."""
SIDE = 72.0
SIDE_LANDSCAPE = 43.0
TOP = 72.0
BOTTOM = 60.0
DRILL = "EXERCISE \u2013 EXERCISE \u2013 EXERCISE"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be drawn: its size, its side margin, what stands on it."""

    width: float
    height: float
    side: float
    placed: tuple[Placed, ...]
    is_cover: bool


def render(
    document: Document,
    *,
    paper: Paper = "letter",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The PDF. `progress` is told the page drawn and the number of pages; raises DocumentCancelled when asked to."""
    register()
    places, root = Places(), Element("Document")
    layout = Layout(places, root)
    sheets: list[Sheet] = []
    for number, section in enumerate(document.sections):
        _stop_if(cancelled)
        sheets.extend(_sheets(section, layout, paper, is_cover=document.cover and number == 0))
    places.total = len(sheets)
    for page, sheet in enumerate(sheets, start=1):
        for placed in sheet.placed:
            if placed.piece.heading >= 0:
                places.pages[placed.piece.heading] = page
    return _drawn(document, sheets, root, progress, cancelled)


def _sheets(section: Section, layout: Layout, paper: Paper, *, is_cover: bool) -> list[Sheet]:
    width, height = SHEETS[paper]
    if section.landscape:
        width, height = height, width
    side = SIDE_LANDSCAPE if section.landscape else SIDE
    room = height - TOP - BOTTOM
    pages = paginate(layout.pieces(section.blocks, width - 2 * side, room), room)
    return [Sheet(width, height, side, placed, is_cover) for placed in pages]


def _drawn(
    document: Document, sheets: list[Sheet], root: Element, progress: Progress | None, cancelled: Cancelled | None
) -> bytes:
    out = BytesIO()
    canvas = TaggedCanvas(
        out, pagesize=(sheets[0].width, sheets[0].height), invariant=1, pdfVersion=(1, 7), lang="en-US",
        initialFontName=Face.REGULAR.value,
    )  # fmt: skip
    title = one_line(f"{document.title}: {document.name}")
    canvas.setTitle(title)
    canvas.setAuthor(one_line(document.sponsor))
    canvas.setSubject(one_line(document.subject))
    canvas.setKeywords(", ".join(one_line(word) for word in document.keywords))
    canvas.setCreator("Hotwash")
    pen = Pen(canvas, sheets[0].height)
    for number, sheet in enumerate(sheets, start=1):
        _stop_if(cancelled)
        canvas.setPageSize((sheet.width, sheet.height))
        pen.turn_page(sheet.height)
        with pen.marked(None):
            _frame(document, sheet, pen, number, len(sheets))
        for placed in sheet.placed:
            if placed.piece.draw is not None:
                placed.piece.draw(pen, sheet.side, TOP + placed.y)
        canvas.showPage()
        if progress is not None:
            progress(number, len(sheets))
    canvas.finish(root, title, "en-US")
    canvas.save()
    return out.getvalue()


def _frame(document: Document, sheet: Sheet, pen: Pen, number: int, total: int) -> None:
    """Running lines of one page; the cover has no header."""
    left, right, middle = sheet.side, sheet.width - sheet.side, sheet.width / 2
    if not sheet.is_cover:
        _fitted(pen, left, 36, one_line(document.name), (right - left) * 0.55)
        _right(pen, right, 36, document.title)
        _right(pen, right, 47, document.version)
        if document.handling:
            _centred(pen, middle, 24, one_line(document.handling), Face.BOLD, 8)
        pen.rule(left, 53, right, 53, 0.5, Tone.MIDDLE)
    if document.simulated:
        _centred(pen, middle, sheet.height - 44, DRILL, Face.BOLD, 7)
    base = sheet.height - 31
    pen.rule(left, base - 9.5, right, base - 9.5, 0.25, Tone.MIDDLE)
    _fitted(pen, left, base, one_line(document.sponsor), (right - left) * 0.38)
    if document.handling:
        _centred(pen, middle, base, one_line(document.handling, 60), Face.BOLD, 8)
    _right(pen, right, base, f"page {number} of {total}")
    _stamped(pen, left, sheet.height, document.stamp, right - left)


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


def _stop_if(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise DocumentCancelled
