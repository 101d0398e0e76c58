"""Work for the eyes is done when somebody sees it: at once on a page in front, else when the page comes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """What a widget shows is brought up to date by `do`. `due` says that it is behind because nobody sees it."""

    def __init__(self, over: QWidget, do: Callable[[], None]) -> None:
        super().__init__(over)
        self._over, self._do = over, do
        self.due = False
        over.installEventFilter(self)

    def ask(self) -> None:
        """Have it done as soon as it can be seen."""
        self.due = True
        if self._over.isVisible():
            self.now()

    def now(self) -> None:
        """Do what is due, seen or not."""
        if self.due:
            self.due = False
            self._do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and watched is self._over:
            self.now()
        return super().eventFilter(watched, event)
