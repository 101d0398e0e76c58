"""A grid to write lists of a scenario in, the MSEL first of all, with the keyboard alone; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hotwash.ui.choosers import box_of
from hotwash.ui.controls import SearchLine, button, column, follow, row
from hotwash.ui.entry_grid_model import GridModel, Index
from hotwash.ui.name_dialog import NameDialog
from hotwash.ui.plain_text import amp, label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.ui.when_seen import WhenSeen
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.entry_grid import Cell, EntryGrid
from hotwash.viewmodels.form import Sort

WIDEST, NARROWEST = 320, 70
"""Pixels of a column."""
MEASURED = 60
"""Rows that are measured to find the width of a column."""


class _Editors(QStyledItemDelegate):
    """Makes the editor that fits a cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        cell = model.cell(index) if isinstance(model, GridModel) else Cell("", None)
        if cell.sort in (Sort.CHOICE, Sort.NAME, Sort.TRUTH):
            pairs = [(one.word, one.shown) for one in cell.options] or [("true", tr("yes")), ("false", tr("no"))]
            box = box_of(tr("Choose"), [("", tr("(nothing)")), *pairs])
            box.setParent(parent)
            return box
        if cell.sort in (Sort.LONG_WORDS, Sort.LINES, Sort.NAMES, Sort.CHOICES):
            return QLineEdit(parent)
        made = super().createEditor(parent, option, index)
        return made if isinstance(made, QLineEdit) else QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(text), editor.findText(text), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(_one_line(text))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            cell = model.cell(index) if isinstance(model, GridModel) else Cell("", None)
            several = cell.sort in (Sort.LINES, Sort.LONG_WORDS)
            model.setData(index, editor.text().replace(" ⏎ ", "\n") if several else editor.text())


def _one_line(text: str) -> str:
    return text.replace("\n", " ⏎ ")


class _Sheet(QTableView):
    """The table itself: Enter edits, Delete empties cells."""

    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is not self.State.EditingState:
            self.edit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


class EntryGridView(QWidget):
    """A grid with its keys: add, duplicate, delete, move, fill down, filter, columns of one's own."""

    def __init__(self, table: DesignTable, theme: Theme, section: str, name: str) -> None:
        super().__init__()
        self._table = table
        self.grid = EntryGrid(table, section)
        self.model = GridModel(self.grid, self)
        self.sheet = _Sheet()
        self.sheet.setAccessibleName(name)
        self.sheet.setModel(self.model)
        self.sheet.setItemDelegate(_Editors(self.sheet))
        self.sheet.setAlternatingRowColors(True)
        self.sheet.setWordWrap(False)
        self.sheet.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.sheet.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        heads = self.sheet.horizontalHeader()
        heads.setAccessibleName(tr("Columns of: {table}", table=name))
        self.sheet.verticalHeader().setAccessibleName(tr("Rows of: {table}", table=name))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionsMovable(True)
        heads.setMaximumSectionSize(WIDEST * 2)
        heads.setMinimumSectionSize(NARROWEST)
        heads.setResizeContentsPrecision(MEASURED)
        self.sheet.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.search = SearchLine(tr("Filter"), tr("Filter (Ctrl+F)"))
        self._count = label(name="small")
        self._telling = False
        self.dialog: NameDialog | None = None
        self._actions = self._made_actions()
        self._lay_out()
        follow(theme, self, lambda: self._paint(theme))
        self.search.textChanged.connect(self._filter)
        self.search.entered.connect(self.sheet.setFocus)
        self.search.left.connect(self.sheet.setFocus)
        self.sheet.emptied.connect(self._empty)
        self.sheet.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        self._seen = WhenSeen(self, self._refresh)
        table.listen(self._told)
        self.model.modelReset.connect(self._fit)
        self._fit()
        self._show_count()
        self._show_chosen()

    def _lay_out(self) -> None:
        keys = [
            button(tr("Add"), self.add, explain=self._explained("add")),
            button(tr("Duplicate"), self.duplicate, explain=self._explained("duplicate")),
            button(tr("Delete"), self.delete, explain=self._explained("delete")),
            button(tr("Up"), self.move_up, explain=self._explained("up")),
            button(tr("Down"), self.move_down, explain=self._explained("down")),
            button(tr("Fill down"), self.fill_down, explain=self._explained("fill")),
            button(tr("Sort"), self.sort, explain=tr("Put all rows into the order of the current column")),
        ]
        self.more = QMenu(self)
        if self.grid.section == "injects":
            self.more.addAction(amp(tr("Add a column…")), self.ask_column)
            key = button(tr("More"), lambda: None, explain=tr("A column of your own, sheets in and out"))
            key.setMenu(self.more)
            keys.append(key)
        top = row(*keys, 1, self._count, self.search, margin=4)
        whole = column(gap=2)
        whole.addLayout(top)
        whole.addWidget(self.sheet, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.sheet)

    def _made_actions(self) -> dict[str, QAction]:
        commands: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("add", tr("Add a row"), "Ctrl+N", self.add),
            ("duplicate", tr("Duplicate rows"), "Ctrl+D", self.duplicate),
            ("delete", tr("Delete rows"), "Ctrl+Del", self.delete),
            ("up", tr("Move rows up"), "Alt+Up", self.move_up),
            ("down", tr("Move rows down"), "Alt+Down", self.move_down),
            ("fill", tr("Fill the first chosen cell down"), "Ctrl+Shift+D", self.fill_down),
            ("filter", tr("Filter"), "Ctrl+F", self.search.setFocus),
        )
        made = {}
        for name, words, key, command in commands:
            action = QAction(amp(words), self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=command: do())
            self.addAction(action)
            made[name] = action
        return made

    def _explained(self, name: str) -> str:
        action = self._actions[name]
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return tr("{what} ({key})", what=action.text().replace("&", ""), key=native)

    def contextMenuEvent(self, event: object) -> None:
        menu = QMenu(self)
        menu.addActions(list(self._actions.values()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.sheet.viewport().mapToGlobal(self.sheet.visualRect(self.sheet.currentIndex()).bottomLeft()))

    def go(self, cell: QModelIndex) -> None:
        """Choose a cell and nothing else, whatever keys are held down."""
        self.sheet.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keys(self) -> set[int]:
        """Entries of the chosen cells."""
        rows = {index.row() for index in self.sheet.selectedIndexes()}
        return {self.model.items[place].key for place in rows if place < len(self.model.items)}

    def add(self) -> None:
        """One more row below the current one, of its kind, ready to be written in."""
        current = self.sheet.currentIndex().row()
        at = self._place_of(current) + 1 if current >= 0 else None
        self.search.clear()
        self._to(self.grid.add_entry(at))

    def duplicate(self) -> None:
        """The chosen rows once more."""
        self.grid.duplicate(self.keys())

    def delete(self) -> None:
        """The list without the chosen rows."""
        self.grid.delete(self.keys())

    def move_up(self) -> None:
        """The chosen rows one place up."""
        self._move(-1)

    def move_down(self) -> None:
        """The chosen rows one place down."""
        self._move(1)

    def _move(self, by: int) -> None:
        keys = self.keys()
        if not self.model.words:
            self.grid.move(keys, by)
            self._choose_rows(keys)

    def fill_down(self) -> None:
        """What stands in the first chosen cell, in all chosen cells below it."""
        chosen = sorted(self.sheet.selectedIndexes(), key=lambda index: index.row())
        if len(chosen) > 1:
            first = chosen[0]
            keys = {self.model.items[one.row()].key for one in chosen if one.column() == first.column()}
            self.grid.write(keys, self.model.columns[first.column()], self.model.cell(first).text)

    def sort(self) -> None:
        """All rows in the order of the current column."""
        place = self.sheet.currentIndex().column()
        if place >= 0:
            self.grid.sort_by(self.model.columns[place])

    def ask_column(self) -> None:
        """Ask for the name of a column of one's own."""
        self.dialog = NameDialog(self, tr("Add a column"), tr("Name of the column"), self.add_column)
        self.dialog.open()

    def add_column(self, name: str) -> None:
        """A column of the author's own."""
        self.grid.add_own(name)
        self.model.refresh()

    def _place_of(self, row: int) -> int:
        key = self.model.items[row].key
        return next(place for place, item in enumerate(self.grid.items) if item.key == key)

    def _empty(self) -> None:
        for place in {index.column() for index in self.sheet.selectedIndexes()}:
            chosen = [one for one in self.sheet.selectedIndexes() if one.column() == place]
            keys = {self.model.items[one.row()].key for one in chosen}
            if self.model.columns[place].name not in ("id", "kind"):
                self.grid.write(keys, self.model.columns[place], "")

    def _to(self, key: int) -> None:
        place = next((n for n, item in enumerate(self.model.items) if item.key == key), -1)
        if place >= 0:
            names = [one.name for one in self.model.columns]
            cell = next((names.index(name) for name in ("subject", "name", "text", "title") if name in names), 0)
            self.sheet.setFocus()
            self.go(self.model.index(place, cell))

    def _filter(self, words: str) -> None:
        self.model.words = words
        self.model.refresh()
        self._show_count()

    def _choose(self) -> None:
        if not self._telling:
            self._telling = True
            self._table.select(self.keys())
            self._telling = False

    def _choose_rows(self, keys: set[int]) -> None:
        places = [n for n, item in enumerate(self.model.items) if item.key in keys]
        if places:
            column_now = max(self.sheet.currentIndex().column(), 0)
            self._telling = True
            self.go(self.model.index(places[0], column_now))
            others = QItemSelection()
            for place in places[1:]:
                cell = self.model.index(place, column_now)
                others.select(cell, cell)
            self.sheet.selectionModel().select(others, QItemSelectionModel.SelectionFlag.Select)
            self._telling = False

    def _told(self, what: Changed) -> None:
        if what & (Changed.DRAFT | Changed.READING) or self._seen.due:
            self._seen.ask()
        elif what & Changed.SELECTION and not self._telling and self._table.selection != self.keys():
            self._show_chosen()

    def _refresh(self) -> None:
        chosen = self.keys()
        self.model.refresh()
        if chosen != self.keys():
            self._choose_rows(chosen)
        self._show_count()
        if not self._telling and self._table.selection != self.keys():
            self._show_chosen()

    def _show_chosen(self) -> None:
        own = {item.key for item in self.model.items} & self._table.selection
        if own:
            self._choose_rows(own)

    def _show_count(self) -> None:
        shown_now, all_now = len(self.model.items), len(self.grid.items)
        words = tr("{count} rows", count=all_now)
        if shown_now != all_now:
            words = tr("{shown} of {count} rows", shown=shown_now, count=all_now)
        set_text(self._count, words)

    def _fit(self) -> None:
        self.sheet.resizeColumnsToContents()
        for place in range(len(self.model.columns)):
            width = self.sheet.columnWidth(place)
            self.sheet.setColumnWidth(place, min(max(width, NARROWEST), WIDEST))

    def _paint(self, theme: Theme) -> None:
        self.model.bad = QColor(theme.tokens.bad)
        self.sheet.viewport().update()
