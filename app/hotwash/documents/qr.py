"""A text as a QR code, drawn as runs of dark modules."""

from __future__ import annotations

import segno

from hotwash.documents.content import Figure
from hotwash.documents.picture import Box, Mark, Picture, Tone

QUIET = 4
"""Modules of empty border that ISO/IEC 18004 asks for."""
STAMP_SIDE = 90.0
"""Side of the stamp's code in points: its modules are then wide enough for the camera of a phone."""


def stamp_code(stamp: str) -> Figure:
    """The stamp of a document as a code, for the end of its last page; the same text stands below it."""
    return Figure(qr(stamp, STAMP_SIDE), stamp)


def qr(text: str, side: float) -> Picture:
    """The code as a square picture with `side` points, error correction level M."""
    rows = tuple(tuple(row) for row in segno.make(text, error="m", micro=False).matrix)
    module = side / (len(rows) + 2 * QUIET)
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                x, y = (start + QUIET) * module, (number + QUIET) * module
                marks.append(Box(x, y, (end - start) * module, module, weight=0, fill=Tone.INK))
            start = max(end, start + 1)
    return Picture(side, side, tuple(marks), f"QR code that holds this text: {text}")
