"""Small questions of the canvas: a name in its place, a thing to go to, a zone to put something in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from hotwash.ui.choosers import Box, line_of
from hotwash.ui.controls import SearchLine, button, column, row
from hotwash.ui.keyed_rows import ROW, KeyedRows
from hotwash.ui.plain_text import label, shown, tr
from hotwash.viewmodels.actions import matching

MOST_FOUND = 200
"""Things listed at once; more letters find the others."""


class NameLine(QLineEdit):
    """A line over the canvas: Enter and leaving it take the words, Esc does not."""

    def __init__(self, over: QWidget, words: str, middle: QPoint, take: Callable[[str], None]) -> None:
        super().__init__(over)
        self._take: Callable[[str], None] | None = take
        self._was = words
        self.setAccessibleName(tr("New name"))
        self.setText(shown(words))
        width = min(320, max(140, self.fontMetrics().horizontalAdvance(shown(words)) + 40))
        self.resize(width, self.sizeHint().height())
        room = over.rect()
        self.move(
            max(2, min(middle.x() - width // 2, room.width() - width - 2)),
            max(2, min(middle.y(), room.height() - self.height() - 2)),
        )
        self.selectAll()
        self.show()
        self.setFocus()

    def _end(self, *, keep: bool) -> None:
        take, self._take = self._take, None
        if take is None:
            return
        words = self.text().strip()
        over = self.parentWidget()
        self.deleteLater()
        self.hide()
        below = over.parentWidget() if over is not None else None
        if below is not None:
            below.setFocus()
        if keep and words != self._was:
            take(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._end(keep=True)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be chosen: its key, and the words it is found by."""

    key: str
    words: str


class FindBox(QDialog):
    """Type some letters, choose with the arrows, go with Enter."""

    def __init__(self, parent: QWidget, title: str, things: Sequence[Found], take: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown(title))
        self.resize(460, 360)
        self._things, self._take = tuple(things), take
        self.line = SearchLine(title, tr("Name, kind or id"))
        self.rows: KeyedRows[Found] = KeyedRows(self, lambda one: one.key, lambda one: one.words)
        self.list = QListView()
        self.list.setAccessibleName(tr("Found"))
        self.list.setModel(self.rows)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._count = label(name="small")
        self.setLayout(column(self.line, self.list, self._count, margin=10))
        self.line.textChanged.connect(self._search)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self.reject)
        self.list.activated.connect(self._go)
        self.list.clicked.connect(self._go)
        self._search("")
        self.line.setFocus()

    def _search(self, words: str) -> None:
        places = matching(words, tuple(thing.words for thing in self._things))
        self.rows.show([self._things[place] for place in places[:MOST_FOUND]])
        self.list.setCurrentIndex(self.rows.index(0))
        self._count.setText(shown(tr("{count} found", count=len(places))))

    def _enter(self) -> None:
        self._go(self.list.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        found = index.data(ROW)
        if isinstance(found, Found):
            self.accept()
            self._take(found.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            place = max(0, min(self.list.currentIndex().row() + steps[key], len(self.rows.items) - 1))
            self.list.setCurrentIndex(self.rows.index(place))
        else:
            super().keyPressEvent(event)


class GroupBox(QDialog):
    """Which zone or site something is put into: one that there is, a new one, or none."""

    def __init__(
        self, parent: QWidget, title: str, names: Sequence[str], now: str, take: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown(title))
        self._take = take
        self.box = Box()
        self.box.setAccessibleName(shown(title))
        self.box.addItems([shown(name) for name in names])
        self.line = line_of(self.box)
        self.line.setText(shown(now))
        self.line.selectAll()
        words = label(tr("A name that there is, or a new one; empty for none."), name="muted", wrap=True)
        put = button(tr("Put"), self._put, name="primary")
        put.setDefault(True)
        self.setLayout(column(words, self.box, row(1, put, button(tr("Cancel"), self.reject)), margin=12, gap=8))
        self.setMinimumWidth(340)
        self.box.setFocus()

    def _put(self) -> None:
        self.accept()
        self._take(self.line.text().strip())
