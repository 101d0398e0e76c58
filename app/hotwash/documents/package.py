"""Makes an Office Open XML file the same every time: member dates, properties and the mark of who printed it.

Knows the package (ECMA-376, part 2) and nothing of the text in it.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.sax.saxutils import escape

from hotwash.documents.content import Document
from hotwash.documents.text import one_line

WHEN = (1980, 1, 1, 0, 0, 0)
"""Date of every member: the first that a zip can hold."""
MADE = "2000-01-01T00:00:00Z"
"""Created and changed: the date that the PDF states too, for the bytes depend on the content alone."""
APPLICATION = "Hotwash"
"""What Word, Excel and LibreOffice write over with their own name as soon as somebody saves the file."""
_PROPERTIES = "docProps/app.xml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def settled(data: bytes, document: Document) -> bytes:
    """The same package with fixed dates, the document's properties, and our name as the program."""
    replaced = {"docProps/core.xml": _core(document).encode(), _PROPERTIES: _app().encode()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in found.infolist():
            info = zipfile.ZipInfo(member.filename, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o600 << 16
            made.writestr(info, replaced.get(member.filename) or found.read(member))
    return out.getvalue()


def printed_here(data: bytes) -> bool:
    """Whether a file is a Word document or a workbook as this program wrote it, which nobody saved again since."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            about = found.getinfo(_PROPERTIES)
            return about.file_size < 10_000 and f"<Application>{APPLICATION}<".encode() in found.read(about)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, ValueError, zlib.error):
        return False


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_DECLARED}<Properties xmlns="{space}"><Application>{APPLICATION}</Application></Properties>'


def _core(document: Document) -> str:
    title = one_line(f"{document.title}: {document.name}")
    words = ", ".join(one_line(word) for word in document.keywords)
    return (
        f"{_DECLARED}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(one_line(document.subject))}</dc:subject>"
        f"<dc:creator>{escape(one_line(document.sponsor))}</dc:creator><cp:keywords>{escape(words)}</cp:keywords>"
        f"<dc:language>en-US</dc:language><cp:lastModifiedBy>{APPLICATION}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{MADE}</dcterms:modified></cp:coreProperties>'
    )
