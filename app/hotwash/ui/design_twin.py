"""Everything on the canvas as rows: what is chosen here is chosen there, and names are edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hotwash.editor.edits import changed
from hotwash.ui.keyed_rows import Index
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.row_table import HEIGHT
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_scene import DesignScene, Shape, Spot, Wire
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import noop

HEADS = (noop("Name"), noop("Kind"), noop("Id"), noop("Zone"), noop("Site"), noop("Place"), noop("Problems"))
_NAME = 0


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QObject, table: DesignTable) -> None:
        super().__init__(parent)
        self._table, self.scene = table, DesignScene()
        self._mistakes: dict[int, int] = {}
        self.keys: list[int] = []
        self.places: dict[int, int] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(HEADS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shows = side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(HEADS[section]) if shows else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        more = Qt.ItemFlag.ItemIsEditable if index.column() == _NAME else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | more

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.keys):
            return None
        shape = self.scene.shape(self.keys[index.row()])
        if shape is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if role == Qt.ItemDataRole.EditRole and isinstance(shape, Wire):
            return shown(shape.label)
        return shown(self._cells(shape)[index.column()])

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.keys[index.row()]
        shape, words = self.scene.shape(key), str(value).strip()
        field = {Spot: "name", Wire: "label"}.get(type(shape), "text")
        if not words and field != "label":
            return False
        self._table.edit(tr("Rename"), changed(self._table.draft, {key}, (field,), words or None))
        return True

    def _cells(self, shape: Shape) -> tuple[str, ...]:
        count = str(self._mistakes.get(shape.key, "") or "")
        match shape:
            case Spot():
                place = tr("{x}, {y}", x=shape.x, y=shape.y)
                return shape.name, shape.title, shape.id, shape.zone, shape.site, place, count
            case Wire():
                a, b = self.scene.spots[shape.a].name, self.scene.spots[shape.b].name
                words = tr("{a} to {b}", a=a, b=b)
                name = f"{shape.label} ({words})" if shape.label else words
                return name, tr("Link: {carries}", carries=tr(shape.carries)), shape.id, "", "", "", count
            case _:
                place = tr("{x}, {y}", x=shape.x, y=shape.y)
                return shape.text, tr("Note"), shape.id, "", "", place, count

    def take(self) -> None:
        """Bring the rows up to the draft; what is the same is not told."""
        found = self.scene.take(self._table.draft)
        keys = [*self.scene.spots, *self.scene.notes, *self.scene.wires]
        if keys != self.keys:
            self.beginResetModel()
            self.keys, self.places = keys, {key: place for place, key in enumerate(keys)}
            self.endResetModel()
            return
        for key in found.drawn:
            self._tell(key)
            for wire in self.scene.ends.get(key, ()):
                self._tell(wire)

    def show_mistakes(self) -> None:
        """Take the counts of the last reading."""
        before, self._mistakes = self._mistakes, self._table.mistakes()
        for key in before.keys() | self._mistakes.keys():
            self._tell(key)

    def _tell(self, key: int) -> None:
        place = self.places.get(key, -1)
        if place >= 0:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADS) - 1))


class TwinTable(QTableView):
    """The twin of the canvas: Enter goes to the thing, F2 renames it, Ctrl and Shift choose several."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme  # the style sheet has its colours
        super().__init__()
        self._table, self._rows = table, _Rows(self, table)
        self._ours = False
        self.setAccessibleName(tr("Everything on the map as a table"))
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        for column, width in enumerate((0, 150, 120, 80, 100, 80, 70)):
            if width:
                self.setColumnWidth(column, width)
        heads.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.doubleClicked.connect(self._go)
        table.listen(self._told)
        self._told(Changed.DRAFT | Changed.SELECTION | Changed.READING)

    def close_table(self) -> None:
        """Listen no more."""
        self._table.forget(self._told)

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._rows.take()
        if what & (Changed.READING | Changed.FINDINGS):
            self._rows.show_mistakes()
        if what & (Changed.DRAFT | Changed.SELECTION) and not self._ours:
            self._choose()

    def _choose(self) -> None:
        """Choose the rows of what is chosen."""
        wanted = sorted(self._rows.places[key] for key in self._table.selection if key in self._rows.places)
        chosen, last = QItemSelection(), len(HEADS) - 1
        for place in wanted:
            chosen.select(self._rows.index(place, 0), self._rows.index(place, last))
        self._ours = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if wanted and self.currentIndex().row() not in wanted:
            self.selectionModel().setCurrentIndex(
                self._rows.index(wanted[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(self._rows.index(wanted[0], 0))
        self._ours = False

    def _chosen(self) -> None:
        if not self._ours:
            self._ours = True
            self._table.select(self._rows.keys[index.row()] for index in self.selectionModel().selectedRows())
            self._ours = False

    def _go(self, index: QModelIndex) -> None:
        key = self._rows.keys[index.row()]
        scene = self._rows.scene
        self._table.go("elements" if key in scene.spots else "links" if key in scene.wires else "map_notes", key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid() and self.state() is not QAbstractItemView.State.EditingState:
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)
