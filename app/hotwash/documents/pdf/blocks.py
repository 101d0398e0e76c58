"""Turns text blocks of a document into pieces: paragraphs, headings, lists, contents, writing lines, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    Style,
    Table,
    Text,
    Together,
    WriteLines,
)
from hotwash.documents.pdf import containers, forms
from hotwash.documents.pdf.fonts import Face, text_width
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Draw, Mark, Piece, Places, gap
from hotwash.documents.pdf.tables import table
from hotwash.documents.pdf.tags import Element
from hotwash.documents.pdf.typeset import Line, lines
from hotwash.documents.picture import Tone
from hotwash.documents.text import clean, one_line


@dataclass(frozen=True, slots=True)
class Look:
    """How a style is set: face, size, distance of baselines, space before and after."""

    face: Face
    size: float
    leading: float
    before: float
    after: float
    centred: bool = False


LOOKS: dict[Style, Look] = {
    "body": Look(Face.REGULAR, 10.5, 14, 0, 6),
    "lead": Look(Face.REGULAR, 12, 16, 0, 8),
    "small": Look(Face.REGULAR, 9, 12, 0, 4),
    "note": Look(Face.ITALIC, 8.5, 11.5, 0, 5),
    "cover-name": Look(Face.BOLD, 28, 34, 0, 10),
    "cover-title": Look(Face.REGULAR, 18, 24, 0, 24),
    "cover-line": Look(Face.REGULAR, 12, 18, 0, 2),
    "draft": Look(Face.BOLD, 20, 28, 16, 16),
    "script": Look(Face.REGULAR, 12, 16, 2, 6),
    "card-number": Look(Face.BOLD, 30, 34, 0, 2),
    "card-title": Look(Face.BOLD, 20, 24, 0, 6),
    "placard": Look(Face.REGULAR, 24, 32, 0, 12),
}
HEADINGS = {
    1: Look(Face.BOLD, 16, 20, 8, 8),
    2: Look(Face.BOLD, 12.5, 16, 10, 5),
    3: Look(Face.BOLD, 10.5, 14, 6, 3),
}
TOGETHER_BELOW_HEADING = 40.0
"""Height that must follow a heading on its page."""
SHORT = 400
"""Characters of a paragraph that stays with the table below it."""


class Layout:
    """Makes pieces for one width; notes headings as it goes."""

    def __init__(self, places: Places, root: Element) -> None:
        self._places = places
        self._root = root
        self._level = 0
        """Of the last bookmark: none may be two levels below the one before it."""

    def pieces(self, blocks: Iterable[Block], width: float, height: float) -> list[Piece]:
        """Every block in order as pieces of a width, on pages with so much height."""
        made: list[Piece] = []
        listed = list(blocks)
        for place, block in enumerate(listed):
            found = self._block(block, width, height)
            if _leads_in(listed[max(0, place - 1) : place + 2]):
                found = [piece if piece.gap else replace(piece, with_next=True) for piece in found]
            made.extend(found)
        return made

    def _block(self, block: Block, width: float, height: float) -> list[Piece]:
        match block:
            case Text():
                return self._text(block, width)
            case Heading():
                return self._heading(block, width)
            case Bullets():
                return self._bullets(block, width)
            case Table():
                caption = self._text(Text(block.caption, "note"), width) if block.caption else []
                tied = [replace(piece, with_next=True) for piece in caption]
                return [*tied, *table(block, width, height, self._root, self._places), gap(10)]
            case Figure():
                return self._figure(block, width, height)
            case Contents():
                return [self._contents(width)]
            case Space():
                return [Piece(block.height, None)]
            case CutLine():
                return self._cut_line(block, width)
            case Pictogram():
                return self._pictogram(block, width)
            case Together() | Boxed() | Columns2():
                return self._holder(block, width, height)
            case _:
                return self._form(block, width)

    def _holder(self, block: Together | Boxed | Columns2, width: float, height: float) -> list[Piece]:
        """What holds other blocks."""
        match block:
            case Together():
                return _all_tied(self.pieces(block.blocks, width, height))
            case Columns2():
                room = width - containers.GUTTER
                left = self.pieces(block.left, room * block.share, height)
                right = self.pieces(block.right, room * (1 - block.share), height)
                return containers.side_by_side(left, right, room * block.share + containers.GUTTER, height)
            case Boxed():
                narrow = width - 2 * containers.PADDING
                title, foot = (self._text(Text("", "small", lead=words), narrow) if words else []
                               for words in (block.title, block.foot))  # fmt: skip
                inside = [*_all_tied([*title, Piece(2, None)]), *self.pieces(block.blocks, narrow, height - 40), *foot]
                return containers.boxed(inside, width, block.height)

    def _form(self, block: Field | FieldLine | CheckBoxes | RatingScale | WriteLines, width: float) -> list[Piece]:
        """What people fill in."""
        match block:
            case Field():
                return forms.field_line(FieldLine((block,)), width, self._root, self._places)
            case FieldLine():
                return forms.field_line(block, width, self._root, self._places)
            case CheckBoxes():
                return forms.check_boxes(block, width, self._root, self._places)
            case RatingScale():
                return forms.rating_scale(block, width, self._root, self._places)
            case WriteLines():
                made = self._text(Text("", lead=block.label), width)[:-1] if block.label else []
                return _all_tied([*made, *forms.write_lines(block, width, self._root, self._places)])

    def _text(self, block: Text, width: float) -> list[Piece]:
        look = LOOKS[block.style]
        broken = lines(clean(block.text), look.face, look.size, width, lead=one_line(block.lead))
        element = self._root.child("P")
        return [gap(look.before), *_tied([_line(one, look, width, element) for one in broken]), gap(look.after)]

    def _heading(self, block: Heading, width: float) -> list[Piece]:
        look = HEADINGS[block.level]
        text = one_line(block.text)
        place = len(self._places.headings)
        self._places.headings.append(Mark(text, block.level))
        element = self._root.child(f"H{block.level}")
        broken = [_line(one, look, width, element) for one in lines(text, look.face, look.size, width)]
        first = broken[0]
        self._level = min(block.level, self._level + 1)
        broken[0] = replace(first, draw=_noting(first.draw, f"h{place}", self._level, text), headings=(place,))
        after = Piece(look.after, None)
        return [gap(look.before), *(replace(piece, with_next=True) for piece in (*broken, after))]

    def _bullets(self, block: Bullets, width: float) -> list[Piece]:
        look = LOOKS["body"]
        made: list[Piece] = []
        listed = self._root.child("L")
        for number, item in enumerate(block.items, start=1):
            element = listed.child("LI").child("LBody")
            sign = f"{number}." if block.numbered else "\u2022"
            broken = lines(clean(item), look.face, look.size, width - 18)
            made += _tied([_line(one, look, width, element, indent=18, sign=sign if place == 0 else "")
                           for place, one in enumerate(broken)])  # fmt: skip
            made.append(gap(3))
        return [*made, gap(4)]

    def _figure(self, block: Figure, width: float, height: float) -> list[Piece]:
        picture = block.picture
        scale = min(1.0, width / picture.width, (height - 40) / picture.height)
        element = self._root.child("Figure", alt=one_line(picture.alt, 1_000)) if picture.alt else None

        def draw(pen: Pen, x: float, y: float) -> None:
            with pen.marked(element):
                pen.picture(x, y, picture, scale)

        caption = self._text(Text(block.caption, "note"), width) if block.caption else []
        return [Piece(picture.height * scale + 3, draw, with_next=bool(caption)), *_all_tied(caption), gap(4)]

    def _cut_line(self, block: CutLine, width: float) -> list[Piece]:
        words = lines(one_line(block.label), Face.ITALIC, 8.5, width - 40)[0]
        element = self._root.child("P") if block.label else None

        def draw(pen: Pen, x: float, y: float) -> None:
            with pen.marked(None):
                if not block.fold:
                    pen.text(x, y + 12, "\u2702", Face.REGULAR, 12)
                pen.dashed(x + (0 if block.fold else 14), y + 8, x + width, y + 8)
            with pen.marked(element):
                pen.line_of_text(x + 14, y + 19, words, 8.5)

        return [Piece(26.0 if block.label else 18.0, draw)]

    def _pictogram(self, block: Pictogram, width: float) -> list[Piece]:
        """The sign, then its word, which is what is read aloud."""
        sign = pictograms.picture(block.mode, block.size)
        element, size = self._root.child("P"), max(9.0, block.size * 0.75)
        left = block.size + 6 if sign else 0.0
        word = lines(pictograms.word(block.mode), Face.BOLD, size, width - left)[0]

        def draw(pen: Pen, x: float, y: float) -> None:
            if sign is not None:
                with pen.marked(None):
                    pen.picture(x, y + 2, sign, 1.0)
            with pen.marked(element):
                pen.line_of_text(x + left, y + 2 + block.size / 2 + size * 0.36, word, size)

        return [Piece(block.size + 6, draw)]

    def _contents(self, width: float) -> Piece:
        """One piece, drawn when every page is known; the headings of levels 1 and 2 stand in it."""
        element = self._root.child("TOC")

        def draw(pen: Pen, x: float, y: float) -> None:
            shown = [(place, mark) for place, mark in enumerate(self._places.headings) if mark.level <= 2]
            leading = min(17.0, 600.0 / max(1, len(shown)))
            for row, (place, mark) in enumerate(shown, start=1):
                baseline = y + row * leading
                indent, face = (0.0, Face.BOLD) if mark.level == 1 else (16.0, Face.REGULAR)
                size = min(10.0, leading * 0.75)
                number = str(self._places.page(place))
                text = lines(mark.text, face, size, width - indent - 40)[0]
                with pen.marked(element.child("TOCI")):
                    end = pen.line_of_text(x + indent, baseline, text, size)
                    pen.text(x + width - text_width(face, number, size), baseline, number, face, size)
                with pen.marked(None):
                    pen.rule(end + 4, baseline, x + width - 18, baseline, 0.25, Tone.LIGHT)

        return Piece(612, draw)


def _leads_in(three: Sequence[Block]) -> bool:
    """Whether the middle one of three blocks is a paragraph between a heading and its table: all begin on one page."""
    return (
        len(three) == 3
        and isinstance(three[0], Heading)
        and isinstance(three[1], Text)
        and isinstance(three[2], Table)
        and len(three[1].text) < SHORT
    )


def _noting(draw: Draw | None, key: str, level: int, text: str) -> Draw:
    """Bookmarks the page as the heading is drawn; levels below the second have none."""

    def noted(pen: Pen, x: float, y: float) -> None:
        if level <= 2:
            pen.canvas.bookmarkPage(key)
            pen.canvas.addOutlineEntry(text, key, level=level - 1, closed=False)
        if draw is not None:
            draw(pen, x, y)

    return noted


def _line(one: Line, look: Look, width: float, element: Element, indent: float = 0, sign: str = "") -> Piece:
    def draw(pen: Pen, x: float, y: float) -> None:
        baseline = y + look.leading * 0.76
        with pen.marked(element):
            if sign:
                pen.text(x + 2, baseline, sign, look.face, look.size)
            at = x + (width - one.width(look.size)) / 2 if look.centred else x + indent
            pen.line_of_text(at, baseline, one, look.size)

    return Piece(look.leading, draw)


def _tied(pieces: Sequence[Piece]) -> list[Piece]:
    """No first or last line of a paragraph stands alone on a page."""
    last = len(pieces) - 1
    return [replace(piece, with_next=True) if place in (0, last - 1) and place < last else piece
            for place, piece in enumerate(pieces)]  # fmt: skip


def _all_tied(pieces: Sequence[Piece]) -> list[Piece]:
    """Tied up to the last piece that is not mere height: the gap below would tie on whatever comes after it."""
    last = max((place for place, piece in enumerate(pieces) if not piece.gap), default=0)
    return [replace(piece, with_next=place < last) for place, piece in enumerate(pieces)]
