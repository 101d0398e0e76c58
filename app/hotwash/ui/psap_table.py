"""The table twin of the map: PSAPs as rows, sorted by any column, searched by name; a row leads to its card."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.ui.controls import SearchLine, column
from hotwash.ui.plain_text import TIP, shown, tip, tr
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.psaps import COLUMNS, PsapRow

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (64, 74, 44, 38)
"""Pixels of the columns but the first, which takes what is left."""
WIDE_STANDING = 110
"""Pixels of the second column where standings are long."""
LONG_NAME, ROW = 192, 26
"""Pixels of width that names need on one line, with the scroll bar beside them, and of height of one line."""
SORT = Qt.ItemDataRole.UserRole


class Psaps(QAbstractTableModel):
    """The rows; the network's PSAPs never change during an exercise, only what stands in the cells."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: tuple[PsapRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.texts()[index.column()])
        if role == TIP:
            return tip(f"{row.name}, {row.region}: {row.word}")
        if role == SORT:
            return row.keys()[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1 and row.standing is not Standing.WORKING:
            return QColor(self._theme.tokens.standing[row.standing])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= 2:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def show(self, rows: tuple[PsapRow, ...]) -> None:
        """Show these rows; tells the view which of them changed."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        changed = [n for n, (new, old) in enumerate(zip(rows, self.rows, strict=True)) if new != old]
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(COLUMNS) - 1))


class _Sorted(QSortFilterProxyModel):
    """Sorts by what a cell means, not by its letters; lets through rows that hold every word."""

    _words: tuple[str, ...] = ()

    def want(self, words: str) -> None:
        """Search anew."""
        self.beginFilterChange()
        self._words = tuple(words.casefold().split())
        self.endFilterChange()

    def lessThan(self, left: Index, right: Index) -> bool:
        a, b = left.data(SORT), right.data(SORT)
        return bool(a < b)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        if not isinstance(model, Psaps):
            return True
        row = model.rows[source_row]
        return all(word in f"{row.name} {row.region} {row.word}".casefold() for word in self._words)


class _View(QTableView):
    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class PsapTable(QWidget):
    """Search line and table."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = Psaps(theme, self)
        self._sorted = _Sorted(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setDynamicSortFilter(True)
        self.search = SearchLine(tr("Search PSAPs"), tr("Search by name, region or standing"))
        self.search.left.connect(self.left)
        self.search.entered.connect(self._to_table)
        self.search.textChanged.connect(self._sorted.want)
        self.view = _View()
        self.view.setAccessibleName(tr("PSAPs"))
        self.view.setModel(self._sorted)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # numbers and kinds stand at the end of names
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(ROW)
        self._columns()
        self.view.clicked.connect(self._open)
        self.view.opened.connect(self._open)
        self.setLayout(column(self.search, self.view, margin=2))

    def show_psaps(self, rows: tuple[PsapRow, ...]) -> None:
        """Show the rows of one moment."""
        words = {row.word for row in rows} != {row.word for row in self.model.rows}
        self.model.show(rows)
        if words:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """Names and standings get a second line where one is too short for them."""
        metrics = QFontMetrics(font(13))
        longest = max((metrics.horizontalAdvance(row.word) for row in self.model.rows), default=0) + 12
        standing = WIDE_STANDING if longest > WIDTHS[0] else WIDTHS[0]
        if self.view.columnWidth(1) != standing:
            self.view.setColumnWidth(1, standing)
        narrow = self.width() - sum(WIDTHS) < LONG_NAME or longest > standing
        if self.view.wordWrap() != narrow:
            self.view.setWordWrap(narrow)
            self.view.verticalHeader().setDefaultSectionSize(ROW * 3 // 2 if narrow else ROW)

    def _columns(self) -> None:
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(34)
        header.setHighlightSections(False)
        for place, width in enumerate(WIDTHS, start=1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(place, width)

    def _to_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[self._sorted.mapToSource(index).row()].id)
