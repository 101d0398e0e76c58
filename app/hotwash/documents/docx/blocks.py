"""Turns blocks of a document into paragraphs and tables of Word, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docx.document import Document as Word

from hotwash.documents import pictograms
from hotwash.documents.content import (
    Block,
    Boxed,
    Bullets,
    CheckBoxes,
    Columns2,
    Contents,
    CutLine,
    Field,
    FieldLine,
    Figure,
    Heading,
    Pictogram,
    RatingScale,
    Space,
    Table,
    Text,
    Together,
    WriteLines,
)
from hotwash.documents.docx import forms
from hotwash.documents.docx.pictures import drawn
from hotwash.documents.docx.styles import STYLES
from hotwash.documents.docx.tables import cell, grid, line, table
from hotwash.documents.docx.xml import Node, bold, paragraph, run, tab, twips, w
from hotwash.documents.docx.xml import field as word_field
from hotwash.documents.field_names import FieldNames
from hotwash.documents.text import one_line

PADDING = 8.0
GUTTER = 18.0
MOST_SPACE = 1_500.0
"""Most height of one line in points; the format allows 1,584."""


@dataclass(slots=True)
class Listed:
    """What the contents name: the headings of levels 1 and 2 with the pages that they have on paper."""

    headings: Sequence[Heading]
    pages: Sequence[int]
    met: int = 0
    pictures: int = 0
    names: FieldNames = field(default_factory=FieldNames)

    def bookmark(self, place: int) -> str:
        """The name of a heading's bookmark by its place in the order of headings."""
        return f"_Toc{place + 1:05}"


class Writer:
    """Makes elements for one Word document."""

    def __init__(self, word: Word, listed: Listed) -> None:
        self._word = word
        self._listed = listed
        self._ids = {str(style.name): str(style.style_id) for style in word.styles}

    def nodes(self, blocks: Iterable[Block], width: float, height: float) -> list[Node]:
        """Every block in order, as wide as a column of text, on pages with so much height."""
        made: list[Node] = []
        for block in blocks:
            made.extend(self._block(block, width, height))
        return made

    def _block(self, block: Block, width: float, height: float) -> list[Node]:
        match block:
            case Text():
                return [self._text(block)]
            case Heading():
                return [self._heading(block)]
            case Bullets():
                return self._bullets(block)
            case Table():
                caption = [self._text(Text(block.caption, "note"))] if block.caption else []
                made = table(block, width, self._id("Table Text"), self._listed.names)
                return [*_kept(caption), made, self._gap()]
            case Figure():
                return self._figure(block, width, height)
            case Contents():
                return self._contents()
            case Space():
                exact = w("spacing", before="0", after="0", line=twips(min(block.height, MOST_SPACE)), lineRule="exact")
                return [paragraph(self._id("Gap"), looks=[exact])]
            case Pictogram() | CutLine():
                return [self._sign(block)]
            case Together() | Boxed() | Columns2():
                return self._holder(block, width, height)
            case _:
                return self._form(block, width)

    def _holder(self, block: Together | Boxed | Columns2, width: float, height: float) -> list[Node]:
        """What holds other blocks."""
        match block:
            case Together():
                inside = self.nodes(block.blocks, width, height)
                return [*_kept(inside[:-1]), *inside[-1:]]
            case Boxed():
                narrow = width - 2 * PADDING
                small = self._id(STYLES["small"])
                head, foot = ([paragraph(small, run(words, bold()))] if words else []
                              for words in (block.title, block.foot))  # fmt: skip
                inside = [*_kept(head), *self.nodes(block.blocks, narrow, height - 40), *foot]
                edges = ("top", "left", "bottom", "right")
                framed = line([cell(width, [*inside, *([] if foot else [self._gap()])])], block.height, whole=False)
                return [grid([width], [framed], edges, 1.5, "000000"), self._gap()]
            case Columns2():
                room = width - GUTTER
                widths = (room * block.share + GUTTER / 2, room * (1 - block.share) + GUTTER / 2)
                cells = [
                    cell(wide, [*self.nodes(blocks, wide - GUTTER / 2, height), self._gap()])
                    for wide, blocks in zip(widths, (block.left, block.right), strict=True)
                ]
                return [grid(widths, [line(cells, whole=False)], edges=()), self._gap()]

    def _form(self, block: Field | FieldLine | CheckBoxes | RatingScale | WriteLines, width: float) -> list[Node]:
        """What people fill in."""
        text, names = self._id("Table Text"), self._listed.names
        match block:
            case Field():
                made = forms.field_line(FieldLine((block,)), width, text, names)
            case FieldLine():
                made = forms.field_line(block, width, text, names)
            case CheckBoxes():
                made = forms.check_boxes(block, text, names)
            case RatingScale():
                made = forms.rating_scale(block, width, text, names)
            case WriteLines():
                made = forms.write_lines(block, width, text, names)
        return [*made, self._gap()]

    def _text(self, block: Text) -> Node:
        lead = [run(f"{one_line(block.lead)} ", bold())] if block.lead else []
        return paragraph(self._id(STYLES[block.style]), *lead, run(block.text))

    def _heading(self, block: Heading) -> Node:
        place, self._listed.met = self._listed.met, self._listed.met + 1
        name = {"id": str(place + 1), "name": self._listed.bookmark(place)}
        begin, end = w("bookmarkStart", **name), w("bookmarkEnd", id=name["id"])
        return paragraph(self._id(f"Heading {block.level}"), begin, run(one_line(block.text)), end)

    def _bullets(self, block: Bullets) -> list[Node]:
        """A list; each numbered one begins again at 1."""
        style = self._id("List Number" if block.numbered else "List Bullet")
        looks: list[Node] = []
        if block.numbered:
            numbering = self._word.part.numbering_part.element
            own = self._word.styles["List Number"].element.pPr.numPr.numId.val
            known = next(one for one in numbering.num_lst if one.numId == own)
            again = numbering.add_num(known.abstractNumId.val)
            again.add_lvlOverride(ilvl=0).add_startOverride(1)
            looks = [w("ilvl", val="0"), w("numId", val=str(again.numId))]
        return [paragraph(style, run(item), looks=[w("numPr", *(one.__copy__() for one in looks))] if looks else [])
                for item in block.items]  # fmt: skip

    def _figure(self, block: Figure, width: float, height: float) -> list[Node]:
        scale = min(1.0, width / block.picture.width, (height - 40) / block.picture.height)
        self._listed.pictures += 1
        shown = paragraph(self._id("Normal"), drawn(self._word, block.picture, self._listed.pictures, scale))
        caption = [self._text(Text(block.caption, "note"))] if block.caption else []
        return [*(_kept([shown]) if caption else [shown]), *caption]

    def _sign(self, block: Pictogram | CutLine) -> Node:
        if isinstance(block, CutLine):
            dashed = w("pBdr", w("top", val="dashed", sz="6", space="4", color="737373"))
            return paragraph(
                self._id("Small Print"),
                run(block.label if block.fold else f"\u2702 {block.label}", w("i")),
                looks=[dashed],
            )
        sign = pictograms.picture(block.mode, block.size)
        shown = []
        if sign is not None:
            self._listed.pictures += 1
            shown = [drawn(self._word, sign, self._listed.pictures), run(" ")]
        return paragraph(self._id("Small Print"), *shown, run(pictograms.word(block.mode), bold()))

    def _contents(self) -> list[Node]:
        """The headings with fields that count their pages.

        No table of contents of Word's own: LibreOffice shows the numbers that such a table was saved with, and nobody
        can know them before Word or LibreOffice has broken the text into pages. These it works out when it opens the
        file.
        """
        made: list[Node] = []
        for place, heading in enumerate(self._listed.headings):
            if heading.level <= 2:
                page = self._listed.pages[place] if place < len(self._listed.pages) else 0
                number = word_field(f"PAGEREF {self._listed.bookmark(place)}", str(page))
                number[0][-1].set(_DIRTY, "true")
                style = self._id(f"TOC {heading.level}")
                made.append(paragraph(style, run(one_line(heading.text)), tab(), *number))
        return made

    def _gap(self) -> Node:
        return paragraph(self._id("Gap"))

    def _id(self, name: str) -> str:
        return self._ids[name]


_DIRTY = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}dirty"
"""Tells Word to work a field out anew when it opens the file (ISO/IEC 29500-1, 17.16.18)."""


def _kept(nodes: Sequence[Node]) -> list[Node]:
    """The same, each on the page of what follows it."""
    for made in nodes:
        for found in made.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pPr"):
            keep = w("keepNext")
            found.insert(1, keep)
    return list(nodes)
