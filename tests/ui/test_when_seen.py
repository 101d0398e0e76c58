"""Panels that nobody sees do nothing at an edit, and are up to date when they come to the front."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import changed
from hotwash.ui.entry_grid_model import GridModel
from hotwash.ui.entry_grid_view import EntryGridView
from hotwash.ui.when_seen import WhenSeen
from tests.ui.conftest import MakeWindow
from tests.ui.test_design_window import open_design


def test_it_is_done_at_once_or_when_shown_and_once(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    done: list[int] = []
    seen = WhenSeen(over, lambda: done.append(1))
    seen.ask()
    seen.ask()
    assert (done, seen.due) == ([], True)
    over.show()
    assert (done, seen.due) == ([1], False)
    seen.ask()
    assert done == [1, 1]
    over.hide()
    over.show()
    assert done == [1, 1]


def test_grids_behind_the_map_wait_until_they_are_seen(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_design(make_window(begin=False), qtbot)
    refreshed: list[str] = []
    refresh = GridModel.refresh

    def counted(self: GridModel) -> None:
        refreshed.append(self.grid.section)
        refresh(self)

    monkeypatch.setattr(GridModel, "refresh", counted)
    inject = made.table.draft.items("injects")[1].key
    made.table.edit("Change", changed(made.table.draft, {inject}, ("subject",), "Said anew"))
    assert refreshed == []
    made.table.select([inject])
    made.pages.setCurrentWidget(made.panels["MSEL"])
    assert refreshed == ["injects"]
    grid = made.panels["MSEL"]
    assert isinstance(grid, EntryGridView)
    assert grid.keys() == {inject}
    names = [one.name for one in grid.model.columns]
    assert grid.model.index(1, names.index("subject")).data() == "Said anew"


def test_rows_that_come_and_go_leave_the_others_alone(make_window: MakeWindow, qtbot: QtBot) -> None:
    made = open_design(make_window(begin=False), qtbot)
    made.pages.setCurrentWidget(made.panels["MSEL"])
    grid = made.panels["MSEL"]
    assert isinstance(grid, EntryGridView)
    resets: list[int] = []
    grid.model.modelReset.connect(lambda: resets.append(1))
    rows = [item.key for item in grid.model.items]
    grid.go(grid.model.index(2, 0))
    grid.duplicate()
    assert [item.key for item in grid.model.items if item.key in rows] == rows
    assert grid.model.rowCount() == len(rows) + 1
    made.table.undo()
    assert [item.key for item in grid.model.items] == rows
    grid.go(grid.model.index(0, 0))
    grid.move_down()
    assert [item.key for item in grid.model.items] == [rows[1], rows[0], *rows[2:]]
    assert grid.keys() == {rows[0]}
    assert resets == []
