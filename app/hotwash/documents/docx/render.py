"""A document as the bytes of a Word file: sections, running lines, then the blocks; same content, same bytes."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section as WordSection
from docx.section import _Footer, _Header
from docx.shared import Pt

from hotwash.documents.content import Document, Heading, opened
from hotwash.documents.docx.blocks import Listed, Writer
from hotwash.documents.docx.styles import set_styles, style_id
from hotwash.documents.docx.xml import Node, bold, field, paragraph, run, size, tab, twips, w
from hotwash.documents.errors import DocumentCancelled
from hotwash.documents.package import settled
from hotwash.documents.paper import DRILL, Cancelled, Leaf, Paper, Progress, leaf
from hotwash.documents.pdf.render import pages_of_headings
from hotwash.documents.text import one_line


def render(
    document: Document,
    *,
    paper: Paper = "letter",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The Word file. `progress` is told sections instead of pages, which Word counts itself."""
    word = docx.Document()
    set_styles(word, leaf("portrait", paper).room[0])
    body = word.element.body
    for old in [one for one in body if not one.tag.endswith("}sectPr")]:
        body.remove(old)
    headings = [one for section in document.sections for one in opened(section.blocks) if isinstance(one, Heading)]
    writer = Writer(word, Listed(headings, pages_of_headings(document, paper, cancelled)))
    for number, section in enumerate(document.sections):
        if cancelled is not None and cancelled():
            raise DocumentCancelled
        page = leaf(section.sheet, paper)
        if number:
            kind = WD_SECTION.ODD_PAGE if section.starts_right else WD_SECTION.NEW_PAGE
            made = word.add_section(kind)
            body[-2].get_or_add_pPr().insert(0, w("pStyle", val=style_id(word, "Gap")))
        else:
            made = word.sections[0]
        _lay(made, page)
        _running_lines(word, made, document, page, is_cover=document.cover and number == 0)
        last = body[-1]
        for one in writer.nodes(section.blocks, *page.room):
            last.addprevious(one)
        if progress is not None:
            progress(number + 1, len(document.sections))
    _end_well(body)
    out = BytesIO()
    word.save(out)
    return settled(out.getvalue(), document)


def _lay(section: WordSection, page: Leaf) -> None:
    """Size and margins of the pages of a section."""
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Pt(page.side)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.header_distance, section.footer_distance = Pt(16), Pt(12)


def _running_lines(word: Word, section: WordSection, document: Document, page: Leaf, *, is_cover: bool) -> None:
    """Header and footer of a section; the cover has no header."""
    width = page.room[0]
    tabs = w("tabs", w("tab", val="center", pos=twips(width / 2)), w("tab", val="right", pos=twips(width)))
    handling = one_line(document.handling, 60)
    header: list[list[Node]] = []
    if not is_cover:
        header = [
            *([[tab(), run(handling, bold())]] if handling else []),
            [run(one_line(document.name)), tab(), tab(), run(document.title)],
            [tab(), tab(), run(document.version)],
        ]
    number = [run("page "), *field("PAGE", "1"), run(" of "), *field("NUMPAGES", "1")]
    footer: list[list[Node]] = [
        *([[tab(), run(DRILL, bold())]] if document.simulated else []),
        [run(one_line(document.sponsor)), tab(), run(handling, bold()), tab(), *number],
        [run(document.stamp, size(6))],
    ]
    for name, part, lines in (("Header", section.header, header), ("Footer", section.footer, footer)):
        _fill(part, [paragraph(style_id(word, name), *line, looks=[tabs.__copy__()]) for line in lines])


def _fill(part: _Header | _Footer, lines: list[Node]) -> None:
    part.is_linked_to_previous = False
    element = part._element  # noqa: SLF001  # python-docx offers no way to put elements of one's own into a header
    for old in list(element):
        element.remove(old)
    for one in lines or [w("p")]:
        element.append(one)


def _end_well(body: Node) -> None:
    """Word wants a paragraph between two tables and after the last one; a gap that isn't needed goes."""
    for above, below in pairwise(list(body)):
        if above.tag.endswith("}tbl") and not below.tag.endswith("}p"):
            above.addnext(w("p"))
