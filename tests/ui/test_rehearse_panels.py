"""Rehearsal from the window: a call asked for and lit, the worst failures made an inject, bots that can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.editor.rehearsal.rehearsal import Rehearsal
from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.rehearse_panels import BotsPanel, ReachPanel, SweepPanel
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """Colours of a fresh start."""
    return Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def reach(table: DesignTable, theme: Theme, qtbot: QtBot) -> Iterator[ReachPanel]:
    """The question of a call, on a screen."""
    made = ReachPanel(table, theme)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    yield made
    made.close_table()


def test_a_call_is_asked_for_now_and_under_a_fault_and_lit(reach: ReachPanel, table: DesignTable, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reach.headlines[0].text().startswith("Now: ✓"))
    fault = table.draft.items("faults")[0].id
    reach.fault.setCurrentIndex(reach.fault.findData(fault))
    reach.ask()
    qtbot.waitUntil(lambda: reach.headlines[1].text().startswith("Under: "))
    assert "✕" in reach.headlines[1].text()
    assert reach.hops[1].model().rowCount() > 1
    QTest.keyClick(reach._light[0], Qt.Key.Key_Space)
    ids = {item.id for item in table.draft.items("elements") if item.key in table.selection}
    assert {"carrier", "gateway-south"} <= ids


def test_a_draft_with_problems_is_not_asked(reach: ReachPanel, table: DesignTable) -> None:
    key = table.draft.items("elements")[0].key
    from hotwash.editor.edits import changed

    table.edit("Break", changed(table.draft, {key}, ("share_permille",), "many"))
    table.read()
    assert "no problems" in reach.state.text()
    assert not reach.origin.isEnabled()


@pytest.fixture
def sweeping(table: DesignTable, theme: Theme, qtbot: QtBot) -> Iterator[SweepPanel]:
    """The worst failures, on a screen."""
    made = SweepPanel(table, theme)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    yield made
    made.close_table()


def test_the_worst_failure_becomes_an_inject_as_one_step(
    sweeping: SweepPanel, table: DesignTable, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sweeping.long.done, timeout=60_000):
        QTest.keyClick(sweeping.long.start_key, Qt.Key.Key_Space)
    assert sweeping.rows.model().rowCount() > 10
    assert not sweeping.long.busy
    kinds = [row.case for row in sweeping._rows.values()]
    place = next(n for n, case in enumerate(kinds) if case.sort.value == "site")
    sweeping.rows.selectRow(place)
    sweeping.light()
    assert table.selection
    injects = len(table.draft.items("injects"))
    sweeping.arm()
    assert len(table.draft.items("injects")) == injects + 1
    assert len(table.history.steps) == 1
    table.read()
    assert table.reading.mistakes == ()
    assert "changed since" in sweeping.state.text()


def test_bots_are_stopped_at_once_and_say_how_far_they_came(table: DesignTable, theme: Theme, qtbot: QtBot) -> None:
    made = BotsPanel(table, theme)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.long.done, timeout=60_000) as told:
        made.long.start()
        assert made.long.stop_key.isVisible()
        made.long.cancel()
    assert isinstance(told.args[0][1], Rehearsal)
    assert told.args[0][1].cancelled
    assert made.state.text().startswith("Stopped")
    made.close_table()


def test_closing_the_panel_ends_the_work(table: DesignTable, theme: Theme, qtbot: QtBot) -> None:
    made = BotsPanel(table, theme)
    qtbot.addWidget(made)
    made.show()
    made.long.start()
    made.close_table()
    assert not made.long.busy
