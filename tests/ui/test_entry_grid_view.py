"""The MSEL is written in a grid by keyboard alone: cells, new rows, order, filter, filling down, a step for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import DesignTable

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def msel(table: DesignTable, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> EntryGridView:
    """Its MSEL on a screen."""
    theme = Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = EntryGridView(table, theme, "injects", "MSEL")
    qtbot.addWidget(made)
    made.resize(1200, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.sheet.setFocus()
    return made


def place(msel: EntryGridView, row: int, name: str) -> QModelIndex:
    """The index of a cell."""
    names = [column.name for column in msel.model.columns]
    return msel.model.index(row, names.index(name))


def subjects(msel: EntryGridView) -> list[object]:
    """What the lines are about."""
    return [item.fields.get("subject") for item in msel.grid.items]


def test_a_cell_is_written_with_enter(msel: EntryGridView, table: DesignTable, qtbot: QtBot) -> None:
    msel.go(place(msel, 1, "subject"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_Return)
    editor = msel.sheet.findChild(QLineEdit, "", Qt.FindChildOption.FindChildrenRecursively)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "<b>Call</b>")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: subjects(msel)[1] == "<b>Call</b>")
    assert table.history.undoes == "Change: Subject"
    assert table.selection == {msel.grid.items[1].key}


def test_a_row_is_added_below_and_ready(msel: EntryGridView, table: DesignTable) -> None:
    msel.go(place(msel, 1, "subject"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_N, CTRL)
    assert len(table.history.steps) == 1
    assert msel.sheet.currentIndex() == place(msel, 2, "subject")
    assert subjects(msel)[2] is None


def test_rows_move_with_alt_and_keep_being_chosen(msel: EntryGridView) -> None:
    before = subjects(msel)
    msel.go(place(msel, 2, "subject"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_Up, ALT)
    QTest.keyClick(msel.sheet, Qt.Key.Key_Up, ALT)
    assert subjects(msel)[:3] == [before[2], before[0], before[1]]
    assert msel.sheet.currentIndex().row() == 0
    QTest.keyClick(msel.sheet, Qt.Key.Key_Down, ALT)
    assert subjects(msel)[1] == before[2]


def test_cells_are_filled_down_and_emptied(msel: EntryGridView, table: DesignTable) -> None:
    chosen = msel.sheet.selectionModel()
    for row in (0, 1, 2):
        chosen.select(place(msel, row, "controller"), QItemSelectionModel.SelectionFlag.Select)
    msel.sheet.model().setData(place(msel, 0, "controller"), "Desk")
    QTest.keyClick(msel.sheet, Qt.Key.Key_D, CTRL | SHIFT)
    assert [item.fields.get("controller") for item in msel.grid.items[:3]] == ["Desk"] * 3
    QTest.keyClick(msel.sheet, Qt.Key.Key_Delete)
    assert [item.fields.get("controller") for item in msel.grid.items[:3]] == [None] * 3
    assert len(table.history.steps) == 3


def test_rows_are_copied_and_deleted(msel: EntryGridView) -> None:
    before = subjects(msel)
    msel.go(place(msel, 0, "subject"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_D, CTRL)
    assert subjects(msel)[:2] == [before[0], before[0]]
    msel.go(place(msel, 0, "subject"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_Delete, CTRL)
    assert subjects(msel) == before


def test_a_filter_is_typed_and_the_rows_found_are_edited(msel: EntryGridView) -> None:
    QTest.keyClick(msel.sheet, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(msel.search, "ambulance asks")
    assert msel.model.rowCount() == 1
    assert msel._count.text().startswith("1 of ")
    msel.model.setData(place(msel, 0, "thread"), "night")
    found = next(item for item in msel.grid.items if item.fields.get("thread") == "night")
    assert found.fields["subject"] == "An ambulance service asks"


def test_a_choice_is_made_in_a_box(msel: EntryGridView) -> None:
    msel.go(place(msel, 0, "release"))
    QTest.keyClick(msel.sheet, Qt.Key.Key_Return)
    box = msel.sheet.findChild(QComboBox)
    assert box is not None
    words = [box.itemData(number) for number in range(box.count())]
    box.setCurrentIndex(words.index("clock"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert msel.grid.items[0].fields.get("release") == "clock"


def test_choosing_elsewhere_chooses_here(msel: EntryGridView, table: DesignTable) -> None:
    table.select([msel.grid.items[3].key])
    assert msel.keys() == {msel.grid.items[3].key}


def test_a_mistake_is_marked_by_a_sign_and_told(msel: EntryGridView, table: DesignTable) -> None:
    msel.model.setData(place(msel, 0, "at"), "soon")
    table.read()
    assert str(place(msel, 0, "at").data()).startswith("⚠")
    assert "not a time" in str(place(msel, 0, "at").data(Qt.ItemDataRole.AccessibleDescriptionRole))


def test_a_column_of_ones_own_is_asked_for_in_a_small_window(msel: EntryGridView, qtbot: QtBot) -> None:
    msel.ask_column()
    dialog = msel.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    assert not dialog.take_key.isEnabled()
    QTest.keyClicks(dialog.line, " <b>Room</b> ")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert msel.model.columns[-1].head == "<b>Room</b>"


def test_cells_show_names_and_take_them(msel: EntryGridView, table: DesignTable) -> None:
    seats = {item.id: str(item.fields["name"]) for item in table.draft.items("seats")}
    ident, name = next(iter(seats.items()))
    row = next(n for n, item in enumerate(msel.grid.items) if "to" in item.fields)
    cell = place(msel, row, "to")
    msel.model.setData(cell, name.upper())
    assert msel.grid.items[row].fields["to"] == (ident,)
    assert cell.data() == name
    assert cell.data(Qt.ItemDataRole.EditRole) == ident
