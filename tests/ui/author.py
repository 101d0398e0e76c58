"""An author at the window: goes to pages, writes cells and fields by keyboard. It must not know any single test."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import Path
from hotwash.ui.design_asking import FindBox
from hotwash.ui.design_workspace import DesignWorkspace
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.exercise_pages import ListsPage
from hotwash.ui.form_fields import ChoiceField, Field, LineField, TableField, TicksField, WordsField
from hotwash.ui.inspector import Inspector
from hotwash.ui.list_editor import ListEditor
from hotwash.ui.properties_panel import PropertiesPanel

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_UNDER_ROLES = 1


def wait() -> None:
    """Let what was asked for happen."""
    QApplication.processEvents()
    QApplication.processEvents()


def write(field: Field, text: str) -> None:
    """Have a field say something, as hands on a keyboard do it."""
    field.editor.setFocus()
    match field:
        case ChoiceField():
            _choose(field.box, text)
        case TicksField():
            for word in text.split(", "):
                tick(field.ticks, word)
        case WordsField():
            field.words.selectAll()
            QTest.keyClicks(field.words, text.replace("\n", "\r"))
            QTest.keyClick(field.words, Key.Key_Tab)
        case LineField():
            field.line.selectAll()
            QTest.keyClicks(field.line, text)
            QTest.keyClick(field.line, Key.Key_Return)
        case _:
            raise TypeError(field)
    wait()


def _choose(box: QComboBox, word: str) -> None:
    """Go through a box with the arrows until it stands at a word."""
    assert box.findData(word) >= 0, [box.itemData(n) for n in range(box.count())]
    if box.isEditable():
        line = box.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, word)
        QTest.keyClick(line, Key.Key_Return)
        return
    while box.currentIndex() != box.findData(word):
        down = box.currentIndex() < box.findData(word)
        QTest.keyClick(box, Key.Key_Down if down else Key.Key_Up)


def tick(ticks: QListWidget, word: str) -> None:
    """Tick a word with Space."""
    keys = [ticks.item(n).data(Qt.ItemDataRole.UserRole) for n in range(ticks.count())]
    assert word in keys, (word, keys)
    ticks.setFocus()
    QTest.keyClick(ticks, Key.Key_Home)
    for _ in range(keys.index(word)):
        QTest.keyClick(ticks, Key.Key_Down)
    QTest.keyClick(ticks, Key.Key_Space)


class Author:
    """Works on one draft."""

    def __init__(self, workspace: DesignWorkspace, qtbot: QtBot) -> None:
        self.workspace, self.qtbot = workspace, qtbot
        self.table, self.canvas = workspace.table, workspace.canvas

    @property
    def inspector(self) -> Inspector:
        panel = self.workspace.panels["Properties"]
        assert isinstance(panel, PropertiesPanel)
        return panel.inspector

    def key(self, section: str, ident: str) -> int:
        """Key of an entry by its id."""
        return next(item.key for item in self.table.draft.items(section) if item.id == ident)

    def fill(self, **values: str) -> None:
        """Write fields of what is chosen; `__` stands for a step inwards."""
        wait()
        for name, text in values.items():
            path = tuple(name.split("__"))
            wait()
            assert path in self.inspector.fields, (path, list(self.inspector.fields))
            write(self.inspector.fields[path], text)
        wait()

    def map(self) -> None:
        """The map in front."""
        bar = self.workspace.pages.tabBar()
        bar.setFocus()
        while self.workspace.pages.currentIndex():
            QTest.keyClick(bar, Key.Key_Left)
        self.canvas.setFocus()

    def page(self, title: str) -> QWidget:
        """A page in front."""
        bar, wanted = self.workspace.pages.tabBar(), self.workspace.panels[title]
        bar.setFocus()
        while self.workspace.pages.currentWidget() is not wanted:
            ahead = self.workspace.pages.currentIndex() < self.workspace.pages.indexOf(wanted)
            QTest.keyClick(bar, Key.Key_Right if ahead else Key.Key_Left)
        return wanted

    def place(self, kind: str, **values: str) -> None:
        """An element from the palette, by arrow keys and Enter, and its properties."""
        palette = self.workspace.palette_
        palette.setFocus()
        QTest.keyClick(palette, Key.Key_Home)
        for _ in range(100):
            if palette.currentIndex().data(Qt.ItemDataRole.UserRole) == kind:
                break
            QTest.keyClick(palette, Key.Key_Down)
        else:
            raise LookupError(kind)
        QTest.keyClick(palette, Key.Key_Return)
        self.canvas.setFocus()
        QTest.keyClick(self.canvas, Key.Key_Return)
        self.fill(**values)

    def link(self, a: str, b: str, **values: str) -> None:
        """A link with the keyboard: find one end, L, the other end."""
        self.map()
        QTest.keyClick(self.canvas, Key.Key_F, CTRL)
        self._find(a)
        assert self.table.selection == {self.key("elements", a)}
        QTest.keyClick(self.canvas, Key.Key_L)
        self._find(b)
        before = self.table.draft.items("links")[-1]
        assert {before.fields.get("a"), before.fields.get("b")} == {a, b}
        self.table.select([before.key]) if values and self.table.selection != {before.key} else None
        self.fill(**values)

    def _find(self, ident: str) -> None:
        dialog = self.workspace.commands.dialog
        assert isinstance(dialog, FindBox)
        QTest.keyClicks(dialog.line, ident)
        QTest.keyClick(dialog.line, Key.Key_Return)
        self.back()

    def grid(self, section: str) -> EntryGridView:
        """The grid of a list in front, with the keyboard in it."""
        page = {"injects": "MSEL", "seats": "Seats", "faults": "Faults and time"}.get(section, "Lists")
        made = self.page(page)
        if isinstance(made, ListsPage):
            made.box.setFocus()
            _choose(made.box, section)
            wait()
            found = made.grids[section]
        else:
            grids = [made] if isinstance(made, EntryGridView) else made.findChildren(EntryGridView)
            found = next(grid for grid in grids if grid.grid.section == section)
        found.sheet.setFocus()
        return found

    def add(self, section: str, **values: str) -> None:
        """One more row of a grid with Ctrl+N, its first cells in the grid where they can be, the rest as properties."""
        grid = self.grid(section)
        last = grid.model.index(len(grid.model.items) - 1, 0)
        if last.isValid():
            grid.sheet.setCurrentIndex(last)
        QTest.keyClick(grid.sheet, Key.Key_N, CTRL)
        wait()
        if "kind" in values:
            self.cell(grid, "kind", values.pop("kind"))
        self.fill(**values)

    def cell(self, grid: EntryGridView, name: str, text: str) -> None:
        """Write a cell of the current row: arrows to it, F2, the text, Enter."""
        names = [one.name for one in grid.model.columns]
        sheet = grid.sheet
        sheet.setFocus()
        while sheet.currentIndex().column() != names.index(name):
            right = sheet.currentIndex().column() < names.index(name)
            QTest.keyClick(sheet, Key.Key_Right if right else Key.Key_Left)
        QTest.keyClick(sheet, Key.Key_F2)
        editor = QApplication.focusWidget()
        if isinstance(editor, QComboBox):
            _choose(editor, text)
        else:
            assert isinstance(editor, QLineEdit), editor
            editor.selectAll()
            QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Key.Key_Return)
        wait()

    def records(self, path: Path, lines: Sequence[dict[str, str]]) -> None:
        """Open a list of the chosen entry, add lines to it, and apply."""
        wait()
        field = self.inspector.fields[path]
        assert isinstance(field, TableField)
        field.key.setFocus()
        QTest.keyClick(field.key, Key.Key_Space)
        panel = self.workspace.panels["Properties"]
        assert isinstance(panel, PropertiesPanel)
        assert panel.dialog is not None
        self.lines(panel.dialog, path, lines)

    def lines(self, dialog: ListEditor, path: Path, lines: Sequence[dict[str, str]]) -> None:
        """Add lines to a list that is open, and apply it."""
        self.qtbot.waitUntil(dialog.isActiveWindow)
        for line in lines:
            rows = dialog.rows.model().rowCount()
            if rows:
                dialog.rows.setFocus()
                QTest.keyClick(dialog.rows, Key.Key_End, CTRL)
            QTest.keyClick(dialog.rows, Key.Key_N, CTRL)
            wait()
            assert dialog.at == rows
            for name, text in line.items():
                write(dialog.fields[(*path, rows, name)], text)
        dialog.apply_key.setFocus()
        QTest.keyClick(dialog.apply_key, Key.Key_Space)
        wait()
        assert not dialog.isVisible()
        self.back()

    def back(self) -> None:
        """The window in front again, which no window manager does here when a dialog closes."""
        window = self.workspace.window()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def head(self, **values: str) -> None:
        """F4, and fields of the scenario itself."""
        QTest.keyClick(self.workspace, Key.Key_F4)
        wait()
        assert not self.table.selection
        self.fill(**values)

    def read(self) -> list[str]:
        """Wait until the draft has been read; what is wrong with it."""
        self.qtbot.waitUntil(lambda: self.table.is_read and not self.workspace.reader.busy, timeout=20_000)
        return [f"{one.path}: {one.sentence}" for one in self.table.reading.mistakes]

    def drag(self, key: int, right: int, down: int) -> None:
        """Drag an element with the mouse, in pixels."""
        item = self.canvas.spot_item(key)
        assert item is not None
        view = self.canvas.viewport()
        at = self.canvas.mapFromScene(item.pos())
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
        for part in (4, 2, 1):
            QTest.mouseMove(view, at + QPoint(right // part, down // part))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(right, down))
        wait()


def closed(dialog: QDialog | None) -> bool:
    """Whether nothing is asked any more."""
    return dialog is None or not dialog.isVisible()
