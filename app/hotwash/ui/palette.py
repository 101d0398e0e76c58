"""The command palette: every action, fault, act and place by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from hotwash.ui.controls import column
from hotwash.ui.plain_text import label, shown, tr
from hotwash.viewmodels.actions import matching

MOST = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do; `keys` are shown at the right."""

    text: str
    keys: str
    run: Callable[[], None]


class CommandPalette(QDialog):
    """A search line over a list; Enter does what is marked."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find an action"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(560, parent.width()), min(420, parent.height()))
        self._entries = tuple(entries)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type a part of an action, a fault, an element or a PSAP"))
        self.line.setAccessibleName(tr("What to do"))
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Actions found"))
        self.list.itemActivated.connect(lambda _: self._do())
        self.list.itemClicked.connect(lambda _: self._do())
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._do)
        below = label(tr("Up and Down choose, Enter does it, Esc closes"), name="small")
        self.setLayout(column(self.line, self.list, below, margin=12))
        self._filter("")

    def _filter(self, words: str) -> None:
        self.list.clear()
        for place in matching(words, tuple(entry.text for entry in self._entries))[:MOST]:
            entry = self._entries[place]
            item = QListWidgetItem(shown(f"{entry.text}    {entry.keys}" if entry.keys else entry.text))
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        if not self.list.count():
            return
        run = self._entries[int(item.data(Qt.ItemDataRole.UserRole))].run
        self.close()
        run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)
