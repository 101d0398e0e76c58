"""Seats against actions, ticked with Space: who may do what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from hotwash.ui.controls import column
from hotwash.ui.plain_text import TIP, label, shown, tip, tr
from hotwash.ui.theme import Theme
from hotwash.ui.when_seen import WhenSeen
from hotwash.viewmodels.access import Access, access, offer
from hotwash.viewmodels.design_table import Changed, DesignTable

_WIDEST = 220
"""Most pixels of a column, so that a long name leaves room for the other seats."""
_TICKED = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _names(one: Access) -> tuple[object, ...]:
    """What rows and columns are called."""
    return (one.seats, tuple(action[:3] for action in one.actions))


class AccessGrid(QWidget):
    """A row for each action, a column for each seat."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme  # colours come from the style sheet
        super().__init__()
        self._table = table
        self._held: Access | None = None
        self._showing = False
        self.cells = QTableWidget()
        self.cells.setAccessibleName(tr("Which seat is offered which action"))
        self.cells.setAlternatingRowColors(True)
        self.cells.horizontalHeader().setAccessibleName(tr("Seats"))
        self.cells.verticalHeader().setAccessibleName(tr("Actions"))
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.cells.horizontalHeader().setMaximumSectionSize(_WIDEST)
        self.cells.itemChanged.connect(self._ticked)
        words = label(
            tr("Space ticks what a seat is offered. What a seat sees stands in its properties."), name="small"
        )
        whole = column(words, margin=4, gap=2)
        whole.addWidget(self.cells, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.cells)
        self._seen = WhenSeen(self, self._show)
        table.listen(self._told)
        self._show()

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._seen.ask()

    def _show(self) -> None:
        now = access(self._table)
        if now == self._held:
            return
        before, self._held = self._held, now
        self._showing = True
        if before is None or _names(before) != _names(now):
            self._lay_out(now)
        for row, (_, action, _, offered) in enumerate(now.actions):
            for place, (seat, name) in enumerate(now.seats):
                item = self.cells.item(row, place)
                if item is not None:
                    item.setCheckState(Qt.CheckState.Checked if seat in offered else Qt.CheckState.Unchecked)
                    state = tr("offered") if seat in offered else tr("not offered")
                    said = tr("{action}, {seat}: {state}", action=action, seat=name, state=state)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self._showing = False

    def _lay_out(self, now: Access) -> None:
        self.cells.setRowCount(len(now.actions))
        self.cells.setColumnCount(len(now.seats))
        self.cells.setHorizontalHeaderLabels([shown(name) for _, name in now.seats])
        for place, (_, name) in enumerate(now.seats):
            self.cells.model().setHeaderData(place, Qt.Orientation.Horizontal, tip(name), TIP)
        self.cells.setVerticalHeaderLabels([shown(f"{kind}: {action}") for _, action, kind, _ in now.actions])
        for row in range(len(now.actions)):
            for place in range(len(now.seats)):
                item = QTableWidgetItem()
                item.setFlags(_TICKED)
                self.cells.setItem(row, place, item)

    def _ticked(self, item: QTableWidgetItem) -> None:
        if self._showing or self._held is None:
            return
        action, seat = self._held.actions[item.row()], self._held.seats[item.column()][0]
        offered = item.checkState() is Qt.CheckState.Checked
        if offered != (seat in action[3]):
            offer(self._table, action[0], seat, offered=offered)
