"""Reads a made PDF back with pypdf: text, places of text, bookmarks, structure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any
from unicodedata import bidirectional

from pypdf import PdfReader

from hotwash.documents import pictograms
from hotwash.documents.content import (
    Block,
    Bullets,
    CheckBoxes,
    CutLine,
    Document,
    Field,
    Heading,
    Pictogram,
    RatingScale,
    Table,
    Text,
    WriteLines,
    opened,
)
from hotwash.documents.pdf.fonts import FONTS, font, printed
from hotwash.documents.text import clean, one_line


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text and where it stands on its page, in points from the bottom left."""

    page: int
    text: str
    x: float
    y: float
    width: float


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def squeezed(text: str) -> str:
    """Without any white space, so that line breaks don't matter."""
    return "".join(text.split())


def text_of(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in reader(data).pages))


def missing(document: Document, data: bytes) -> list[str]:
    """Texts of a document that can't be read on its pages, neither on one page nor over the edge of two."""
    pages = [squeezed(page.extract_text()) for page in reader(data).pages]
    return [text for text in said(document) if not on_paper(text, pages)]


def on_paper(typed: str, pages: list[str]) -> bool:
    """Whether a text can be read on one of the (squeezed) pages, or over the edge of two."""
    if any(reads(typed, page) for page in pages):
        return True
    text = squeezed(printed(clean(typed)))
    return any(
        text[:cut] in page and text[cut:] in after for page, after in pairwise(pages) for cut in range(1, len(text))
    )


def reads(typed: str, squeezed_text: str) -> bool:
    """Whether a text stands in what was read from a page, word by word where it is written from the right: pypdf
    turns words round, not lines."""
    shown = printed(clean(typed))
    if not any(bidirectional(letter) in ("R", "AL") for letter in shown):
        return squeezed(shown) in squeezed_text
    return all(word in squeezed_text for word in re.findall(r"\w+", shown))


def words(data: bytes) -> list[Word]:
    """Every run of text with its place and its width, measured with the font that it is set in."""
    found: list[Word] = []
    for number, page in enumerate(reader(data).pages, start=1):

        def visit(text: str, cm: Any, tm: Any, used: Any, size: float, page_number: int = number) -> None:
            shown = text.strip("\n")
            if shown.strip() and used is not None:
                x, y = cm[4] + cm[0] * tm[4], cm[5] + cm[3] * tm[5]
                width = max(_set_in(used).stringWidth(line, size) for line in shown.split("\n"))
                found.append(Word(page_number, shown, x, y, width * cm[0]))

        page.extract_text(visitor_text=visit)
    return found


def _set_in(used: Any) -> Any:
    """Our own font for the one that a page names, which carries a subset tag before its name."""
    name = str(used["/BaseFont"]).split("+")[-1].lstrip("/")
    return next(made for made in map(font, FONTS) if made.face.name.decode() == name)


def blocks_of(document: Document) -> list[Block]:
    """Every block, those inside others too."""
    return [block for section in document.sections for block in opened(section.blocks)]


def said(document: Document) -> list[str]:
    """Everything that a document says, text by text."""
    texts: list[str] = []
    for block in blocks_of(document):
        match block:
            case Text():
                texts += [block.lead, block.text]
            case Heading():
                texts.append(one_line(block.text))
            case Bullets():
                texts += block.items
            case Table():
                texts += [block.caption, *(column.title for column in block.columns)]
                texts += [cell for row in block.rows for cell in (*row.cells, *row.notes)]
            case Field():
                texts += [block.label, block.value if block.kind == "text" else ""]
            case CheckBoxes():
                texts += block.items
            case RatingScale():
                texts += block.statements
            case WriteLines() | CutLine():
                texts.append(block.label)
            case Pictogram():
                texts.append(pictograms.word(block.mode))
            case _:
                pass
    return [text for text in texts if text.strip()]
