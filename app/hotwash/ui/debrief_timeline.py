"""What happened, to be ticked as evidence: filtered by kind and seat, searched, bookmarks first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QTableView, QWidget

from hotwash.domain.scenario import Scenario
from hotwash.ui.controls import Choice, SearchLine, column, heading, panel, row
from hotwash.ui.plain_text import TIP, hint, label, set_text, shown, tip, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.debrief import TimelineLine
from hotwash.viewmodels.log_lines import KINDS, QUIET

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 26
"""Pixels of a row."""
_CHECK, _TEXT = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DisplayRole


class Facts(QAbstractTableModel):
    """Rows of the timeline; the first column is ticked where the entry is used as evidence."""

    ticked = Signal(int, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[TimelineLine] = []
        self.picked: frozenset[int] = frozenset()
        self.barred = False

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 3

    def headerData(self, section: int, side: Qt.Orientation, role: int = _TEXT) -> object:
        if side is Qt.Orientation.Horizontal and role == _TEXT:
            return (tr("Evidence"), tr("What happened"), tr("Entry"))[section]
        return None

    def data(self, index: Index, role: int = _TEXT) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        one, place = self.rows[index.row()], index.column()
        line = one.line
        if role == _CHECK and place == 0:
            return Qt.CheckState.Checked if line.seq in self.picked else Qt.CheckState.Unchecked
        if role == _TEXT:
            words = f"{one.sign} {line.text}".strip()
            return shown((line.time, words.replace("\n", " "), line.reference)[place])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            used = tr("used as evidence") if line.seq in self.picked else tr("not used")
            return shown(f"{line.time}, {line.text}, {line.reference}, {used}")
        return tip(line.text) if role == TIP and place == 1 else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and not self.barred else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not 0 <= index.row() < len(self.rows):
            return False
        self.toggle(index.row())
        return True

    def toggle(self, place: int) -> None:
        """Use an entry, or use it no more."""
        seq = self.rows[place].line.seq
        self.ticked.emit(seq, seq not in self.picked)

    def show(self, rows: list[TimelineLine]) -> None:
        """Show these; what only grew keeps the place in it."""
        held = len(self.rows)
        if rows[:held] == self.rows:
            if len(rows) > held:
                self.beginInsertRows(QModelIndex(), held, len(rows) - 1)
                self.rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def tick(self, picked: frozenset[int]) -> None:
        """Tick these and nothing else."""
        if picked != self.picked:
            self.picked = picked
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))


class FactTable(QTableView):
    """Space ticks the entry, wherever in its row the keyboard stands."""

    def __init__(self, model: Facts) -> None:
        super().__init__()
        self._facts = model
        self.setModel(model)
        self.setAccessibleName(tr("Timeline"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 92)
        self.setColumnWidth(2, 76)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0 and not self._facts.barred:
            self._facts.toggle(place)
        else:
            super().keyPressEvent(event)


class DebriefTimeline(QWidget):
    """The timeline with its filters; `ticked` tells the number of an entry and whether it is evidence now."""

    ticked = Signal(int, bool)
    left = Signal()

    def __init__(self, theme: Theme, scenario: Scenario, *, barred: bool) -> None:
        super().__init__()
        self._all: Sequence[TimelineLine] = ()
        self.model = Facts(self)
        self.model.barred = barred
        self.model.ticked.connect(self.ticked)
        self.table = FactTable(self.model)
        self.kinds = Choice(theme, tr("Which entries"))
        self.kinds.addItem(tr("What matters"), QUIET)
        self.kinds.addItem(tr("Everything"), frozenset())
        for kind, words in KINDS.items():
            self.kinds.addItem(tr(words), frozenset(KINDS) - {kind})
        self.seats = Choice(theme, tr("Whose entries"))
        self.seats.addItem(tr("All seats"), "")
        for seat in scenario.seats.values():
            self.seats.addItem(shown(seat.name), seat.id)
        hint(self.table, tr("Bookmarks (\N{BLACK STAR}) and moments of most change (\N{BLACK DIAMOND}) come first"))
        self.kinds.narrow()
        self.kinds.setMinimumContentsLength(13)
        self.seats.narrow()
        self.seats.setMinimumContentsLength(8)
        self.search = SearchLine(tr("Search the timeline"), tr("Search (Ctrl+F)"))
        self.search.entered.connect(self.take_focus)
        self.search.left.connect(self.left)
        self.only = QCheckBox(tr("Only what is ticked"))
        self.whole = label(name="small", wrap=True)
        self.kinds.currentIndexChanged.connect(lambda _: self._filter())
        self.seats.currentIndexChanged.connect(lambda _: self._filter())
        self.search.textChanged.connect(lambda _: self._filter())
        self.only.toggled.connect(lambda _: self._filter())
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show_whole(now.row()))
        filters = row(self.kinds, self.seats, 1)
        self.head = heading(tr("Timeline"))
        self.setLayout(
            column(panel(self.head, filters, row(self.search, self.only), self.table, self.whole)),
        )

    def show_lines(self, lines: Sequence[TimelineLine], picked: frozenset[int]) -> None:
        """Show these entries, with these ticked."""
        self._all = lines
        self.model.tick(picked)
        self._filter()

    def take_focus(self) -> None:
        """The keyboard on the timeline."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _filter(self) -> None:
        left_out = self.kinds.currentData()
        seat, words = str(self.seats.currentData() or ""), self.search.text().casefold().split()
        picked = self.model.picked if self.only.isChecked() else None

        def wanted(one: TimelineLine) -> bool:
            line = one.line
            if picked is not None and line.seq not in picked:
                return False
            if line.kind in left_out or (seat and seat not in one.seats):
                return False
            text = f"{line.time} {line.text} {line.reference}".casefold() if words else ""
            return all(word in text for word in words)

        found = [one for one in self._all if wanted(one)]
        kept = self.table.currentIndex().row()
        seq = self.model.rows[kept].line.seq if 0 <= kept < len(self.model.rows) else -1
        self.model.show(sorted(found, key=lambda one: not one.sign))
        place = next((n for n, one in enumerate(self.model.rows) if one.line.seq == seq), -1)
        if place >= 0 and place != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(place, 0))

    def _show_whole(self, place: int) -> None:
        one = self.model.rows[place].line if 0 <= place < len(self.model.rows) else None
        set_text(self.whole, f"{one.reference}  T+{one.time}  {one.text}"[:600] if one is not None else "")
