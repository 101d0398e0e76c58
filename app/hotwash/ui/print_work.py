"""Making and printing documents beside the window's own thread, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtPrintSupport import QPrinter

from hotwash.exercise.recording import Run
from hotwash.ui.pdf_pages import PdfPages, PrintJob
from hotwash.viewmodels.desk import Cancelled, Desk, OpenFailed, PrintOrder, Progress
from hotwash.viewmodels.printing import pages_asked
from hotwash.viewmodels.words import said_by

Work = Callable[[Progress, Cancelled], None]


class WorkThread(QThread):
    """One piece of work. `progress` tells steps done and in all, `failed` a sentence; silence means it is done."""

    progress = Signal(int, int)
    failed = Signal(str)
    broken = Signal(Exception)

    def __init__(self, parent: QObject, work: Work) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = True
        self.succeeded = False

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._wanted = False

    def run(self) -> None:
        try:
            self._work(self.progress.emit, lambda: not self._wanted)
            self.succeeded = self._wanted
        except (OpenFailed, ValueError) as failed:
            if self._wanted:
                self.failed.emit(said_by(failed))
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.broken.emit(error)


@dataclass(frozen=True, slots=True)
class Sheets:
    """One document on paper: how often, on both sides or not, which pages (as people write ranges)."""

    order: PrintOrder
    copies: int
    two_sides: bool
    pages: str = ""


def saving(desk: Desk, run: Run, files: Sequence[tuple[PrintOrder, Path]]) -> Work:
    """Write each document into its file; of one alone pages are told, of several documents."""

    def work(progress: Progress, cancelled: Cancelled) -> None:
        alone = len(files) == 1
        for number, (order, path) in enumerate(files, start=1):
            if cancelled():
                return
            desk.write_document(run, order, path, progress if alone else _quiet, cancelled)
            if not alone:
                progress(number, len(files))

    return work


def saving_into(desk: Desk, run: Run, titled: Sequence[tuple[PrintOrder, str]], folder: Path) -> Work:
    """Write several documents into a folder, numbered, under their titles."""
    files = [
        (order, folder / f"{number:02} {title}.{order.form}") for number, (order, title) in enumerate(titled, start=1)
    ]
    write = saving(desk, run, files)

    def work(progress: Progress, cancelled: Cancelled) -> None:
        folder.mkdir(exist_ok=True)
        write(progress, cancelled)

    return work


def saving_set(desk: Desk, run: Run, order: PrintOrder, folder: Path) -> Work:
    """Write everything into a folder, with the sheet that says how many of each."""
    return lambda progress, cancelled: desk.write_set(run, order, folder, progress, cancelled)


def on_paper(desk: Desk, run: Run, wanted: Sequence[Sheets], printer: QPrinter) -> Work:
    """Print each document with its copies and sides, a job each; into a file they go as one, copy after copy."""

    def work(progress: Progress, cancelled: Cancelled) -> None:
        into_file = bool(printer.outputFileName())
        with TemporaryDirectory() as folder:
            whole = PrintJob(printer) if into_file else None
            for number, one in enumerate(wanted, start=1):
                path = Path(folder) / f"{number}.pdf"
                desk.write_document(run, one.order, path, _quiet, cancelled)
                if cancelled():
                    break
                _one(path, one, printer, whole, cancelled)
                progress(number, len(wanted))
            if whole is not None:
                whole.end(given_up=cancelled())

    return work


def _one(path: Path, sheets: Sheets, printer: QPrinter, whole: PrintJob | None, cancelled: Cancelled) -> None:
    """One document: on a printer a job of its own, which makes the copies where the printer can."""
    own = whole is None and printer.supportsMultipleCopies()
    if whole is None:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if sheets.two_sides else QPrinter.DuplexMode.DuplexNone)
        printer.setCopyCount(sheets.copies if own else 1)
    job = whole or PrintJob(printer)
    pages = PdfPages(path)
    try:
        numbers = pages_asked(sheets.pages, len(pages))
        for _ in range(1 if own else sheets.copies):
            job.add(pages, numbers, cancelled)
    finally:
        pages.close()
    if whole is None:
        job.end(given_up=cancelled())


def raise_again(error: Exception) -> None:
    """What went wrong in the thread, raised where the window's own hook takes it."""
    raise error


def _quiet(_done: int, _all: int) -> None:
    """Pages of one document among several are not told."""
