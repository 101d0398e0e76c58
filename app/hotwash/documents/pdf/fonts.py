"""The open fonts that are embedded, and which glyph stands for each character; a character that no font has
prints as a visible box, never as nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from hotwash.documents.pdf.shaping import shaped, typed
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
    "Droid": "droid/DroidSansFallback.ttf",
}
"""Every font by name, and the shipped file that it is read from."""
_FALLBACK = {Face.REGULAR: "DejaVu", Face.BOLD: "DejaVu-Bold", Face.ITALIC: "DejaVu"}
_LAST = "Droid"
"""The font of Chinese, Japanese and Korean, which has one weight."""
_UNREADABLE = frozenset({"R", "AL"})
"""Directions of letters that nobody could read unshaped: Syriac, N'Ko and their kin. Arabic is shaped before it comes
here, and a letter that has no shaped form is not printed unshaped."""
_SHAPED = (range(0xFB50, 0xFDFC), range(0xFE70, 0xFEFD))
_BARE = frozenset("\u060c\u061b\u061f\u0621\u0640\u06d4")
"""Arabic signs that stand as they are."""
_HEBREW = (range(0x590, 0x600), range(0xFB1D, 0xFB50))
"""A script written from the right whose letters keep their form, whatever stands beside them. Its points would
stand beside their letters and not in them."""

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
    if code not in fallback.face.charToGlyph and unicodedata.east_asian_width(character) in ("W", "F", "H"):
        fallback = font(_LAST)
    if code not in fallback.face.charToGlyph or not _readable(character):
        fallback, character = font(_FALLBACK[face]), NO_GLYPH
    return fallback.fontName, character, _width(fallback, ord(character))


def _readable(character: str) -> bool:
    code, direction = ord(character), unicodedata.bidirectional(character)
    if any(code in block for block in _HEBREW):
        return direction != "NSM"
    if any(code in block for block in _SHAPED) or character in _BARE:
        return True
    return direction not in _UNREADABLE and not 0x7C0 <= code < 0x900


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The table from glyphs back to what was typed, for reading out and searching (ISO 32000-1, 9.10.3).

    In place of ReportLab's, which writes four hexadecimal digits, so that any character beyond the first plane would
    be read out as another one, and which knows nothing of joined letters.
    """
    pairs = []
    for place, code in enumerate(subset):
        letters = typed(chr(code)) if not 0xD800 <= code < 0xE000 else "\ufffd"
        pairs.append(f"<{place:02X}> <{letters.encode('utf-16-be').hex().upper()}>")
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


ttfonts.makeToUnicodeCMap = _to_unicode


def _width(found: TTFont, code: int) -> float:
    return float(found.face.charWidths.get(code, found.face.defaultWidth))


@cache
def word_width(face: Face, word: str) -> float:
    """Width of a word in thousandths of the size."""
    return sum(glyph(face, character)[2] for character in word)


def text_width(face: Face, text: str, size: float) -> float:
    """Width of one line of text in points."""
    return sum(glyph(face, character)[2] for character in shaped(text)) * size / 1000


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
    return "".join(character if character == "\n" or _has_glyph(character) else NO_GLYPH for character in text)


@cache
def _has_glyph(character: str) -> bool:
    alone = shaped(character)
    return not alone or glyph(Face.REGULAR, alone)[1] == alone
