"""Every step of an author as a list: choosing one goes back, or on, to the draft as it was after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import Changed, DesignTable


class HistoryPanel(QListWidget):
    """The first row is the draft as it was opened; the row that holds now is the current one. Undone ones are faint."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table = table
        self.setAccessibleName(tr("History of steps"))
        self.setUniformItemSizes(True)
        table.listen(self._told)
        theme.changed.connect(self._show)
        self._show()
        self.itemClicked.connect(lambda item: self._go(self.row(item)))
        self.itemActivated.connect(lambda item: self._go(self.row(item)))

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._show()

    def _show(self) -> None:
        history = self._table.history
        names = [tr("As opened"), *(step.name for step in history.steps)]
        while self.count() > len(names):
            self.takeItem(self.count() - 1)
        while self.count() < len(names):
            self.addItem(QListWidgetItem())
        faint = self.palette().placeholderText()
        for place, name in enumerate(names):
            item = self.item(place)
            undone = place > history.at
            item.setText(shown(tr("{step} (undone)", step=name) if undone else name))
            if undone:
                item.setForeground(faint)
            else:
                item.setData(Qt.ItemDataRole.ForegroundRole, None)
        self.setCurrentRow(history.at)

    def _go(self, place: int) -> None:
        self._table.to(place)
