"""A table of plain rows: every cell is a text, taken literally; a choice outlives new rows where its key does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hotwash.ui.plain_text import TIP, shown, tip, tr

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, ...]
HEIGHT = 26
"""Pixels of a row of one line."""
WIDEST = 320
"""Most pixels of a column that is not the wide one; long names wrap, so that the wide one has room."""


class _Rows(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = tuple(heads)
        self.rows: tuple[Row, ...] = ()
        self.keys: tuple[str, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.heads)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.heads[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(text)
        return tip(text) if role == TIP and len(text) > 12 else None

    def rename(self, heads: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.heads, self.rows, self.keys = heads, (), ()
        self.endResetModel()

    def show(self, rows: tuple[Row, ...], keys: tuple[str, ...]) -> None:
        if keys == self.keys and len(rows) == len(self.rows):
            changed = [n for n, (new, old) in enumerate(zip(rows, self.rows, strict=True)) if new != old]
            self.rows = rows
            if changed:
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.heads) - 1))
            return
        self.beginResetModel()
        self.rows, self.keys = rows, keys
        self.endResetModel()


class RowTable(QTableView):
    """Shows rows under heads; the column `wide` takes what room is left."""

    chosen = Signal(str)

    def __init__(self, name: str, heads: Sequence[str], wide: int = 0) -> None:
        super().__init__()
        self._rows, self._wide = _Rows(heads, self), wide
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().setMinimumSectionSize(HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMaximumSectionSize(WIDEST)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(tr("Columns of: {table}", table=name))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))

    def show_rows(self, rows: tuple[Row, ...], keys: tuple[str, ...] = ()) -> None:
        """Show these; `keys` tell rows from each other, the number of a row where there are none."""
        named = keys or tuple(str(n) for n in range(len(rows)))
        kept = self.key()
        changed = (rows, named) != (self._rows.rows, self._rows.keys)
        self._rows.show(rows, named)
        if kept and kept in named and self.key() != kept:
            self.selectRow(named.index(kept))
        if changed:
            self.resizeRowsToContents()

    def set_heads(self, heads: Sequence[str], wide: int) -> None:
        """Show other columns from now on; rows are shown anew."""
        self._rows.rename(tuple(heads))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._wide = wide

    def key(self) -> str:
        """Key of the row that is chosen; empty for none."""
        row = self.currentIndex().row()
        return self._rows.keys[row] if 0 <= row < len(self._rows.keys) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._rows.keys):
            self.chosen.emit(self._rows.keys[row])
