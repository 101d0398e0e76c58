"""Small parts of the longer dialogs: boxes of records, lists to tick, fields with their names above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from hotwash.ui import icons
from hotwash.ui.controls import column
from hotwash.ui.plain_text import label, shown

Pairs = Sequence[tuple[str, str]]
"""Keys and the words shown for them."""


class Box(QComboBox):
    """A box with an arrow in the colour of the palette, which a style sheet takes away."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        painter = QPainter(self)
        picture = icons.pixmap("chevron-down", colour, 14, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 20, (self.height() - 14) // 2, picture)
        painter.end()


def box_of(name: str, pairs: Pairs) -> QComboBox:
    """A box to choose one from."""
    made = Box()
    made.setAccessibleName(name)
    for key, words in pairs:
        made.addItem(shown(words), key)
    return made


def key_of(box: QComboBox) -> str:
    """The key that is chosen; empty for none."""
    return str(box.currentData() or "")


def line_of(box: QComboBox) -> QLineEdit:
    """The line of a box in which something else can be written too."""
    box.setEditable(True)
    line = box.lineEdit()
    assert line is not None  # a box that can be edited has one
    return line


class Ticks(QListWidget):
    """A list to tick several from, with Space."""

    def __init__(self, name: str, pairs: Pairs) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for key, words in pairs:
            item = QListWidgetItem(shown(words))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setMaximumHeight(24 * min(6, max(2, len(pairs))) + 8)

    def keys(self) -> tuple[str, ...]:
        """What is ticked, in the list's order."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def tick(self, keys: Sequence[str]) -> None:
        """Tick these and nothing else."""
        for place in range(self.count()):
            item = self.item(place)
            wanted = item.data(Qt.ItemDataRole.UserRole) in keys
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


class Words(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next field."""

    def __init__(self, name: str, lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def words(self) -> str:
        """What was written."""
        return self.toPlainText().strip()


def named(name: str, field: QWidget) -> QVBoxLayout:
    """A field under its name."""
    return column(label(name, name="small"), field, gap=1)
