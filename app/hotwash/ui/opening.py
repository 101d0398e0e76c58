"""An exercise on its way out of its file: made in a thread of its own, with its progress and a way out."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from hotwash.domain.sentences import told_by
from hotwash.exercise.recording import Run
from hotwash.journal.errors import StorageTrouble
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.desk import OpenFailed, Progress
from hotwash.viewmodels.words import tell_in

Make = Callable[[Progress], Run]
WIDTH = 460


class OpeningCancelled(Exception):
    """Nobody waits for the exercise any more; nothing is said about it."""


class OpenThread(QThread):
    """Makes one session and what stands behind its workspace. Once it has finished exactly one of `conduct`,
    `failure` and `error` is there, or none where it was cancelled."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject, make: Make, path: Path | None) -> None:
        super().__init__(parent)
        self.path = path
        self._make, self._wanted = make, True
        self.conduct: Conduct | None = None
        self.failure: OpenFailed | None = None
        self.error: Exception | None = None

    def cancel(self) -> None:
        """Nobody waits for it any more; it stops at its next step."""
        self._wanted = False

    def run(self) -> None:
        # Collecting garbage in the middle of reading a scenario would hold the window up: all that is being made is in
        # the way and none of it is garbage. What was made then stays as long as the exercise does, so it is set aside:
        # looking through it again and again while calls move takes frames. The next opening takes it back first.
        collects = gc.isenabled()
        gc.disable()
        gc.unfreeze()
        try:
            self._work()
        finally:
            gc.freeze()
            if collects:
                gc.enable()

    def _work(self) -> None:
        try:
            made = self._made()
        except OpeningCancelled:
            return
        except OpenFailed as failure:
            self.failure = failure if self._wanted else None
            return
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.error = error
            return
        if self._wanted:
            self.conduct = made
        else:
            let_go(made.run)

    def _made(self) -> Conduct:
        run = self._make(self._tell)
        tell_in(run.scenario.swaps)  # what is made from here on speaks as this story does
        conduct = Conduct(run)
        conduct.world()  # judging every call of a large network takes longer than a window may stand still
        return conduct

    def _tell(self, done: int, whole: int) -> None:
        if not self._wanted:
            raise OpeningCancelled
        self.progressed.emit(done, whole)


class Closing(QThread):
    """Closes an exercise that is not shown any more; the disk may take its time, and the window does not wait."""

    failed = Signal(str)

    def __init__(self, parent: QObject, exercise: Run) -> None:
        super().__init__(parent)
        self._exercise = exercise

    def run(self) -> None:
        try:
            self._exercise.close()
        except StorageTrouble as trouble:
            self.failed.emit(told_by(trouble))


def let_go(run: Run) -> None:
    """Close an exercise that is not shown any more; it holds nothing that is not on disk already."""
    with suppress(StorageTrouble):
        run.close()


class OpeningPage(QWidget):
    """Says what is being opened and how far it is."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label(name="heading", wrap=True)
        self._small = label(name="muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Share of the exercise that is open"))
        self.stop = button(tr("Cancel"), self.cancelled.emit)
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        inner.setLayout(column(self._words, self.progress, self._small, row(1, self.stop), gap=10))
        self.setLayout(column(1, row(1, inner, 1), 1))

    def show_start(self, words: str) -> None:
        """Something new is being opened."""
        set_text(self._words, words)
        set_text(self._small, "")
        self.progress.setRange(0, 0)
        self.stop.setEnabled(True)

    def show_progress(self, done: int, whole: int) -> None:
        """So many of so many entries are worked through."""
        self.progress.setRange(0, max(whole, 1))
        self.progress.setValue(done)
        set_text(self._small, tr("Entry {done:,} of {whole:,} run again", done=done, whole=whole))

    def show_building(self, title: str) -> None:
        """It is made, its title is known, and its workspace is being built."""
        set_text(self._words, tr("Opening {scenario}…", scenario=title))
        self.progress.setRange(0, 0)
        set_text(self._small, tr("Building the workspace"))

    def show_stopping(self) -> None:
        """It was cancelled and comes to its end."""
        self.stop.setEnabled(False)
        set_text(self._small, tr("Stopping…"))
