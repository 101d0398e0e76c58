"""One sentence at the top of the window that goes away by itself; never in the way of a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from hotwash.ui.plain_text import label, shown, tell, tr

STAYS_MS = 7_000
TOP = 104
"""Pixels from the top of the window: over the map, where nothing is written or pressed."""
LONG = 200
"""Letters from which a sentence gets a box that stays until it is read."""


class Toast(QObject):
    """Belongs to a window and follows its size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None
        self.text: QLabel = label(parent=window, wrap=True)
        self.text.setObjectName("toast")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.text.hide)
        window.installEventFilter(self)

    def say(self, sentence: str) -> None:
        """Show a sentence, and let screen readers say it; an empty one takes the last away."""
        if not sentence:
            self.text.hide()
            self.text.setText("")
            return
        if len(sentence) > LONG or "\n" in sentence:
            self.box = tell(self._window, tr("Hotwash"), sentence)
            return
        self.text.setText(shown(sentence))
        self._place()
        self.text.show()
        self.text.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, shown(sentence)))
        self._timer.start(STAYS_MS)

    def _place(self) -> None:
        width = min(720, self._window.width() - 60)
        height = self.text.heightForWidth(width) + 4
        self.text.setGeometry((self._window.width() - width) // 2, TOP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.text.isVisible():
            self._place()
        return False
