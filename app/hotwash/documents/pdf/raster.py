"""A picture as PNG, for formats that hold no drawings; drawn by the same pen as on paper, in grey."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from io import BytesIO

from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from hotwash.documents.pdf.fonts import Face, register
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.tags import TaggedCanvas
from hotwash.documents.picture import Picture

DOTS = 200
"""Dots an inch."""
_MOST = 4_000
"""Most dots along a side: a picture of a large sheet is not drawn finer than that."""


@lru_cache(maxsize=64)
def png(picture: Picture) -> bytes:
    """The picture on white, in 256 greys."""
    scale = min(DOTS / 72, _MOST / max(picture.width, picture.height))
    opened = PdfDocument(_alone(picture))
    page = opened[0]
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    for one in (bitmap, page, opened):
        one.close()
    lines = b"".join(b"\0" + dots[row * stride : row * stride + width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _alone(picture: Picture) -> bytes:
    """A PDF of one page that holds the picture and nothing else."""
    register()
    out = BytesIO()
    canvas: Canvas = TaggedCanvas(
        out, pagesize=(picture.width, picture.height), invariant=1, initialFontName=Face.REGULAR.value
    )
    Pen(canvas, picture.height).picture(0, 0, picture, 1.0)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
