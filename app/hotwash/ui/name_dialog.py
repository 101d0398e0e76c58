"""One line asked for in a small window: Enter takes it, Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from hotwash.ui.choosers import named
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import shown, tr


class NameDialog(QDialog):
    """Asks for a name; `take` is given what was typed, without blanks around it, where it is anything."""

    def __init__(self, parent: QWidget, title: str, words: str, take: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("debriefwindow")
        self.setWindowTitle(shown(title))
        self._take = take
        self.line = QLineEdit()
        self.line.setAccessibleName(shown(words))
        self.take_key = button(tr("Add"), self._taken, name="primary")
        self.take_key.setDefault(True)
        self.take_key.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.take_key.setEnabled(bool(text.strip())))
        bottom = row(1, button(tr("Cancel"), self.reject), self.take_key)
        self.setLayout(column(named(words, self.line), bottom, margin=12, gap=8))
        self.setMinimumWidth(340)
        self.line.setFocus()

    def _taken(self) -> None:
        name = self.line.text().strip()
        if name:
            self.accept()
            self._take(name)
