"""Plan, seats, line of time and traffic are edited by keyboard and by mouse, a step for each gesture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.domain.time import parse_clock
from hotwash.editor.library import capabilities, starters
from hotwash.editor.templates import beginnings, begun
from hotwash.scenario.draft import Fields, Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.access_grid import AccessGrid
from hotwash.ui.exercise_pages import ListsPage
from hotwash.ui.hour_profile import HourProfilePanel
from hotwash.ui.plan_panel import PlanPanel
from hotwash.ui.starter_dialog import StarterDialog
from hotwash.ui.theme import Theme
from hotwash.ui.timeline_view import TimelineView
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.hour_weights import profile

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
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """Colours of a fresh start."""
    return Theme(qapp, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def plan(table: DesignTable, theme: Theme, qtbot: QtBot) -> PlanPanel:
    """The tree on a screen."""
    made = PlanPanel(table, theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.tree.setFocus()
    return made


def tasks(table: DesignTable, place: int) -> list[object]:
    """Ids of the tasks of a target."""
    held = table.draft.items("targets")[place].fields.get("tasks", ())
    assert isinstance(held, tuple)
    return [task["id"] for task in held]


def test_a_whole_branch_is_written_by_keyboard(plan: PlanPanel, table: DesignTable) -> None:
    QTest.keyClick(plan.tree, Qt.Key.Key_N, CTRL | SHIFT)
    objective = table.draft.items("objectives")[-1]
    assert table.selection == {objective.key}
    QTest.keyClick(plan.tree, Qt.Key.Key_N, CTRL)
    target = table.draft.items("targets")[-1]
    assert target.fields["objective"] == objective.id
    QTest.keyClick(plan.tree, Qt.Key.Key_T, CTRL)
    QTest.keyClick(plan.tree, Qt.Key.Key_T, CTRL)
    assert len(tasks(table, -1)) == 2
    assert len(table.history.steps) == 4
    found = [item.text(2) for item in plan._items() if "no inject provokes it" in item.text(2)]
    assert len(found) >= 2
    plan._go_to(f"objectives:{objective.key}:0")
    QTest.keyClick(plan.tree, Qt.Key.Key_Delete)
    assert (objective.id, target.id) not in [(item.id, item.id) for item in table.draft.items("targets")]
    assert target.id not in [item.id for item in table.draft.items("targets")]


def test_an_empty_plan_says_how_to_begin(theme: Theme, qtbot: QtBot) -> None:
    table = DesignTable(begun(beginnings()[0]).draft)
    made = PlanPanel(table, theme)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.tree.setFocus()
    assert "begin with an objective" in made.hint.text()
    QTest.keyClick(made.tree, Qt.Key.Key_N, CTRL)
    assert made.hint.text().startswith("Choose a line")
    QTest.keyClick(made.tree, Qt.Key.Key_N, CTRL | SHIFT)
    assert made.hint.isHidden()


def test_tasks_are_reordered_and_stay_chosen(plan: PlanPanel, table: DesignTable) -> None:
    place = next(n for n, _ in enumerate(table.draft.items("targets")) if len(tasks(table, n)) > 1)
    key = table.draft.items("targets")[place].key
    before = tasks(table, place)
    plan._go_to(f"tasks:{key}:0")
    QTest.keyClick(plan.tree, Qt.Key.Key_Down, ALT)
    assert tasks(table, place)[:2] == [before[1], before[0]]
    assert plan.node is not None
    assert (plan.node.level, plan.node.place) == ("tasks", 1)


def test_enter_on_a_task_opens_its_list_at_it(plan: PlanPanel, table: DesignTable, qtbot: QtBot) -> None:
    key = table.draft.items("targets")[0].key
    plan._go_to(f"tasks:{key}:0")
    QTest.keyClick(plan.tree, Qt.Key.Key_Return)
    assert plan.dialog is not None
    qtbot.addWidget(plan.dialog)
    assert plan.dialog.at == 0
    plan.dialog.reject()


@pytest.fixture
def times(table: DesignTable, theme: Theme, qtbot: QtBot) -> TimelineView:
    """The line of time on a screen."""
    made = TimelineView(table, theme)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def timed(table: DesignTable) -> Item:
    """The first inject with a time."""
    return next(item for item in table.draft.items("injects") if "at" in item.fields and item.fields["at"] != "0:00:00")


def at(table: DesignTable, key: int) -> int:
    """The time of an inject, in ms."""
    written = next(item for item in table.draft.items("injects") if item.key == key).fields["at"]
    assert isinstance(written, str)
    return parse_clock(written)


def test_a_mark_is_moved_by_arrows_as_one_step(times: TimelineView, table: DesignTable) -> None:
    key = timed(table).key
    before = at(table, key)
    table.select([key])
    for _ in range(3):
        QTest.keyClick(times, Qt.Key.Key_Right)
    QTest.keyClick(times, Qt.Key.Key_Right, SHIFT)
    assert at(table, key) == before + 13 * 60_000
    assert len(table.history.steps) == 1
    assert "0:" in times.accessibleDescription() or "1" in times.accessibleDescription()
    for _ in range(200):
        QTest.keyClick(times, Qt.Key.Key_Left, SHIFT)
    assert at(table, key) == 0


def test_a_mark_is_dragged_as_one_step(times: TimelineView, table: DesignTable) -> None:
    key = timed(table).key
    before = at(table, key)
    start = times.spot(key).toPoint()
    QTest.mousePress(times, Qt.MouseButton.LeftButton, pos=start)
    for by in (20, 40, 80):
        QTest.mouseMove(times, start + QPoint(by, 0))
    QTest.mouseRelease(times, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    assert at(table, key) > before
    assert len(table.history.steps) == 1
    assert table.selection == {key}


def test_down_goes_through_all_marks(times: TimelineView, table: DesignTable) -> None:
    seen: set[int] = set()
    for _ in range(len(times._spots)):
        QTest.keyClick(times, Qt.Key.Key_Down)
        seen |= table.selection
    assert seen == {item.key for name in ("faults", "injects") for item in table.draft.items(name)}


def test_a_seat_is_offered_an_action_with_space(table: DesignTable, theme: Theme, qtbot: QtBot) -> None:
    made = AccessGrid(table, theme)
    qtbot.addWidget(made)
    made.show()
    action = table.draft.items("actions")[0]
    seats = [item.id for item in table.draft.items("seats")]
    offered = action.fields["seats"]
    assert isinstance(offered, tuple)
    place = next(n for n, seat in enumerate(seats) if seat not in offered)
    made.cells.setFocus()
    made.cells.setCurrentCell(0, place)
    QTest.keyClick(made.cells, Qt.Key.Key_Space)
    after = table.draft.items("actions")[0].fields["seats"]
    assert isinstance(after, tuple)
    assert set(after) == {*offered, seats[place]}
    table.undo()
    cell = made.cells.item(0, place)
    assert cell is not None
    assert cell.checkState() is Qt.CheckState.Unchecked
    assert "not offered" in cell.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_hours_of_a_day_are_drawn_and_typed(table: DesignTable, theme: Theme, qtbot: QtBot) -> None:
    made = HourProfilePanel(table, theme)
    qtbot.addWidget(made)
    made.resize(800, 260)
    made.show()
    before = profile(table)
    assert abs(sum(before.calls) - 6045) < 1e-6
    made.bars.setFocus()
    QTest.keyClick(made.bars, Qt.Key.Key_Right)
    QTest.keyClick(made.bars, Qt.Key.Key_Up)
    QTest.keyClick(made.bars, Qt.Key.Key_Up)
    now = profile(table)
    assert now.weights[1] > before.weights[1]
    assert len(table.history.steps) == 1
    assert made._words.text().startswith("01:00 to 02:00")
    QTest.mouseClick(made.bars, Qt.MouseButton.LeftButton, pos=QPoint(810 // 2, 30))
    assert profile(table).weights[12] > before.weights[12]
    made.weekend.setChecked(True)
    QTest.keyClick(made.bars, Qt.Key.Key_Down)
    demand = table.draft.head["demand"]
    assert isinstance(demand, Fields)
    assert "weekend_hours" in demand


def test_a_problem_opens_the_list_it_is_in(table: DesignTable, theme: Theme, qtbot: QtBot) -> None:
    made = ListsPage(table, theme)
    qtbot.addWidget(made)
    source = table.draft.items("sources")[1]
    table.go("sources", source.key, "text")
    assert made.box.currentData() == "sources"
    assert made.grids["sources"].keys() == {source.key}


def test_a_target_comes_from_the_library_by_keyboard(plan: PlanPanel, table: DesignTable, qtbot: QtBot) -> None:
    before = table.draft
    QTest.keyClick(plan.tree, Qt.Key.Key_L, CTRL)
    dialog = plan.library
    assert dialog is not None
    qtbot.waitExposed(dialog)
    tops = [dialog.tree.topLevelItem(place) for place in range(dialog.tree.topLevelItemCount())]
    assert [top.text(0) for top in tops if top is not None] == list(capabilities())
    QTest.keyClicks(dialog.search, "neighbour is asked")
    assert dialog.tree.topLevelItemCount() == 1
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.number == next(n for n, one in enumerate(starters()) if "neighbour PSAP is asked" in one.text)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert len(table.history.steps) == 1
    target = table.draft.items("targets")[-1]
    assert table.selection == {target.key}
    assert target.fields["text"] == next(one.text for one in starters() if one.name == "neighbour-asked")
    assert target.fields["objective"] in {item.id for item in table.draft.items("objectives")}
    assert plan.node is not None
    assert plan.node.key == target.key, "and is chosen in the tree"
    table.undo()
    assert table.draft == before


def test_the_library_leaves_the_objective_to_the_author(table: DesignTable, qtbot: QtBot) -> None:
    dialog = StarterDialog(None, table)
    qtbot.addWidget(dialog)
    dialog.show()
    offered = [dialog.objective.itemData(place) for place in range(dialog.objective.count())]
    wanted = table.draft.items("objectives")[-1].id
    assert wanted in offered
    dialog.objective.setCurrentIndex(offered.index(wanted))
    QTest.keyClick(dialog.put_key, Qt.Key.Key_Space)
    assert table.draft.items("targets")[-1].fields["objective"] == wanted
