"""An MSEL comes from a sheet and goes into one by keyboard: tested first, taken as one step, the columns kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.documents.msel.trial import KEPT, kept_mapping, try_msel
from hotwash.editor.edits import changed
from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.exercise_pages import MselPage
from hotwash.ui.msel_import import MselImportDialog
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def page(table: DesignTable, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MselPage:
    """Its MSEL on a screen."""
    theme = Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = MselPage(table, theme)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def sheet(table: DesignTable, tmp_path: Path) -> Path:
    """A sheet of somebody's: the second line of the MSEL under other words, and a new one."""
    path = tmp_path / "list.csv"
    item = table.draft.items("injects")[1]
    rows = [
        ["No", "Event", "Details", "Shelf", "Elapsed"],
        [str(item.fields["number"]), "Another headline", "Other words", "A3", "0:20:00"],
        ["900", "A new line", "Somebody calls", "B1", "0:30:00"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def opened(page: MselPage, sheet: Path, qtbot: QtBot) -> MselImportDialog:
    """The dialog, once the sheet was tried."""
    page.sheets.take_in(sheet)
    dialog = page.sheets.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.trial is not None and not dialog.busy)
    return dialog


def test_a_test_changes_nothing_and_an_import_is_one_step(
    page: MselPage, table: DesignTable, sheet: Path, qtbot: QtBot
) -> None:
    key = table.draft.items("injects")[1].key
    table.edit("Say what holds anyway", changed(table.draft, {key}, ("category",), "inject"))
    table.read()
    dialog = opened(page, sheet, qtbot)
    before = table.draft
    assert {title: box.currentData() for title, box in dialog.boxes.items()} == {
        "No": "number", "Event": "subject", "Details": "text", "Shelf": "own", "Elapsed": "at",
    }  # fmt: skip
    second = before.items("injects")[1]
    assert f"New: 1. Changed: 1 (#{second.fields['number']})" in dialog.summary.text()
    QTest.keyClick(dialog.test_key, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert table.draft is before
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(table.history.steps) == 2)
    after = table.draft.items("injects")
    assert len(after) == len(before.items("injects")) + 1
    assert after[1].key == second.key
    assert after[1].id == second.id
    assert (after[1].fields["subject"], after[1].fields["at"]) == ("Another headline", "0:20:00")
    assert after[1].fields.get("objectives") == second.fields.get("objectives"), "no column, so as before"
    assert after[1].fields["category"] == "inject", "what the author has written stays written"
    assert after[-1].fields["subject"] == "A new line"
    table.read()
    assert table.reading.mistakes == ()
    table.undo()
    assert table.draft == before


def test_columns_are_changed_by_keyboard_and_kept_beside(
    page: MselPage, table: DesignTable, sheet: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    table.folder = tmp_path
    dialog = opened(page, sheet, qtbot)
    box = dialog.boxes["Shelf"]
    box.setFocus()
    while box.currentData() != "skip":
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(dialog.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.take_key.isEnabled)
    dialog.how.setCurrentIndex(dialog.how.findData("add"))
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(table.history.steps) == 1)
    mapping = kept_mapping(tmp_path)
    assert mapping is not None
    assert mapping["Shelf"] == "skip"
    assert (tmp_path / KEPT).is_file()
    added = table.draft.items("injects")[-2:]
    assert [item.fields["subject"] for item in added] == ["Another headline", "A new line"]
    numbers = [item.fields["number"] for item in table.draft.items("injects")]
    assert len(set(numbers)) == len(numbers)
    assert "columns" not in added[0].fields
    table.read()
    again = opened(page, sheet, qtbot)
    assert again.boxes["Shelf"].currentData() == "skip"
    again.reject()


def test_what_is_no_sheet_is_said(page: MselPage, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"no workbook")
    page.sheets.take_in(empty)
    dialog = page.sheets.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy and "empty.xlsx" in dialog.summary.text())
    assert not dialog.take_key.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_as_it_was(
    page: MselPage, table: DesignTable, tmp_path: Path, qtbot: QtBot, ending: str
) -> None:
    path = tmp_path / f"out.{ending}"
    page.sheets.give_out(path)
    qtbot.waitUntil(lambda: page.sheets.told is not None)
    scenario = table.reading.scenario
    assert scenario is not None
    assert set(try_msel(path, scenario).injects) == set(scenario.injects.values())
    dialog = opened(page, path, qtbot)
    assert "New: 0. Changed: 0." in dialog.summary.text()
    dialog.reject()


def test_an_unsound_draft_is_told(page: MselPage, table: DesignTable, tmp_path: Path) -> None:
    page.model.setData(page.model.index(0, [one.name for one in page.model.columns].index("at")), "soon")
    table.read()
    page.sheets.give_out(tmp_path / "out.csv")
    assert page.sheets.told is not None
    assert not (tmp_path / "out.csv").exists()


def test_a_condition_is_put_together_from_the_grid(page: MselPage, table: DesignTable, qtbot: QtBot) -> None:
    page.activateWindow()
    page.sheet.setFocus()
    qtbot.waitUntil(page.sheet.hasFocus)
    page.go(page.model.index(2, 0))
    QTest.keyClick(page.sheet, Qt.Key.Key_F4)
    dialog = page.builder
    assert dialog is not None
    dialog.text.setPlainText("milestone(detected)")
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    assert table.draft.items("injects")[2].fields["when"] == "milestone(detected)"
    assert len(table.history.steps) == 1
