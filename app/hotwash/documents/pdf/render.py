"""A document as the bytes of a PDF: lays out, numbers pages, then draws; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config

from hotwash.documents.content import Document, Frame, Section
from hotwash.documents.errors import DocumentCancelled
from hotwash.documents.paper import Cancelled, Leaf, Paper, Progress, leaf
from hotwash.documents.pdf.blocks import Layout
from hotwash.documents.pdf.fonts import Face, register, text_width
from hotwash.documents.pdf.paginate import Placed, paginate
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Piece, Places
from hotwash.documents.pdf.running import card_lines, cut_between, running_lines
from hotwash.documents.pdf.tags import Element, TaggedCanvas
from hotwash.documents.text import one_line

rl_config.useA85 = 0
"""Streams as bytes: text armour would make each file a quarter larger."""
LEFT_BLANK = "This page is left blank."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper to be drawn: its frame, and what stands on its page, or on each of its two cards."""

    frame: Frame
    leaf: Leaf
    pages: tuple[tuple[Placed, ...], ...]
    is_cover: bool
    first_card: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return (self.leaf.width * (2 if self.frame == "card" else 1), self.leaf.height)


def render(
    document: Document,
    *,
    paper: Paper = "letter",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The PDF. `progress` is told the page drawn and the number of pages; raises DocumentCancelled when asked to."""
    sheets, _, root = _laid_out(document, paper, cancelled)
    return _drawn(document, sheets, root, progress, cancelled)


def pages_of_headings(document: Document, paper: Paper, cancelled: Cancelled | None = None) -> tuple[int, ...]:
    """On which page of the PDF each heading stands, in their order."""
    _, places, _ = _laid_out(document, paper, cancelled)
    return tuple(places.page(place) for place in range(len(places.headings)))


def _laid_out(document: Document, paper: Paper, cancelled: Cancelled | None) -> tuple[list[Sheet], Places, Element]:
    """Every sheet with what stands on it, where the headings came to stand, and the structure to be filled."""
    register()
    places, root = Places(), Element("Document")
    layout = Layout(places, root)
    sheets: list[Sheet] = []
    cards: list[tuple[Placed, ...]] = []
    for number, section in enumerate(document.sections):
        _stop_if(cancelled)
        if section.sheet == "card":
            cards += _pages(section, layout, leaf("card", paper))
            if number + 1 < len(document.sections) and document.sections[number + 1].sheet == "card":
                continue
            sheets.extend(_of_cards(cards, leaf("card", paper), sheets))
            cards = []
            continue
        page = leaf(section.sheet, paper)
        if section.starts_right and len(sheets) % 2:
            sheets.append(Sheet(section.sheet, page, (_left_blank(page, root),), is_cover=False))
        is_cover = document.cover and number == 0
        sheets.extend(Sheet(section.sheet, page, (one,), is_cover) for one in _pages(section, layout, page))
    _number(sheets, places)
    return sheets, places, root


def _number(sheets: Sequence[Sheet], places: Places) -> None:
    """Note on which sheet each heading stands."""
    places.total = len(sheets)
    for number, sheet in enumerate(sheets, start=1):
        for page in sheet.pages:
            for placed in page:
                for heading in placed.piece.headings:
                    places.pages[heading] = number


def _pages(section: Section, layout: Layout, page: Leaf) -> list[tuple[Placed, ...]]:
    width, height = page.room
    return paginate(layout.pieces(section.blocks, width, height), height) or [()]


def _of_cards(cards: Sequence[tuple[Placed, ...]], page: Leaf, before: Sequence[Sheet]) -> Iterator[Sheet]:
    """Two cards to a sheet, numbered on from those before."""
    told = sum(len(sheet.pages) for sheet in before if sheet.frame == "card")
    for start in range(0, len(cards), 2):
        yield Sheet("card", page, tuple(cards[start : start + 2]), is_cover=False, first_card=told + start + 1)


def _left_blank(page: Leaf, root: Element) -> tuple[Placed, ...]:
    element = root.child("P")
    width, height = page.room

    def draw(pen: Pen, x: float, y: float) -> None:
        with pen.marked(element):
            pen.text(x + (width - text_width(Face.ITALIC, LEFT_BLANK, 10)) / 2, y, LEFT_BLANK, Face.ITALIC, 10)

    return (Placed(height / 2, Piece(12, draw)),)


def _drawn(
    document: Document, sheets: list[Sheet], root: Element, progress: Progress | None, cancelled: Cancelled | None
) -> bytes:
    out = BytesIO()
    canvas = TaggedCanvas(
        out, pagesize=sheets[0].size, invariant=1, pdfVersion=(1, 7), lang="en-US",
        initialFontName=Face.REGULAR.value,
    )  # fmt: skip
    title = one_line(f"{document.title}: {document.name}")
    canvas.setTitle(title)
    canvas.setAuthor(one_line(document.sponsor))
    canvas.setSubject(one_line(document.subject))
    canvas.setKeywords(", ".join(one_line(word) for word in document.keywords))
    canvas.setCreator("Hotwash")
    pen = Pen(canvas, sheets[0].leaf.height)
    cards = sum(len(sheet.pages) for sheet in sheets if sheet.frame == "card")
    for number, sheet in enumerate(sheets, start=1):
        _stop_if(cancelled)
        canvas.setPageSize(sheet.size)
        pen.turn_page(sheet.leaf.height)
        with pen.marked(None):
            _frame(document, sheet, pen, f"page {number} of {len(sheets)}", cards)
        for place, page in enumerate(sheet.pages):
            for placed in page:
                if placed.piece.draw is not None:
                    placed.piece.draw(pen, place * sheet.leaf.width + sheet.leaf.side, sheet.leaf.top + placed.y)
        canvas.showPage()
        if progress is not None:
            progress(number, len(sheets))
    canvas.finish(root, title, "en-US")
    canvas.save()
    return out.getvalue()


def _frame(document: Document, sheet: Sheet, pen: Pen, number: str, cards: int) -> None:
    if sheet.frame != "card":
        running_lines(document, sheet.leaf, pen, number, is_cover=sheet.is_cover)
        return
    for place in range(len(sheet.pages)):
        told = f"card {sheet.first_card + place} of {cards}, {number}"
        card_lines(document, sheet.leaf, pen, place * sheet.leaf.width, told)
    cut_between(sheet.leaf, pen)


def _stop_if(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise DocumentCancelled
