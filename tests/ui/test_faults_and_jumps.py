"""Faults are launched, armed, disarmed and cleared from list, palette and map; a jump can be held at any moment."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from hotwash.domain.time import MINUTE
from hotwash.ui.dialogs import Question
from hotwash.ui.main_window import MainWindow
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.palette import CommandPalette
from tests.ui.conftest import run_to
from tests.ui.seen import exposed


def offered(window: MainWindow, fault: str) -> list[str]:
    """Buttons of a fault that are shown."""
    assert window.view is not None
    row = window.view.faults._rows[fault]
    return [key.text() for key in row.findChildren(QPushButton) if not key.isHidden()]


def words(window: MainWindow, fault: str) -> str:
    """What the row of a fault says."""
    assert window.view is not None
    return " ".join(text.text() for text in window.view.faults._rows[fault].findChildren(QLabel))


def test_every_state_of_a_fault_has_its_words_and_its_buttons(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    assert "armed for 13:10 (T+0:10:00)" in words(window, "voice")
    assert offered(window, "voice") == ["Launch", "Arm at…", "Disarm"]
    assert "waiting for you to launch" in words(window, "push")
    assert offered(window, "push") == ["Launch", "Arm at…"]
    window.menus.actions["clock.run"].trigger()
    run_to(window, 11 * MINUTE)
    assert "LIVE since 0:10:00" in words(window, "voice")
    assert offered(window, "voice") == ["Clear"]
    view.faults._rows["voice"].clear.click()
    assert "over 0:10:00 to 0:11:00" in words(window, "voice")
    assert offered(window, "voice") == ["Launch", "Arm at…"]


def test_a_fault_is_armed_by_keyboard_and_begins_by_itself(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.faults._rows["push"].arm.click()
    question = view.question
    assert isinstance(question, Question)
    line = question.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("9:99")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "is no time of day" in question.problem.text()
    line.setText("12:00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "The exercise ends at" in question.problem.text()
    line.setText("13:05")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert dict(view.conduct.session.board.armed)["push"] == 5 * MINUTE
    assert "armed for 13:05 (T+0:05:00)" in words(window, "push")
    window.menus.actions["clock.run"].trigger()
    run_to(window, 6 * MINUTE)
    assert "LIVE" in words(window, "push")


def test_a_fault_that_is_disarmed_or_cleared_stays_away(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.faults._rows["voice"].disarm.click()
    assert dict(view.conduct.session.board.armed) == {}
    window.menus.actions["clock.run"].trigger()
    run_to(window, 20 * MINUTE)
    assert "waiting" in words(window, "voice")
    view.conduct.arm("voice", 25 * MINUTE)
    view.faults._rows["voice"].launch.click()
    view.faults._rows["voice"].clear.click()
    run_to(window, 30 * MINUTE)
    assert view.conduct.session.board.faults == ()
    assert "over" in words(window, "voice")


def test_the_palette_arms_and_disarms(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["help.palette"].trigger()
    palette = window.gestures.dialog
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.line, "disarm")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert dict(view.conduct.session.board.armed) == {}
    view.go_to("arm:voice")
    assert isinstance(view.question, Question)
    view.question.reject()


def has_menu(window: MainWindow) -> bool:
    """Whether a menu of the map was opened, asked anew each time."""
    return window.view is not None and window.view.menu is not None


def menu_texts(menu: QMenu | None) -> list[str]:
    """What a menu offers."""
    assert menu is not None
    return [action.text() for action in menu.actions() if action.text()]


def test_the_menu_key_offers_card_centre_and_the_faults_of_an_element(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.map.setFocus()
    view.map.select("bcf-east")
    QTest.keyClick(view.map, Qt.Key.Key_Menu)
    texts = menu_texts(view.menu)
    assert texts[:2] == ["Open the card", "Centre the map here"]
    power = next(text for text in texts if text.startswith("Launch fault") and "power" in text.lower())
    assert view.menu is not None
    next(action for action in view.menu.actions() if action.text() == power).trigger()
    assert [fault.fault for fault in view.conduct.session.board.faults] == ["power"]
    view.menu.close()
    QTest.keyClick(view.map, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert any(text.startswith("Clear fault") for text in menu_texts(view.menu))
    assert view.menu is not None
    view.menu.actions()[0].trigger()
    assert view.card.key == "element:bcf-east"
    view.menu.close()


def test_a_right_click_opens_the_menu_and_a_right_drag_moves_the_map(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    x, y = view.map.camera.to_screen(view.map.scene.nodes[0].x, view.map.scene.nodes[0].y)
    at = QPoint(round(x), round(y))
    QTest.mousePress(view.map, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseMove(view.map, at + QPoint(40, 0))
    QTest.mouseRelease(view.map, Qt.MouseButton.RightButton, pos=at + QPoint(40, 0))
    assert not has_menu(window)
    QTest.mouseClick(view.map, Qt.MouseButton.RightButton, pos=at + QPoint(40, 0))
    assert menu_texts(view.menu)[0] == "Open the card"
    assert view.menu is not None
    view.menu.close()


def test_in_the_seats_view_the_menu_names_no_fault(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["map.seat_view"].trigger()
    view.map.select("bcf-east")
    QTest.keyClick(view.map, Qt.Key.Key_Menu)
    assert menu_texts(view.menu) == ["Open the card", "Centre the map here"]
    assert view.menu is not None
    view.menu.close()


def test_a_link_is_reached_by_keyboard_from_the_card_of_an_element(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.open_card("element:bcf-east")
    key = next(one for one in view.card.findChildren(QPushButton) if one.text() == "Link to ESRP")
    keys = ButtonKeys()
    key.installEventFilter(keys)
    key.setFocus()
    QTest.keyClick(key, Qt.Key.Key_Space)
    assert view.card.key == "element:east-esrp"
    assert "One-way delay" in exposed(view.card)


def jumping(window: MainWindow, at: int = 60 * MINUTE) -> int:
    """Begin a jump, let it get a little way, and return where it stands."""
    view = window.view
    assert view is not None
    view._tick.stop()
    assert view.conduct.jump(at) == ""
    view.conduct.pacer.budget_s = 0.0
    view.conduct.tick(1.0)
    view.refresh()
    assert view.conduct.moving
    return view.conduct.session.now


def stands(window: MainWindow) -> bool:
    """Whether time stands still, whatever ticks come."""
    view = window.view
    assert view is not None
    before = view.conduct.session.now
    for moment in (2.0, 2.05, 2.1):
        view.conduct.tick(moment)
    return view.conduct.session.now == before and not view.conduct.moving


def test_pause_ends_a_jump(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    at = jumping(window)
    assert 0 < at < 60 * MINUTE
    assert (view.bar._run.text(), view.bar._run.isEnabled()) == ("Pause", True)
    window.menus.actions["clock.run"].trigger()
    assert stands(window)
    assert view.conduct.session.now == at
    assert view.last is not None
    assert view.last.clocks.state == "paused"


def test_the_welcome_screen_and_the_report_hold_a_jump(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    jumping(window)
    window.menus.actions["exercise.welcome"].trigger()
    assert stands(window)
    window.menus.actions["exercise.welcome"].trigger()
    jumping(window)
    window.menus.actions["exercise.report"].trigger()
    assert stands(window)
    assert window.gestures.dialog is not None
    window.gestures.dialog.close()


def test_the_end_during_a_jump_is_the_end(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    jumping(window)
    assert window.menus.actions["exercise.end"].isEnabled()
    window.menus.actions["exercise.end"].trigger()
    question = window.gestures.dialog
    assert isinstance(question, Question)
    question.do.click()
    assert view.conduct.session.board.ended
    assert stands(window)
    QApplication.processEvents()
    assert view.last is not None
    assert view.last.clocks.state == "ended"


def test_a_jump_is_stopped_where_it_has_got_to(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    at = jumping(window)
    assert view.bar._stop_jump.isVisible()
    window.menus.actions["clock.cancel_jump"].trigger()
    assert stands(window)
    assert view.conduct.session.now == at
    assert not view.bar._stop_jump.isVisible()
