"""A whole afternoon by keyboard: start, a fault, calls fail, the seat acts, calls recover, cards, report, end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.time import MINUTE
from hotwash.ui.dialogs import Question
from hotwash.ui.main_window import MainWindow
from hotwash.ui.map_reader import MapInterface
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.palette import CommandPalette
from hotwash.ui.report_dialog import ReportDialog
from hotwash.viewmodels.figures import Figures
from tests.ui.conftest import MakeWindow, SampleDesk, run_to


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_it_opens_paused_with_a_clear_start(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    assert view.last is not None
    assert (view.last.clocks.state, view.conduct.session.now) == ("not started", 0)
    assert view.bar._run.text() == "Start"
    assert view.bar._run.isEnabled()
    assert window.windowTitle().startswith("Small world")


def test_time_passes_after_start_and_stops_at_pause(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["speed.60"].trigger()
    window.menus.actions["clock.run"].trigger()
    qtbot.waitUntil(lambda: view.conduct.session.now > 5_000, timeout=5_000)
    assert view.map._timer.isActive()
    window.menus.actions["clock.run"].trigger()
    held = view.conduct.session.now
    qtbot.wait(150)
    assert view.conduct.session.now == held
    assert not view.map._timer.isActive()


def figures(window: MainWindow) -> Figures:
    """The live facts of the moment."""
    assert window.view is not None
    assert window.view.last is not None
    assert window.view.last.figures is not None
    return window.view.last.figures


def test_fault_failure_act_recovery(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 8 * MINUTE)
    assert view.last is not None
    before = figures(window)
    assert before.failed < before.answered
    view.faults._rows["push"].launch.click()
    run_to(window, 14 * MINUTE)
    assert figures(window).answered < figures(window).failed
    assert view.last.map.troubled("bcf-east")
    view.seat._acts["roll-back"].key.click()
    assert not view.seat._acts["roll-back"].key.isEnabled()
    view.conduct.clear("voice")
    run_to(window, 50 * MINUTE)
    assert figures(window).failed < figures(window).answered
    assert not view.last.map.troubled("bcf-east")
    effects = [item.text for item in view.seat.messages.sentences.items if item.kind == "effect"]
    assert len(effects) == 1
    assert effects[0].endswith("The vendor rolled the last change back.")


def jumping(window: MainWindow) -> int | None:
    """Where a jump leads, asked anew each time."""
    assert window.view is not None
    return window.view.conduct.pacer.jumping_to


def running(window: MainWindow) -> bool:
    """Whether the clock runs, asked anew each time."""
    assert window.view is not None
    return window.view.conduct.session.board.running


def ended(window: MainWindow) -> bool:
    """Whether the exercise is over, asked anew each time."""
    assert window.view is not None
    return window.view.conduct.session.board.ended


def focus() -> QWidget | None:
    """What has the keyboard."""
    return QApplication.focusWidget()


def test_an_alarm_is_acknowledged_at_the_seat(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    (alarm,) = view.seat._alarms.values()
    assert alarm.key.isVisible()
    view.focus_part("seat")
    alarm.key.click()
    assert not alarm.key.isVisible()
    assert view.conduct.session.board.alarms[0].acknowledged_by == ("duty",)


def test_everything_by_keyboard(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    keys = ButtonKeys()
    qapp.installEventFilter(keys)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = window.view
    assert view is not None
    session = view.conduct.session
    press(window, Qt.Key.Key_4)
    assert session.board.speed_permille == 10_000
    press(window, Qt.Key.Key_Space)
    assert running(window)
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_F)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    press(window, Qt.Key.Key_Space)  # presses the button, and does not run the clock
    assert not running(window)
    assert len(session.board.faults) == 1
    press(window, Qt.Key.Key_M)
    assert focus() is view.map
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    assert view.card.key == "element:bcf-east"
    assert view.tabs.currentWidget() is view.card
    press(window, Qt.Key.Key_F8)
    assert view.map.selected >= 0
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    note = QApplication.focusWidget()
    assert isinstance(note, QLineEdit)
    QTest.keyClicks(note, "heard nothing 1 2 v f")
    press(window, Qt.Key.Key_Return)
    assert view.conduct.log[-1].text == "The facilitator noted: heard nothing 1 2 v f"
    press(window, Qt.Key.Key_Escape)
    assert focus() is view.map
    press(window, Qt.Key.Key_V)
    assert view.conduct.seat_view
    assert not view.faults.isVisible()
    assert not view.log.isVisible()
    qapp.removeEventFilter(keys)


def test_the_palette_launches_a_fault(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["help.palette"].trigger()
    palette = window.gestures.dialog
    assert isinstance(palette, CommandPalette)
    texts = [entry.text for entry in palette._entries]
    assert "Run or pause" in texts
    QTest.keyClicks(palette.line, "launch site power")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert [fault.fault for fault in view.conduct.session.board.faults] == ["power"]


def test_a_call_opens_its_card_where_it_is_clicked(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    window.menus.actions["clock.run"].trigger()
    view._tick.stop()
    spot = None
    for second in range(700, 760):
        view.conduct.session.run_to(second * 1_000)
        motion = view.conduct._motion
        assert motion is not None
        motion.take(second * 1_000, 1.0)
        view.conduct._ticks = (0.0, second * 1_000, 0.1, second * 1_000)
        view.map.repaint()
        spot = next((s for s in view.map.dots.centres.tolist() if view.map.pick(QPointF(*s)).row >= 0), None)
        if spot is not None:
            break
    assert spot is not None
    x, y = spot
    QTest.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert view.card.key.startswith("call:")


def test_cards_lead_to_cards_and_back(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.open_card("element:psap-a")
    view.card.followed.emit("element:esrp")
    assert view.card.key == "element:esrp"
    view.card._back.click()
    assert view.card.key == "element:psap-a"
    view.card._close.click()
    assert view.card.key == ""


def test_the_table_twin_sorts_searches_and_opens(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["focus.psaps"].trigger()
    view.psaps.search.setText("psap b")
    assert view.psaps.view.model().rowCount() == 1
    view.psaps.view.selectRow(0)
    QTest.keyClick(view.psaps.view, Qt.Key.Key_Return)
    assert view.card.key == "element:psap-b"


def test_jump_asks_again_where_it_cannot_be(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.jump"].trigger()
    question = window.gestures.dialog
    assert isinstance(question, Question)
    line = question.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("later")
    question.do.click()
    assert "is not a time" in question.problem.text()
    line.setText("13:12")
    question.do.click()
    assert not question.isVisible()
    qtbot.waitUntil(lambda: view.conduct.session.now == 12 * MINUTE, timeout=10_000)


def test_a_jump_can_be_stopped_on_its_way(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    view._tick.stop()
    view.conduct.jump(60 * MINUTE)
    view.conduct.pacer.budget_s = 0.0
    view.conduct.tick(1.0)
    view.refresh()
    assert view.bar._stop_jump.isVisible()
    window.menus.actions["clock.cancel_jump"].trigger()
    assert 0 < view.conduct.session.now < 60 * MINUTE
    assert jumping(window) is None


def test_what_is_refused_is_said_and_nothing_breaks(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.do(view.conduct.act("duty", "logs"))
    assert window.toast.text.isVisible()
    assert window.toast.text.text() == "The exercise has not begun yet."


def test_space_after_an_act_orders_no_other(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    for key in (next(iter(view.seat._alarms.values())).key, view.seat._acts["logs"].key):
        key.setFocus()
        key.click()
        assert focus() is view.seat.messages
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_Return)
    assert [act.action for act in view.conduct.session.board.actions] == ["logs"]


def test_at_the_end_of_time_the_next_step_is_offered(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    assert not view.over.isVisible()
    window.menus.actions["clock.run"].trigger()
    run_to(window, view.conduct.session.scenario.span)
    assert view.over.isVisible()
    view.end_key.click()
    question = window.gestures.dialog
    assert isinstance(question, Question)
    question.do.click()
    assert ended(window)
    assert not view.over.isVisible()
    assert [act.key.isEnabled() for act in view.seat._acts.values()] == [False] * 9
    assert [alarm.key.isVisible() for alarm in view.seat._alarms.values()] == [False]
    buttons = [key for row in view.faults._rows.values() for key in row.findChildren(QAbstractButton)]
    assert [key.text() for key in buttons if not key.isHidden()] == []


def test_a_long_sentence_stays_until_it_is_read(window: MainWindow) -> None:
    long = "seats: there is no seat. " * 15
    window.toast.give(long)
    assert window.toast.box is not None
    assert window.toast.box.text() == long
    assert not window.toast.text.isVisible()
    window.toast.box.close()


def test_end_is_asked_for_and_final(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 5 * MINUTE)
    window.menus.actions["exercise.end"].trigger()
    question = window.gestures.dialog
    assert isinstance(question, Question)
    assert not ended(window)
    question.do.click()
    assert ended(window)
    assert not window.menus.actions["clock.run"].isEnabled()
    assert window.menus.actions["exercise.report"].isEnabled()


def test_welcome_is_one_key_away_and_holds_the_clock(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    window.menus.actions["exercise.welcome"].trigger()
    assert window.stack.currentWidget() is window.first
    assert not view.conduct.session.board.running
    window.menus.actions["exercise.welcome"].trigger()
    assert window.stack.currentWidget() is view


def test_what_cannot_be_opened_is_said_on_the_welcome_screen(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot
) -> None:
    window = make_window(begin=False)
    desk.failure = "small.yaml:3:1: seats: there is no seat."
    window.begin("small", None)
    qtbot.waitUntil(lambda: window.opening is None, timeout=5_000)
    assert window.view is None
    assert window.toast.text.text() == desk.failure
    assert window.stack.currentWidget() is window.first


def test_the_report_is_built_in_the_background(window: MainWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    dialog = _report_dialog(window)
    built: list[Path] = []
    dialog.built.disconnect()
    dialog.built.connect(built.append)
    dialog.paper.setCurrentIndex(1)
    dialog.make.click()
    assert not dialog.make.isEnabled()
    qtbot.waitUntil(lambda: bool(built), timeout=5_000)
    assert desk.reports == [(built[0], "a4")]


def test_a_report_that_fails_says_why_and_can_be_tried_again(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot
) -> None:
    desk.failure = "The folder is read-only."
    dialog = _report_dialog(window)
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.thread_ is None, timeout=5_000)
    assert dialog.problem.text() == desk.failure
    assert dialog.problem.isVisible()
    assert dialog.make.isEnabled()
    dialog.reject()


def _report_dialog(window: MainWindow) -> ReportDialog:
    window.menus.actions["exercise.report"].trigger()
    dialog = window.gestures.dialog
    assert isinstance(dialog, ReportDialog)
    return dialog


def test_zoom_at_the_pointer_and_fit_again(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    before = view.map.camera
    at = QPointF(200, 150)
    place = before.to_map(at.x(), at.y())
    wheel = QWheelEvent(
        at,
        view.map.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.map, wheel)
    assert view.map.camera.scale > before.scale
    assert view.map.camera.to_screen(*place) == pytest.approx((200, 150))
    window.menus.actions["map.fit"].trigger()
    assert view.map.camera == before


def test_the_map_can_be_read_by_a_screen_reader(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    interface = QAccessible.queryAccessibleInterface(view.map)
    assert isinstance(interface, MapInterface)
    assert interface.childCount() == 8
    first = interface.child(0)
    assert first.text(QAccessible.Text.Name) == "Cell carrier"
    window.menus.actions["clock.run"].trigger()
    run_to(window, 12 * MINUTE)
    border = interface.child(2)
    assert border.text(QAccessible.Text.Description) == "Border Control Function, blocking, drops voice, 2 links"
    assert view.map.rect().contains(view.map.mapFromGlobal(border.rect().center()))


def test_the_look_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    before = window.theme.tokens.name
    dark = window.grab().toImage().pixelColor(5, 400).lightness()
    window.menus.actions["show.look"].trigger()
    QApplication.processEvents()
    light = window.grab().toImage().pixelColor(5, 400).lightness()
    assert window.theme.tokens.name != before
    assert abs(dark - light) > 100
    assert window.theme._settings.value("look") == window.theme.tokens.name


OPENERS: list[Callable[[MainWindow], object]] = [
    lambda window: window.menus.actions["help.keys"].trigger(),
    lambda window: window.menus.actions["help.about"].trigger(),
]


@pytest.mark.parametrize("opener", OPENERS)
def test_small_dialogs_open_and_close(window: MainWindow, opener: Callable[[MainWindow], object]) -> None:
    opener(window)
    dialog = window.gestures.dialog
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    dialog.close()


def test_a_gesture_moves_the_picture_at_once_and_paints_it_anew_when_it_is_over(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.view
    assert view is not None
    view.map.repaint()
    painted = view.map.pictures.still
    before = view.map.pictures.seen_from
    view.map.push(40, 0)
    view.map.repaint()
    assert view.map.pictures.still is painted
    assert view.map.camera.left == before.left + 40
    qtbot.waitUntil(lambda: view.map.pictures.seen_from == view.map.camera, timeout=3_000)
    assert view.map.pictures.still is not painted
