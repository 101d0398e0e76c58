"""The Word styles that a document is set in: Word's own where it has one, so that people find and change them."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from hotwash.documents.content import Style
from hotwash.documents.docx.xml import Node, w

FONT = "Arial"
"""On every Windows and Mac; LibreOffice puts Liberation Sans in its place, which is as wide."""
CURRENT = "15"
"""How Word 2013 and later lay out; with less, the window says "Compatibility Mode"."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a style is set: size, weight, slant, space before and after in points."""

    size: float
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    centred: bool = False


STYLES: dict[Style, str] = {
    "body": "Normal",
    "lead": "Lead Paragraph",
    "small": "Small Print",
    "note": "Caption",
    "cover-name": "Title",
    "cover-title": "Subtitle",
    "cover-line": "Cover Line",
    "draft": "Draft Mark",
    "script": "Script",
    "card-number": "Card Number",
    "card-title": "Card Title",
    "placard": "Placard",
}
"""The name of the Word style for each style of the content."""
_LOOKS: dict[str, Look] = {
    "Normal": Look(10.5, after=6),
    "Lead Paragraph": Look(12, after=8),
    "Small Print": Look(9, after=4),
    "Caption": Look(8.5, italic=True, after=5),
    "Title": Look(28, bold=True, after=10),
    "Subtitle": Look(18, after=24),
    "Cover Line": Look(12, after=2),
    "Draft Mark": Look(20, bold=True, before=16, after=16),
    "Script": Look(12, before=2, after=6),
    "Card Number": Look(30, bold=True, after=2),
    "Card Title": Look(20, bold=True, after=6),
    "Placard": Look(24, after=12),
    "Heading 1": Look(16, bold=True, before=8, after=8),
    "Heading 2": Look(12.5, bold=True, before=10, after=5),
    "Heading 3": Look(10.5, bold=True, before=6, after=3),
    "List Bullet": Look(10.5, after=3),
    "List Number": Look(10.5, after=3),
    "Table Text": Look(9),
    "TOC 1": Look(10, bold=True, after=3),
    "TOC 2": Look(10, after=2),
    "Header": Look(8),
    "Footer": Look(8),
    "Gap": Look(4),
}


def set_styles(word: Word, width: float) -> None:
    """Set every style that is used; `width` is the text width at whose end page numbers stand in the contents."""
    for name, look in _LOOKS.items():
        style = _style(word, name)
        style.font.size = Pt(look.size)
        style.font.bold, style.font.italic = look.bold, look.italic
        style.font.color.rgb = RGBColor(0, 0, 0)
        _font(style.element)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(look.before), Pt(look.after)
        form.line_spacing = 1.1 if name == "Normal" else 1.0
        if look.centred:
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if name.startswith("TOC"):
            form.left_indent = Pt(0 if name == "TOC 1" else 16)
            form.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        for old in (*style.element.findall(f".//{qn('w:pBdr')}"), *style.element.findall(f".//{qn('w:tabs')}")):
            if old.tag == qn("w:pBdr") or name in ("Header", "Footer"):
                old.getparent().remove(old)
    for defaults in word.styles.element.iter(qn("w:rPrDefault")):
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-US")
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), CURRENT)


def style_id(word: Word, name: str) -> str:
    """The id by which a paragraph names a style."""
    return str(word.styles[name].style_id)


def _style(word: Word, name: str) -> ParagraphStyle:
    known = {style.name: style for style in word.styles if isinstance(style, ParagraphStyle)}
    if name in known:
        return known[name]
    made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("TOC"))
    assert isinstance(made, ParagraphStyle)
    made.base_style = word.styles["Normal"]
    return made


def _font(element: Node) -> None:
    """One font for every script; Word takes another by itself where this one lacks a letter."""
    properties = element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
