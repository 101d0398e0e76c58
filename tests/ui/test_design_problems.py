"""Mistakes, findings and remarks stand in one panel, are filtered by keyboard, and lead to their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import changed
from hotwash.scenario.draft import Draft, Fields, Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.design_problems import ProblemsPanel, counted
from hotwash.ui.design_reading import DraftReader
from hotwash.ui.design_workspace import DesignWorkspace
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.draft_places import located
from hotwash.viewmodels.draft_problems import look, problems


def item(draft: Draft, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in draft.items(section) if item.id == name)


def shadowing(draft: Draft) -> Draft:
    """The draft with a firewall line that never decides: the last one stands first too."""
    policy = item(draft, "policies", "gateway-policy")
    rules = policy.fields["rules"]
    assert isinstance(rules, tuple)
    assert isinstance(rules[-1], Fields)
    return changed(draft, {policy.key}, ("rules",), (*rules, rules[-1].having("id", "late")))


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario with a line that never decides, read, and looked at by lint."""
    made = DesignTable(shadowing(draft_of(scenario_files(find_scenario("optus-2025")))))
    made.read()
    assert made.reading.scenario is not None
    looked = look(made.reading.scenario)
    made.has_looked(looked.findings, looked.remarks)
    return made


@pytest.fixture
def panel(table: DesignTable, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> ProblemsPanel:
    """Its problems on a screen."""
    theme = Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = ProblemsPanel(table, theme)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.rows.setFocus()
    return made


def cells(panel: ProblemsPanel, place: int) -> list[str]:
    """One column of the rows."""
    model = panel.rows.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_a_finding_leads_to_the_line_of_its_policy(panel: ProblemsPanel, table: DesignTable) -> None:
    place = next(n for n, words in enumerate(cells(panel, 2)) if "'late' never decides" in words)
    assert cells(panel, 0)[place] == "⚠ should be looked at"
    panel.rows.selectRow(place)
    QTest.keyClick(panel.rows, Qt.Key.Key_Return)
    policy = item(table.draft, "policies", "gateway-policy")
    assert table.goal is not None
    assert (table.goal.section, table.goal.key, table.goal.path) == ("policies", policy.key, "rules[4]")
    assert table.selection == {policy.key}
    assert table.mistakes()[policy.key] >= 1, "and the map can show it"


def test_weights_are_filtered_by_keys_and_words(panel: ProblemsPanel, table: DesignTable) -> None:
    everything = panel.rows.model().rowCount()
    assert everything == len(problems(table)) == len(table.findings) + len(table.remarks)
    look_key = next(key for severity, key in panel.keys.items() if severity.name == "LOOK")
    QTest.keyClick(look_key, Qt.Key.Key_Space)
    assert panel.rows.model().rowCount() == everything - len(table.findings)
    QTest.keyClick(look_key, Qt.Key.Key_Space)
    QTest.keyClick(panel.rows, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(panel.search, "never decides")
    assert panel.rows.model().rowCount() == 1
    assert f"⚠ {len(table.findings)}" in counted(table)


def test_a_mistake_takes_the_place_of_findings(panel: ProblemsPanel, table: DesignTable) -> None:
    inject = table.draft.items("injects")[0]
    table.edit("Change", changed(table.draft, {inject.key}, ("at",), "soon"))
    table.read()
    assert set(cells(panel, 0)) == {"✕ must be mended"}
    assert table.findings == ()
    panel.rows.selectRow(0)
    panel.go()
    assert table.goal is not None
    assert (table.goal.section, table.goal.key, table.goal.path) == ("injects", inject.key, "at")


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("default_psap",), ("", 0, "default_psap")),
        (("injects",), ("injects", 0, "")),
        (("decisions", "textbook"), ("", 0, "")),
        (("elements", "nowhere"), ("elements", 0, "")),
        ((), ("", 0, "")),
    ],
)
def test_places_that_are_no_entries(table: DesignTable, path: tuple[str, ...], where: tuple[str, int, str]) -> None:
    assert located(table.draft, path) == where


def test_a_task_is_found_within_its_target(table: DesignTable) -> None:
    target = table.draft.items("targets")[0]
    tasks = target.fields["tasks"]
    assert isinstance(tasks, tuple)
    path = ("targets", target.id, "tasks", tasks[1]["id"])
    assert located(table.draft, path) == ("targets", target.key, "tasks[1]")


def test_lint_follows_a_sound_reading_beside_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    table = DesignTable(shadowing(draft_of(scenario_files(find_scenario("optus-2025")))))
    told: list[Changed] = []
    table.listen(told.append)
    reader = DraftReader(qapp, table)
    before = table.is_looked_at
    qtbot.waitUntil(lambda: bool(table.findings), timeout=10_000)
    assert (before, table.is_looked_at) == (False, True)
    assert told == [Changed.READING, Changed.FINDINGS]
    policy = item(table.draft, "policies", "gateway-policy")
    table.edit("Change", changed(table.draft, {policy.key}, ("rules",), ()))
    qtbot.waitUntil(lambda: table.is_read and not reader.busy, timeout=10_000)
    assert not any("'late' never decides" in finding.sentence for finding in table.findings)
    reader.stop()
    assert not reader.busy


def test_a_panel_with_a_filter_has_its_keys_for_itself(
    table: DesignTable, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    workspace = DesignWorkspace(table, theme)
    qtbot.addWidget(workspace)
    workspace.resize(1500, 900)
    with qtbot.waitExposed(workspace):
        workspace.show()
    workspace.activateWindow()
    problems_panel, grid = workspace.panels["Problems"], workspace.panels["MSEL"]
    assert isinstance(problems_panel, ProblemsPanel)
    assert isinstance(grid, EntryGridView)
    tab = workspace.below.tabText(workspace.below.indexOf(problems_panel))
    assert tab == f"Problems (⚠ {len(table.findings)})"
    workspace.below.setCurrentWidget(problems_panel)
    problems_panel.rows.setFocus()
    qtbot.waitUntil(problems_panel.rows.hasFocus)
    QTest.keyClick(problems_panel.rows, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert problems_panel.search.hasFocus()
    workspace.pages.setCurrentWidget(grid)
    grid.sheet.setFocus()
    qtbot.waitUntil(grid.sheet.hasFocus)
    QTest.keyClick(grid.sheet, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert grid.search.hasFocus()
    workspace.pages.setCurrentIndex(0)
    workspace.canvas.setFocus()
    qtbot.waitUntil(workspace.canvas.hasFocus)
    assert workspace.actions_["find"].isEnabled()
    workspace.stop()
