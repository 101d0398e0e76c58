"""Asks an author what to work on: nothing yet, a scenario from the disk, or a copy of a shipped one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from hotwash.ui.controls import button, column, heading, row
from hotwash.ui.plain_text import label, shown, tr

_NAME = Qt.ItemDataRole.UserRole


class StartDialog(QDialog):
    """Tells what was chosen, and closes."""

    blank_asked = Signal()
    file_asked = Signal()
    copy_asked = Signal(str)
    went_on = Signal()

    def __init__(self, parent: QWidget, shipped: Mapping[str, str], *, can_go_on: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Design a scenario"))
        self.setMinimumWidth(460)
        self.copies = QListWidget()
        self.copies.setAccessibleName(tr("Shipped scenarios to copy"))
        self.copies.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for name, title in shipped.items():
            item = QListWidgetItem(shown(title))
            item.setData(_NAME, name)
            self.copies.addItem(item)
        self.copies.setCurrentRow(0)
        self.copies.itemActivated.connect(lambda _: self._copy())
        self.blank = button(tr("Begin with a blank map"), lambda: self._tell(self.blank_asked), name="primary")
        self.file = button(tr("Open a folder or a file…"), lambda: self._tell(self.file_asked))
        self.copy = button(tr("Work on a copy"), self._copy)
        self.copy.setEnabled(bool(shipped))
        on = [button(tr("Back to the draft"), lambda: self._tell(self.went_on))] if can_go_on else []
        self.setLayout(
            column(
                heading(tr("Design a scenario")),
                row(self.blank, self.file, *on, 1),
                label(tr("Or begin with a copy of a shipped scenario:"), name="muted"),
                self.copies,
                row(1, self.copy, button(tr("Cancel"), self.reject)),
                margin=16,
                gap=10,
            )
        )
        self.blank.setFocus()

    def _copy(self) -> None:
        item = self.copies.currentItem()
        if item is not None:
            name = str(item.data(_NAME))
            self.accept()
            self.copy_asked.emit(name)

    def _tell(self, signal: object) -> None:
        self.accept()
        signal.emit()  # type: ignore[attr-defined]  # a bound signal, whose type PySide does not say
