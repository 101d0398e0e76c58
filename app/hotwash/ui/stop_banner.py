"""The banner of a real emergency: over everything else in every window until the facilitator lets play go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import hint, label, set_text, shown, tr


class StopBanner(QWidget):
    """Hidden while play goes on. `resume` gives it the facilitator's key; without one it only tells."""

    def __init__(self, resume: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setObjectName("stopbanner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(tr("REAL EMERGENCY – PLAY IS STOPPED"), name="stoptitle", wrap=True)
        self._words = label(name="stopwords", wrap=True)
        self.key: QPushButton | None = None
        box = row(column(self._title, self._words, gap=0), margin=10)
        box.setStretch(0, 1)
        if resume is not None:
            self.key = button(tr("Let play go on"), resume)
            hint(self.key, tr("The clock stays paused until you start it."))
            box.addWidget(self.key)
        self.setLayout(box)
        self.hide()

    def show_stop(self, words: str) -> None:
        """Say who stopped play; empty words take the banner away. Screen readers hear it once."""
        fresh = bool(words) and self.isHidden()
        set_text(self._words, words)
        self.setVisible(bool(words))
        if fresh:
            QApplication.alert(self.window())
            spoken = f"{self._title.text()}. {words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown(spoken)))


def stop_button(stop: Callable[[], object]) -> QPushButton:
    """The key that stops play at once, for every window of the exercise."""
    made = button(tr("STOP"), stop, name="stop")
    made.setAccessibleName(tr("STOP: real emergency, everything stops at once"))
    hint(made, tr("Real emergency: everything stops at once (Ctrl+Shift+F12)"))
    return made
