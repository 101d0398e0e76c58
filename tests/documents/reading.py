"""Reads a made PDF back with pypdf: text, places of text, bookmarks, structure."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from hotwash.documents.content import Block, Bullets, Document, Heading, Table, Text, Together


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


def words(data: bytes) -> list[Word]:
    """Every run of text with its place, measured with the very widths of the embedded fonts."""
    found: list[Word] = []
    for number, page in enumerate(reader(data).pages, start=1):

        def visit(text: str, cm: Any, tm: Any, font: Any, size: float, page_number: int = number) -> None:
            if text.strip():
                scale = cm[0] or 1.0
                x, y = cm[4] + scale * tm[4], cm[5] + cm[3] * tm[5]
                found.append(Word(page_number, text, x, y, _width(text, font) * size * scale / 1000))

        page.extract_text(visitor_text=visit)
    return found


def _width(text: str, font: Any) -> float:
    """The widest that the text can be: an average would hide an overrun."""
    if font is None:
        return 0.0
    widths = [float(width) for width in font["/Widths"]]
    used = [width for width in widths if width > 0]
    return len(text.strip()) * (sum(used) / max(1, len(used))) * 0.8


def blocks_of(document: Document) -> list[Block]:
    """Every block, those kept together too."""

    def opened(blocks: tuple[Block, ...]) -> list[Block]:
        flat: list[Block] = []
        for block in blocks:
            flat.extend(opened(block.blocks) if isinstance(block, Together) else [block])
        return flat

    return [block for section in document.sections for block in opened(section.blocks)]


def said(document: Document) -> list[str]:
    """Everything that a document says, text by text."""
    texts: list[str] = []
    for block in blocks_of(document):
        match block:
            case Text():
                texts += [block.lead, block.text]
            case Heading():
                texts.append(block.text)
            case Bullets():
                texts += block.items
            case Table():
                texts += [block.caption, *(column.title for column in block.columns)]
                texts += [cell for row in block.rows for cell in row.cells]
            case _:
                pass
    return [text for text in texts if text.strip()]
