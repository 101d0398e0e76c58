"""The open fonts that are embedded, and which glyph stands for each character; a character that no font has
prints as a visible box, never as nothing."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hotwash.resources import shipped


class Face(StrEnum):
    """The faces that documents are set in."""

    REGULAR = "Hyperlegible"
    BOLD = "Hyperlegible-Bold"
    ITALIC = "Hyperlegible-Italic"


NO_GLYPH = "\u25af"
"""Printed for a character that the fonts lack, and for one that would not come out of the file again as itself."""

FONTS = {
    "Hyperlegible": "atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf",
    "Hyperlegible-Bold": "atkinson-hyperlegible/AtkinsonHyperlegible-Bold.ttf",
    "Hyperlegible-Italic": "atkinson-hyperlegible/AtkinsonHyperlegible-Italic.ttf",
    "DejaVu": "dejavu/DejaVuSans.ttf",
    "DejaVu-Bold": "dejavu/DejaVuSans-Bold.ttf",
}
"""Every font by name, and the shipped file that it is read from."""
_FALLBACK = {Face.REGULAR: "DejaVu", Face.BOLD: "DejaVu-Bold", Face.ITALIC: "DejaVu"}
_UNREADABLE = frozenset({"R", "AL", "AN"})
"""Directions of letters and numbers that nobody could read unshaped: Arabic, Syriac, N'Ko and their kin."""
_HEBREW = (range(0x590, 0x600), range(0xFB1D, 0xFB50))
"""The one script written from the right whose letters keep their form, whatever stands beside them. Its points would
stand beside their letters and not in them."""
_LAST = 0xFFFF
"""ReportLab's table from glyphs back to characters has four hexadecimal digits: any character beyond would be read out
and searched as another one."""

Glyph = tuple[str, str, float]
"""Font name, the character to print, its width in thousandths of the size."""


@cache
def font(name: str) -> TTFont:
    """The registered font of that name, read from the shipped files once."""
    data = (shipped("assets") / "fonts").joinpath(*FONTS[name].split("/")).read_bytes()
    made = TTFont(name, BytesIO(data))
    pdfmetrics.registerFont(made)
    return made


def register() -> None:
    """Make the faces known; the fallback fonts are read when a character first needs them."""
    for face in Face:
        font(face.value)


@cache
def glyph(face: Face, character: str) -> Glyph:
    """What to print for one character in a face."""
    code = ord(character)
    own = font(face.value)
    if code in own.face.charToGlyph:
        return face.value, character, _width(own, code)
    fallback = font(_FALLBACK[face])
    if code not in fallback.face.charToGlyph or not _readable(character):
        character = NO_GLYPH
    return fallback.fontName, character, _width(fallback, ord(character))


def _readable(character: str) -> bool:
    code, direction = ord(character), unicodedata.bidirectional(character)
    if any(code in block for block in _HEBREW):
        return direction != "NSM"
    return code <= _LAST and direction not in _UNREADABLE


def _width(found: TTFont, code: int) -> float:
    return float(found.face.charWidths.get(code, found.face.defaultWidth))


@cache
def word_width(face: Face, word: str) -> float:
    """Width of a word in thousandths of the size."""
    return sum(glyph(face, character)[2] for character in word)


def text_width(face: Face, text: str, size: float) -> float:
    """Width of one line of text in points."""
    return sum(glyph(face, character)[2] for character in text) * size / 1000


def runs(face: Face, text: str) -> list[tuple[str, str]]:
    """The text cut where the font changes: font name and what to print."""
    cut: list[tuple[str, str]] = []
    for character in text:
        name, shown, _ = glyph(face, character)
        if cut and cut[-1][0] == name:
            cut[-1] = (name, cut[-1][1] + shown)
        else:
            cut.append((name, shown))
    return cut


def printed(text: str) -> str:
    """The text as a reader of the page sees it, with the visible box where a glyph is lacking."""
    return "".join(glyph(Face.REGULAR, character)[1] if character != "\n" else "\n" for character in text)
