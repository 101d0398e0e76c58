"""Everything in the author's pages and windows that takes the keyboard has a name that a screen reader says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.condition_dialog import ConditionDialog
from hotwash.ui.design_workspace import DesignWorkspace
from hotwash.ui.list_editor import ListEditor
from hotwash.ui.msel_import import MselImportDialog
from hotwash.ui.name_dialog import NameDialog
from hotwash.ui.starter_dialog import StarterDialog
from hotwash.ui.tab_order import stops
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def workspace(table: DesignTable, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[DesignWorkspace]:
    """Its workspace on a screen."""
    theme = Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = DesignWorkspace(table, theme)
    qtbot.addWidget(made)
    made.resize(1500, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.stop()


def nameless(top: QWidget) -> list[str]:
    """What takes the keyboard and has no name."""
    found = []
    for stop in stops(top):
        interface = QAccessible.queryAccessibleInterface(stop)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(stop).__name__} in {type(stop.parent()).__name__}")
    return found


def test_a_key_without_a_name_is_found(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    QVBoxLayout(over).addWidget(QPushButton())
    over.show()
    assert nameless(over) == ["QPushButton in QWidget"]


def test_every_page_and_panel(workspace: DesignWorkspace, table: DesignTable, qtbot: QtBot) -> None:
    for tabs in (workspace.pages, workspace.right, workspace.below):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            assert nameless(workspace) == [], tabs.tabText(place)
    workspace.right.setCurrentIndex(0)
    for section in ("elements", "links", "policies", "injects", "seats", "targets"):
        table.select([table.draft.items(section)[0].key])
        qtbot.waitUntil(lambda: len(list(stops(workspace.panels["Properties"]))) > 1)
        assert nameless(workspace.right) == [], section


def test_every_window(table: DesignTable, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["No", "Event"], ["1", "A call"]])
    scenario = table.reading.scenario
    assert scenario is not None
    target = table.draft.items("targets")[0].key
    over = QWidget()
    qtbot.addWidget(over)
    arriving = MselImportDialog(None, table, scenario, sheet)
    windows = (
        arriving,
        StarterDialog(None, table),
        ListEditor(table, target, ("tasks",)),
        ConditionDialog(None, table.draft, "When", "seen", print),
        NameDialog(over, "Add", "Name", print),
    )
    qtbot.waitUntil(lambda: bool(arriving.boxes) and not arriving.busy)
    for window in windows:
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        with qtbot.waitExposed(window):
            window.show()
        assert nameless(window) == [], type(window).__name__
        window.reject()
        window.deleteLater()
