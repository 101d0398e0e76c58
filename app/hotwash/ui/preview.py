"""A finished report on the screen: pages to scroll through, zoom, print."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, row
from hotwash.ui.pdf_pages import POINTS, PdfPages, PrintJob, asked_of
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.print_work import WorkThread
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Cancelled, Progress

SCREEN_DPI = 96
EDGE = 80
"""Pixels of the screen's height left for the frame of the window and a task bar."""
ROUND = 70
"""Pixels beside a page: margins of the window and the scroll bar."""


class PageView(QWidget):
    """One page, rendered when it is first seen."""

    def __init__(self, theme: Theme, pages: PdfPages, number: int) -> None:
        super().__init__()
        self._theme, self._pages, self._number = theme, pages, number
        self._picture: QPixmap | None = None
        self.setAccessibleName(tr("Page {number} of {count}", number=number + 1, count=len(pages)))
        self.zoom(1.0)

    def zoom(self, factor: float) -> None:
        """Show it at a share of its natural size."""
        width, height = self._pages.size(self._number)
        self._dpi = SCREEN_DPI * factor
        self._picture = None
        self.setFixedSize(QSize(round(width * self._dpi / POINTS), round(height * self._dpi / POINTS)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            picture = self._pages.picture(self._number, self._dpi * self.devicePixelRatioF())
            self._picture = QPixmap.fromImage(picture)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRectF(self.rect()), self._picture, QRectF(self._picture.rect()))
        painter.setPen(QColor(self._theme.tokens.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Preview(QDialog):
    """The pages of one file."""

    def __init__(self, parent: QWidget | None, theme: Theme, path: Path, title: str = "") -> None:
        """`title` names a document that is not saved yet; its file goes when the preview does."""
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("{file}: {pages} pages", file=path.name, pages=0))
        self.pages = PdfPages(path)
        self.setWindowTitle(shown(tr("{file}: {pages} pages", file=title or path.name, pages=len(self.pages))))
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(880, room.height() - EDGE))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._print)
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setSpacing(14)
        stack.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.views = [PageView(theme, self.pages, number) for number in range(len(self.pages))]
        for view in self.views:
            stack.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self._area = QScrollArea()
        self._area.setAccessibleName(tr("Pages"))
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        widest = max((view.width() for view in self.views), default=1)
        self._factor = 1.0
        self.thread_: WorkThread | None = None
        self.words = label(tr("Not saved yet") if title else tr("Saved as {path}", path=path), name="small")
        self.print_key = button(tr("Print…"), self._print, name="primary")
        keys = row(
            button(tr("Smaller"), lambda: self._zoom(1 / 1.2)),
            button(tr("Larger"), lambda: self._zoom(1.2)),
            self.words,
            1,
            button(tr("Close"), self.close),
            self.print_key,
        )
        self.setLayout(column(self._area, keys, margin=12, gap=10))
        self._zoom(min(1.0, (self.width() - ROUND) / widest))

    def _zoom(self, factor: float) -> None:
        self._factor = min(max(self._factor * factor, 0.3), 4.0)
        for view in self.views:
            view.zoom(self._factor)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print beside the window's own thread the pages that the printer's range asks for."""
        wanted = asked_of(printer, len(self.pages))

        def work(progress: Progress, cancelled: Cancelled) -> None:
            done = count(1)
            job = PrintJob(printer, lambda: progress(next(done), len(wanted)))
            job.add(self.pages, wanted, cancelled)
            job.end(given_up=cancelled())

        self.thread_ = WorkThread(self, work)
        self.thread_.progress.connect(self._show_progress)
        self.thread_.finished.connect(self._printed)
        self.print_key.setEnabled(False)
        self.thread_.start()

    def _show_progress(self, done: int, whole: int) -> None:
        set_text(self.words, tr("Printing page {done} of {whole}", done=done, whole=whole))

    def _printed(self) -> None:
        thread, self.thread_ = self.thread_, None
        if thread is not None:
            thread.wait()
            set_text(self.words, tr("Printed.") if thread.succeeded else tr("Not all of it was printed."))
        self.print_key.setEnabled(True)

    def done(self, result: int) -> None:
        """What is being printed is cancelled."""
        if self.thread_ is not None:
            self.thread_.cancel()
            self.thread_.wait()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.thread_ is not None:
            self.thread_.cancel()
            self.thread_.wait()
        self.pages.close()
        super().closeEvent(event)
