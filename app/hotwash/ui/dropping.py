"""Files dragged onto the window: an exercise is gone on with, a scenario edited, a file of another program taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_files import NETWORKS

if TYPE_CHECKING:
    from hotwash.ui.main_window import MainWindow


class Dropping(QObject):
    """Watches the window for what is let go over it; takes one file at a time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if event.mimeData().hasUrls():
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                self.take(paths[0])
            return True
        return super().eventFilter(watched, event)

    def take(self, path: Path) -> None:
        """Do what a file is for; a sentence says so where it is for nothing here."""
        ending = path.suffix.lower()
        if ending == ".hotwash":
            self._window.resume(path)
        elif path.is_dir() or ending in (".yaml", ".yml"):
            self._window.designing.begin_at(path)
        elif ending in NETWORKS:
            self._window.designing.take_in(path)
        else:
            words = tr("Nothing here can be done with {name}. Scenarios are .yaml, exercises .hotwash.", name=path.name)
            self._window.toast.give(words)
