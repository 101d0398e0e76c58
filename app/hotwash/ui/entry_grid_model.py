"""A list of a scenario as a model for Qt's tables; what a cell says and takes is the grid's, which knows no Qt."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from hotwash.scenario.draft import Item
from hotwash.ui.plain_text import TIP, shown, tip
from hotwash.viewmodels.entry_grid import Cell, Column, EntryGrid

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Entries in rows, for Qt's table; a cell that is written becomes a step of the author's."""

    def __init__(self, grid: EntryGrid, parent: QObject) -> None:
        super().__init__(parent)
        self.grid = grid
        self.words = ""
        self.columns: tuple[Column, ...] = grid.columns()
        self.items: tuple[Item, ...] = grid.items
        self.bad = QColor()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return shown(self.columns[section].head) if side is Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if self.cell(index).sort is not None else plain

    def cell(self, index: Index) -> Cell:
        """The cell of an index; one that nobody can edit where there is none."""
        if not (0 <= index.row() < len(self.items) and 0 <= index.column() < len(self.columns)):
            return Cell("", None)
        return self.grid.cell(self.items[index.row()], self.columns[index.column()])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not (0 <= index.row() < len(self.items) and 0 <= index.column() < len(self.columns)):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = self.grid.text(self.items[index.row()], self.columns[index.column()])
            wrong = self.cell(index).mistake
            return shown(f"⚠ {text}" if wrong else text)
        if role == Qt.ItemDataRole.EditRole:
            return self.cell(index).text
        if role in (TIP, Qt.ItemDataRole.AccessibleDescriptionRole):
            cell = self.cell(index)
            return tip(cell.mistake or cell.text) if cell.mistake or len(cell.text) > 12 else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.bad if self.cell(index).mistake else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.cell(index).text == str(value):
            return False
        self.grid.write({self.items[index.row()].key}, self.columns[index.column()], str(value))
        return True

    def refresh(self) -> None:
        """Show the draft as it is now; rows that are still there stay chosen, and only what is new is told of."""
        columns, items = self.grid.columns(), self.grid.matching(self.words)
        if columns != self.columns:
            self.beginResetModel()
            self.columns, self.items = columns, items
            self.endResetModel()
            return
        before, now = [one.key for one in self.items], [one.key for one in items]
        if before != now:
            self._change_rows(before, now, items)
        self.items = items
        if items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(columns) - 1))

    def _change_rows(self, before: list[int], now: list[int], items: tuple[Item, ...]) -> None:
        """Take out and put in what differs between what both begin with and what both end with."""
        shorter = min(len(before), len(now))
        head = next((n for n in range(shorter) if before[n] != now[n]), shorter)
        tail = next((n for n in range(shorter - head) if before[-1 - n] != now[-1 - n]), shorter - head)
        if len(before) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(before) - tail - 1)
            self.items = (*self.items[:head], *self.items[len(before) - tail :])
            self.endRemoveRows()
        if len(now) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(now) - tail - 1)
            self.items = items
            self.endInsertRows()
