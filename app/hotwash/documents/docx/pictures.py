"""Puts a picture into a run, as PNG with its words for those who can't see it."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document as Word

from hotwash.documents.docx.xml import Node, node, w
from hotwash.documents.pdf.raster import png
from hotwash.documents.picture import Picture
from hotwash.documents.text import one_line

POINT = 12_700
"""English metric units in a point."""


def drawn(word: Word, picture: Picture, number: int, scale: float = 1.0) -> Node:
    """The run that holds the picture; `number` is its own in the document."""
    relation, _ = word.part.get_or_add_image(BytesIO(png(picture)))
    wide, high = (str(round(side * scale * POINT)) for side in (picture.width, picture.height))
    name, told = f"Picture {number}", one_line(picture.alt, 1_000)
    blip = node("a:blip")
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation)
    inside = node(
        "pic:pic",
        node("pic:nvPicPr", node("pic:cNvPr", id=str(number), name=name), node("pic:cNvPicPr")),
        node("pic:blipFill", blip, node("a:stretch", node("a:fillRect"))),
        node(
            "pic:spPr",
            node("a:xfrm", node("a:off", x="0", y="0"), node("a:ext", cx=wide, cy=high)),
            node("a:prstGeom", node("a:avLst"), prst="rect"),
        ),
    )
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    inline = node(
        "wp:inline",
        node("wp:extent", cx=wide, cy=high),
        node("wp:docPr", id=str(number), name=name, descr=told),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", node("a:graphicData", inside, uri=kind)),
        distT="0", distB="0", distL="0", distR="0",
    )  # fmt: skip
    return w("r", w("drawing", inline))
