"""Pages of a PDF as pictures, for looking at and for printing; the only module that knows PDFium."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

_PDFIUM = Lock()
"""PDFium is for one thread at a time; pages are printed beside the window's own thread."""
POINTS = 72
PRINT_DPI = 200


class PdfPages:
    """An open PDF. Sizes are in points."""

    def __init__(self, path: Path) -> None:
        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(path.read_bytes())
            self._sizes = [self._document.get_page_size(number) for number in range(len(self._document))]

    def close(self) -> None:
        """Let go of the file's contents."""
        with _PDFIUM:
            self._document.close()

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self._sizes[number]
        return float(width), float(height)

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """One page; the picture owns its memory."""
        with _PDFIUM:
            page = self._document[number]
            bitmap = page.render(scale=dots_per_inch / POINTS, rev_byteorder=True)
            form = QImage.Format.Format_RGBA8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            page.close()
        return picture


def asked_of(printer: QPrinter, count: int) -> tuple[int, ...]:
    """Pages from 1 that the printer's own range asks for, of `count`."""
    first, last = max(printer.fromPage(), 1), min(printer.toPage() or count, count)
    return tuple(range(first, last + 1))


class PrintJob:
    """Pages of one or several files on one printer, as one job; each page fills its sheet as far as its shape lets it.

    May be used in a thread of its own, where `printer` is used nowhere else.
    """

    def __init__(self, printer: QPrinter, told: Callable[[], None] = lambda: None) -> None:
        self._printer, self._told = printer, told
        self._painter: QPainter | None = None
        printer.setFullPage(True)

    def add(self, pages: PdfPages, wanted: Sequence[int], cancelled: Callable[[], bool] = lambda: False) -> None:
        """Put these pages, by their numbers from 1, on the paper; stops between pages where it is cancelled."""
        for number in wanted:
            if cancelled():
                return
            self._sheet(*pages.size(number - 1))
            if self._painter is not None:
                room = QRectF(self._painter.viewport())
                picture = pages.picture(number - 1, PRINT_DPI)
                size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, 0, 0)
                place.setSize(size)
                self._painter.drawImage(place, picture)
            self._told()

    def end(self, *, given_up: bool = False) -> None:
        """Let the printer have it; what was given up is not printed as far as the printer can still help it."""
        if given_up:
            self._printer.abort()
        if self._painter is not None:
            self._painter.end()

    def _sheet(self, width: float, height: float) -> None:
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(turned)
        if self._painter is None:
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()


def print_pages(pages: PdfPages, printer: QPrinter) -> None:
    """Every page that the printer's range asks for."""
    job = PrintJob(printer)
    job.add(pages, asked_of(printer, len(pages)))
    job.end()
