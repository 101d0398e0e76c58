"""Second copies of the exercise that is open: begins them, and says in the window what becomes of them."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from hotwash.domain.sentences import told_by
from hotwash.exercise.session import Session
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.words import said

if TYPE_CHECKING:
    from hotwash.ui.main_window import MainWindow


class SecondCopies(QObject):
    """Belongs to a window. The copies themselves belong to the exercise file and end with it."""

    _told, _kept = Signal(object), Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._kept.connect(self._say_kept, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Which folder, on a stick or another disk; then begin one there."""
        words = tr("Keep a second copy on a stick or another disk, in the folder")
        folder = QFileDialog.getExistingDirectory(self._window, words)
        if folder:
            self.keep(Path(folder))

    def keep(self, folder: Path) -> None:
        """Begin one in a folder, in a thread: a stick may be slow. Where that can't be a sentence says why."""
        view = self._window.view
        if view is not None:
            Thread(target=self._begin, args=(view.conduct.session, folder), name="second-copy", daemon=True).start()

    def _begin(self, session: Session, folder: Path) -> None:
        try:
            path = self._window.desk.second_copy(session, folder, self._told.emit)
        except OpenFailed as failed:
            self._told.emit(told_by(failed))
        else:
            self._kept.emit(path.name)

    def _tell(self, sentence: str) -> None:
        self._window.toast.give(said(sentence))

    def _say_kept(self, name: str) -> None:
        self._window.toast.give(tr("A second copy is kept as {file}; leave the stick in.", file=name))
