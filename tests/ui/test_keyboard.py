"""The window by keyboard alone: one stop for the map, reading order, where Esc leads, and what S and searching do."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.time import MINUTE
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.desk_window import DeskWindow
from hotwash.ui.dialogs import Question
from hotwash.ui.main_window import MainWindow
from hotwash.ui.tab_order import stops
from tests.ui.conftest import run_to

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
NOTHING = -1


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> ConductView:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.view is not None
    return window.view


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> QWidget:
    """A key to whatever has the focus; returns what has it then."""
    QTest.keyClick(focus(), key, modifier)
    return focus()


def selected(view: ConductView) -> int:
    return view.map.selected


def round_trip(view: ConductView) -> list[QWidget]:
    """Everything that Tab reaches, from the map on until it is back there."""
    view.focus_part("map")
    found = [focus()]
    while len(found) < 400:
        here = press(Qt.Key.Key_Tab)
        if here is view.map:
            return found
        found.append(here)
    raise AssertionError("Tab does not come back")


def test_the_map_is_one_stop_of_the_tab_key(view: ConductView) -> None:
    found = round_trip(view)
    assert found.count(view.map) == 1
    assert len(set(map(id, found))) == len(found)
    view.focus_part("map")
    press(Qt.Key.Key_Home)
    kept = selected(view)
    assert press(Qt.Key.Key_Tab) is not view.map
    assert selected(view) == kept
    assert press(Qt.Key.Key_Backtab, SHIFT) is view.map


def test_tab_goes_in_reading_order(view: ConductView, window: MainWindow) -> None:
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    found = round_trip(view)
    start = next(place for place, one in enumerate(found) if view.bar.isAncestorOf(one))
    order = found[start:] + found[:start]

    def part(one: QWidget) -> int:
        seat = view.seat
        sides = (view.bar, view.arrangement.left, view.map, view.tabs, view.arrangement.below)
        areas = (*sides, seat._alarm_area, seat.messages, seat._act_area)
        return next(n for n, area in enumerate(areas) if area is one or area.isAncestorOf(one))

    parts = [part(one) for one in order]
    assert parts == sorted(parts)
    assert set(parts) == set(range(8))
    assert order.index(view.log.list) + 1 == order.index(view.log.note)


def test_a_new_alarm_stands_before_the_acts_at_once(view: ConductView, window: MainWindow) -> None:
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    (alarm,) = view.seat._alarms.values()
    order = list(stops(view.seat))
    assert order[0] is alarm.key
    assert order[1] is view.seat.messages
    assert isinstance(order[2], QPushButton)


def test_the_links_of_a_card_follow_its_head(view: ConductView) -> None:
    view.open_card("element:bcf-east")
    order = list(stops(view.card))
    assert order[0] is view.card._close
    assert [one.accessibleName().partition(" of ")[0] for one in order[1:]] == ["Card"] * (len(order) - 1)
    assert len(order) > 2


def test_arrow_keys_walk_the_map_and_every_element_can_be_reached(view: ConductView) -> None:
    view.focus_part("map")
    assert selected(view) == NOTHING
    press(Qt.Key.Key_Down)
    assert selected(view) == view.conduct.scene.walk[0]
    seen = [selected(view)]
    for _ in range(len(view.conduct.scene.nodes)):
        press(Qt.Key.Key_PageDown)
        seen.append(selected(view))
    assert tuple(dict.fromkeys(seen)) == view.conduct.scene.walk
    assert focus() is view.map
    press(Qt.Key.Key_Home)
    assert selected(view) == view.conduct.scene.walk[0]
    press(Qt.Key.Key_PageUp)
    assert selected(view) == view.conduct.scene.walk[0]
    press(Qt.Key.Key_End)
    assert selected(view) == view.conduct.scene.walk[-1]
    press(Qt.Key.Key_Escape)
    assert selected(view) == NOTHING


def test_arrow_keys_reach_almost_everything_and_go_where_they_point(view: ConductView) -> None:
    scene = view.conduct.scene
    reached, fresh = {scene.walk[0]}, [scene.walk[0]]
    while fresh:
        here = fresh.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            there = scene.along(here, dx, dy)
            a, b = scene.nodes[here], scene.nodes[there]
            assert (b.x - a.x) * dx + (b.y - a.y) * dy >= 0
            if there not in reached:
                reached.add(there)
                fresh.append(there)
    assert len(reached) == len(scene.nodes)


def test_escape_closes_the_card_and_leads_back_to_the_map(view: ConductView) -> None:
    view.focus_part("map")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert view.card.key
    press(Qt.Key.Key_Escape)
    assert (selected(view), bool(view.card.key)) == (NOTHING, True)
    press(Qt.Key.Key_Escape)
    assert (view.card.key, view.tabs.currentWidget() is view.card) == ("", False)
    view.open_card("element:bcf-east")
    view.focus_part("card")
    press(Qt.Key.Key_Escape)
    assert view.card.key == ""
    assert focus() is view.map


@pytest.mark.parametrize("part", ["psaps", "log"])
def test_escape_empties_a_search_and_then_leaves_it(view: ConductView, part: str) -> None:
    view.focus_part(part)
    search = view.psaps.search if part == "psaps" else view.log.search
    search.setFocus()
    QTest.keyClicks(search, "psap b")
    press(Qt.Key.Key_Escape)
    assert search.text() == ""
    assert focus() is search
    assert press(Qt.Key.Key_Escape) is view.map


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_lead_from_the_search_to_what_was_found(view: ConductView, key: Qt.Key) -> None:
    view.focus_part("psaps")
    QTest.keyClicks(focus(), "psap b")
    assert press(key) is view.psaps.view
    press(Qt.Key.Key_Return)
    assert view.card.key == "element:psap-b"


def test_s_goes_to_the_first_alarm_to_acknowledge_and_else_to_the_first_act(
    view: ConductView, window: MainWindow
) -> None:
    window.menus.actions["clock.run"].trigger()
    view.refresh()
    press(Qt.Key.Key_S)
    first = next(act for act in view.conduct.desk("duty").acts if act.enabled)
    assert focus() is view.seat._acts[first.id].key
    run_to(window, 30 * MINUTE)
    view.focus_part("map")
    press(Qt.Key.Key_S)
    (alarm,) = view.seat._alarms.values()
    assert focus() is alarm.key


def test_escape_closes_the_seats_own_window(view: ConductView, window: MainWindow, qtbot: QtBot) -> None:
    window.menus.actions["show.seat_window"].trigger()
    own = view.seat_window
    assert isinstance(own, DeskWindow)
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert view.seat_window is None


def test_what_is_mistyped_in_a_jump_is_no_entry_of_the_log(view: ConductView, window: MainWindow) -> None:
    window.menus.actions["clock.run"].trigger()
    run_to(window, 10 * MINUTE)
    before = len(view.conduct.session.facts)
    window.menus.actions["clock.jump"].trigger()
    question = window.gestures.dialog
    assert isinstance(question, Question)
    line = question.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    for text, words in (("0:05:00", "is at 0:10:00 already"), ("90:00:00", "ends at"), ("soon", "not a time")):
        line.setText(text)
        question.do.click()
        assert words in question.problem.text()
    question.reject()
    assert len(view.conduct.session.facts) == before


def test_the_keys_are_told(window: MainWindow) -> None:
    window.menus.actions["help.keys"].trigger()
    dialog = window.gestures.dialog
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    keys = [table.item(row, 2).text() for row in range(table.rowCount())]  # type: ignore[union-attr]  # every cell is set
    for key in ("Page Down, Page Up", "Home, End", "Tab, Shift+Tab", "Down, Enter"):
        assert key in keys
    assert all(keys)
    assert len(list(pairwise(keys))) > 30
    dialog.close()
