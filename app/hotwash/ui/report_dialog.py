"""The after-action report: paper and place, built in the background with progress and cancel, then looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QProgressBar, QWidget

from hotwash.exercise.recording import Run
from hotwash.ui.controls import Choice, button, column, row
from hotwash.ui.dialogs import Question, ask_replace
from hotwash.ui.plain_text import Elided, hint, label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Cancelled, Desk, OpenFailed, Progress
from hotwash.viewmodels.words import noop, said_by

PAPERS = (("letter", noop("Letter")), ("a4", noop("A4")))
ASKED_LATER = QFileDialog.Option.DontConfirmOverwrite
"""The dialog itself asks, whichever way a name got into it."""
Build = Callable[[Path, str, Progress, Cancelled], None]


class ReportThread(QThread):
    """Builds one report. `progress` tells page and number of pages, `failed` a sentence; silence means it is done."""

    progress = Signal(int, int)
    failed = Signal(str)
    broken = Signal(Exception)

    def __init__(self, parent: QObject, build: Build, path: Path, paper: str) -> None:
        super().__init__(parent)
        self._build, self._path, self._paper = build, path, paper
        self._wanted = True
        self.succeeded = False

    def cancel(self) -> None:
        """Ask it to stop at its next page."""
        self._wanted = False

    def run(self) -> None:
        try:
            self._build(self._path, self._paper, self.progress.emit, lambda: not self._wanted)
            self.succeeded = self._wanted
        except OpenFailed as failed:
            if self._wanted:
                self.failed.emit(said_by(failed))
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.broken.emit(error)


class ReportDialog(QDialog):
    """Asks, builds, and hands the finished file on."""

    built = Signal(Path)

    def __init__(self, parent: QWidget, theme: Theme, build: Build, proposed: Path) -> None:
        super().__init__(parent)
        self._build_report = build
        self.thread_: ReportThread | None = None
        self.asking: Question | None = None
        self.setWindowTitle(tr("After-action report"))
        self.setMinimumWidth(520)
        self.paper = Choice(theme, tr("Paper"))
        for name, words in PAPERS:
            self.paper.addItem(tr(words), name)
        self.place = QLineEdit(str(proposed))
        self.place.setAccessibleName(tr("File"))
        self.folder = Elided(name="small", mode=Qt.TextElideMode.ElideMiddle)
        self.file = Elided(name="small", mode=Qt.TextElideMode.ElideMiddle)
        self.place.textChanged.connect(lambda _: self._show_place())
        self._show_place()
        self._browse = button(tr("Choose…"), self._choose)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Pages done"))
        self.words = label(name="muted", wrap=True)
        self.problem = label(name="bad", wrap=True)
        self.make = button(tr("Make the report"), self._start, name="primary")
        self.make.setDefault(True)
        self.stop = button(tr("Cancel"), self.reject)
        intro = tr("The report is made from the journal alone. Ratings are left for the evaluator to fill in.")
        self.setLayout(
            column(
                label(intro, name="muted", wrap=True),
                row(label(tr("Paper")), self.paper, 1),
                row(label(tr("File")), self.place, self._browse),
                column(self.folder, self.file, gap=2),
                self.progress,
                self.words,
                self.problem,
                row(1, self.stop, self.make),
                margin=16,
                gap=10,
            )
        )
        self._show_idle()

    def _show_place(self) -> None:
        """Folder and name apart, because the line shows only one end of a long path."""
        path = Path(self.place.text().strip())
        hint(self.place, self.place.text())
        self.folder.show_text(tr("In the folder {folder}", folder=path.parent))
        self.file.show_text(tr("As the file {file}", file=path.name or "–"))

    def reject(self) -> None:
        """Cancel what is being built, or close."""
        if self.thread_ is not None:
            self.thread_.cancel()
            set_text(self.words, tr("Stopping…"))
            self.stop.setEnabled(False)
            return
        super().reject()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the report as"), self.place.text(), tr("PDF (*.pdf)"), options=ASKED_LATER
        )
        if chosen:
            self.place.setText(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")

    def _start(self) -> None:
        if not self.place.text().strip():
            set_text(self.problem, tr("Say into which file the report goes."))
            self.problem.show()
            return
        path = Path(self.place.text().strip())
        if path.suffix.lower() == ".hotwash":
            set_text(self.problem, tr("That is the name of an exercise; give the report one that ends in .pdf."))
            self.problem.show()
        elif path.exists():
            self.asking = ask_replace(self, path.name, lambda: self._build(path))
        else:
            self._build(path)

    def _build(self, path: Path) -> None:
        paper = str(self.paper.currentData())
        self.thread_ = ReportThread(self, self._build_report, path, paper)
        self.thread_.progress.connect(self._show_progress)
        self.thread_.failed.connect(self._show_failure)
        self.thread_.broken.connect(_raise)
        self.thread_.finished.connect(self._finished)
        self._show_busy()
        self.thread_.start()

    def _finished(self) -> None:
        thread, self.thread_ = self.thread_, None
        if thread is None:
            return
        thread.wait()
        if thread.succeeded:
            self.built.emit(Path(self.place.text().strip()))
            self.accept()
        else:
            self._show_idle()

    def _show_busy(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        set_text(self.words, tr("Laying out the pages…"))
        self.words.show()
        self.problem.hide()
        for widget in (self.make, self.paper, self.place, self._browse):
            widget.setEnabled(False)

    def _show_idle(self) -> None:
        self.progress.hide()
        self.words.hide()
        self.problem.setVisible(bool(self.problem.text()))
        for widget in (self.make, self.paper, self.place, self._browse, self.stop):
            widget.setEnabled(True)

    def _show_progress(self, page: int, pages: int) -> None:
        self.progress.setRange(0, pages)
        self.progress.setValue(page)
        set_text(self.words, tr("Page {page} of {pages}", page=page, pages=pages))

    def _show_failure(self, sentence: str) -> None:
        set_text(self.problem, sentence)


def builder(desk: Desk, session: Run) -> Build:
    """What builds the report of one session."""
    return lambda path, paper, progress, cancelled: desk.write_report(session, path, paper, progress, cancelled)


def _raise(error: Exception) -> None:
    """What went wrong in the thread, raised where the window's own hook takes it."""
    raise error
