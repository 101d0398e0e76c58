"""One sentence that goes away by itself, in a place of its own: it never covers a figure, a clock or the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox, QWidget

from hotwash.ui.plain_text import label, shown, tell, tr
from hotwash.ui.theme import font

STAYS_MS = 9_000
LONG = 200
"""Letters from which a sentence gets a box that stays until it is read."""
STRIP = 48
"""Height in pixels: the row of the menu and the strip of the mode."""
LETTERS = (14, 13, 12, 11)
"""Sizes of letters in pixels; the largest at which the sentence fits is used."""
ACROSS, DOWN = 12, 2
"""Pixels between the sentence and its edges."""
_LOOK = "font-size:%dpx;padding:%dpx %dpx;border-radius:6px;"
LEAST = 420
"""Pixels of width below which the strip of the mode is not shared."""


class Toast(QObject):
    """Belongs to a window. Right of the menu and of the word of the mode nothing is ever written: there it speaks.

    A window without a menu says itself which part of it is `free`; nothing is kept empty for it.
    """

    def __init__(self, window: QWidget, free: Callable[[], QRect] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None
        self.text: QLabel = label(parent=window, wrap=True)
        self.text.setObjectName("toast")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text.hide()
        self._elsewhere = free
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.text.hide)
        window.installEventFilter(self)

    def give(self, sentence: str) -> None:
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

    def _free(self) -> QRect:
        """The part of the window that is kept free for it."""
        if self._elsewhere is not None:
            return self._elsewhere()
        width = self._window.width()
        left, height = ACROSS, STRIP
        if isinstance(self._window, QMainWindow):
            menu = self._window.menuBar()
            last = menu.actions()[-1:] if menu.isVisible() else []
            left = max([left, *(menu.actionGeometry(action).right() + 2 * ACROSS for action in last)])
        strips = [strip for strip in self._window.findChildren(QWidget, "mode") if strip.isVisible()]
        for word in (word for strip in strips for word in strip.findChildren(QLabel)):
            end = word.mapTo(self._window, QPoint(0, 0)).x() + word.fontMetrics().horizontalAdvance(word.text())
            left = max(left, min(end + 3 * ACROSS, width - LEAST))
        return QRect(left, 0, max(width - left - 4, 1), height).adjusted(0, 1, 0, -1)

    def _place(self) -> None:
        """As near to the right edge as the sentence is long, in the largest letters that fit."""
        free = self._free()
        room = QRect(0, 0, free.width() - 2 * ACROSS, free.height() - 2 * DOWN)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        needed, letters = room, LETTERS[-1]
        for size in LETTERS:
            needed = QFontMetrics(font(size)).boundingRect(
                QRect(0, 0, room.width(), 1_000), int(flags), self.text.text()
            )
            if needed.height() <= room.height() and needed.width() <= room.width():
                letters = size
                break
        self.text.setStyleSheet(_LOOK % (letters, DOWN, ACROSS))
        width = min(needed.width() + 2 * ACROSS + 6, free.width())
        self.text.setGeometry(free.right() - width + 1, free.top(), width, free.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.text.isVisible():
            self._place()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.text.isVisible():
            return self._dismissed(event)
        return False

    def _dismissed(self, event: QKeyEvent) -> bool:
        """Escape takes the sentence away, where nothing else has a use for the key."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.give("")
        return True
