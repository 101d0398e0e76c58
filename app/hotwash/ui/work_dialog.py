"""A dialog that works beside the window's own thread: progress, cancel, and one sentence where it failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from hotwash.ui.controls import button
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.print_work import Work, WorkThread, raise_again


class WorkDialog(QDialog):
    """One piece of work at a time; the same key cancels it, or leaves the dialog where nothing is being done."""

    def __init__(self, parent: QWidget, leave: str) -> None:
        super().__init__(parent)
        self._leave = leave
        self.thread_: WorkThread | None = None
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Done"))
        self.words, self.problem = label(name="muted", wrap=True), label(name="bad", wrap=True)
        self.stop = button(leave, self.reject)

    def busy_parts(self) -> tuple[QWidget, ...]:
        """What rests while something is done."""
        return ()

    def rested(self) -> None:
        """Told once nothing is being done any more."""

    def tell(self, sentence: str) -> None:
        """Say how it stands."""
        set_text(self.words, sentence)
        self.words.setVisible(bool(sentence))

    def start(self, work: Work, then: Callable[[], object]) -> None:
        """Do it beside the window's own thread, and `then` where it was done whole."""
        thread = self.thread_ = WorkThread(self, work)
        thread.progress.connect(self._show_progress)
        thread.failed.connect(self.refuse)
        thread.broken.connect(raise_again)
        thread.finished.connect(lambda: self._finished(then))
        self._show_busy()
        thread.start()

    def _finished(self, then: Callable[[], object]) -> None:
        thread, self.thread_ = self.thread_, None
        if thread is None:
            return
        thread.wait()
        self.show_idle()
        if thread.succeeded:
            then()

    def reject(self) -> None:
        """Cancel what is being made, or close."""
        if self.thread_ is not None:
            self.thread_.cancel()
            set_text(self.words, tr("Stopping…"))
            self.stop.setEnabled(False)
            return
        super().reject()

    def refuse(self, sentence: str) -> None:
        """Say why not."""
        set_text(self.problem, sentence)
        self.problem.show()

    def _show_busy(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.tell(tr("Laying out the pages…"))
        set_text(self.problem, "")
        self.problem.hide()
        self.stop.setText(tr("Cancel"))
        for part in self.busy_parts():
            part.setEnabled(False)
        self.stop.setFocus()

    def show_idle(self) -> None:
        """Nothing is being made."""
        self.progress.hide()
        self.problem.setVisible(bool(self.problem.text()))
        self.stop.setText(self._leave)
        self.stop.setEnabled(True)
        for part in self.busy_parts():
            part.setEnabled(True)
        self.rested()

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        set_text(self.words, tr("{done} of {whole}", done=done, whole=whole))
