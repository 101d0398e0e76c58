"""Pages of a PDF as pictures, for looking at and for printing; the only module that knows PDFium."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

POINTS = 72
PRINT_DPI = 200


class PdfPages:
    """An open PDF. Sizes are in points."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path.read_bytes())

    def close(self) -> None:
        """Let go of the file's contents."""
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self._document.get_page_size(number)
        return float(width), float(height)

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """One page; the picture owns its memory."""
        page = self._document[number]
        bitmap = page.render(scale=dots_per_inch / POINTS, rev_byteorder=True)
        form = QImage.Format.Format_RGBA8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
        return picture


def print_pages(pages: PdfPages, printer: QPrinter) -> None:
    """Every page that the printer's range asks for, each filling its sheet."""
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    painter: QPainter | None = None
    for number in range(first - 1, last):
        width, height = pages.size(number)
        landscape = width > height
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
        if painter is None:
            painter = QPainter(printer)
        else:
            printer.newPage()
        painter.drawImage(QRectF(painter.viewport()), pages.picture(number, PRINT_DPI))
    if painter is not None:
        painter.end()
