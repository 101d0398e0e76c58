"""The documents to choose from: ticked with Space, copies and sides to be changed in their rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from hotwash.ui.plain_text import TIP, shown, tip, tr
from hotwash.viewmodels.printing import MOST_COPIES, Offered

_NAME, _COPIES, _SIDES, _WHOM = range(4)


class DocumentTable(QTableWidget):
    """Rows in the order of what is offered."""

    changed = Signal()

    def __init__(self, rows: Sequence[Offered]) -> None:
        super().__init__(len(rows), 4)
        self.rows = rows
        self.setAccessibleName(tr("Documents"))
        self.setHorizontalHeaderLabels([tr("Document"), tr("Copies"), tr("Sides"), tr("For whom")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        for place, one in enumerate(rows):
            self._fill(place, one)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_WHOM, QHeaderView.ResizeMode.Stretch)
        self.resizeColumnsToContents()
        for column, room in ((_NAME, 34), (_COPIES, 20), (_SIDES, 34)):
            self.setColumnWidth(column, self.columnWidth(column) + room)
        self.itemChanged.connect(lambda _: self.changed.emit())

    def _fill(self, place: int, one: Offered) -> None:
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        name = QTableWidgetItem(shown(one.title))
        name.setFlags(fixed | Qt.ItemFlag.ItemIsUserCheckable)
        name.setCheckState(Qt.CheckState.Unchecked)
        copies = QTableWidgetItem()
        copies.setData(Qt.ItemDataRole.EditRole, one.copies)
        copies.setFlags(fixed | Qt.ItemFlag.ItemIsEditable)
        sides = QTableWidgetItem(tr("both"))
        sides.setFlags(fixed | Qt.ItemFlag.ItemIsUserCheckable)
        sides.setCheckState(Qt.CheckState.Checked if one.two_sides else Qt.CheckState.Unchecked)
        sides.setData(TIP, tip(one.how))
        whom = QTableWidgetItem(shown(one.whom))
        whom.setFlags(fixed)
        whom.setData(TIP, tip(one.whom))
        for column, item in enumerate((name, copies, sides, whom)):
            self.setItem(place, column, item)

    def ticked(self) -> list[int]:
        """Rows that are chosen, in their order."""
        return [n for n in range(self.rowCount()) if self._cell(n, _NAME).checkState() is Qt.CheckState.Checked]

    def tick(self, names: Sequence[str]) -> None:
        """Choose these and nothing else."""
        self.blockSignals(True)
        for place, one in enumerate(self.rows):
            wanted = one.name in names
            self._cell(place, _NAME).setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.changed.emit()

    def count_as_set(self) -> None:
        """Copies as the print set counts them."""
        for place, one in enumerate(self.rows):
            self._cell(place, _COPIES).setData(Qt.ItemDataRole.EditRole, one.copies)

    def copies(self, place: int) -> int:
        """How many of a row."""
        value = self._cell(place, _COPIES).data(Qt.ItemDataRole.EditRole)
        return min(max(int(value), 1), MOST_COPIES) if isinstance(value, int) else 1

    def two_sides(self, place: int) -> bool:
        """Whether a row is printed on both sides."""
        return self._cell(place, _SIDES).checkState() is Qt.CheckState.Checked

    def _cell(self, place: int, column: int) -> QTableWidgetItem:
        found = self.item(place, column)
        assert found is not None  # every cell was filled
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, column = self.currentRow(), self.currentColumn()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            item = self._cell(place, _SIDES if column == _SIDES else _NAME)
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)
