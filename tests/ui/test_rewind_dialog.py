"""The way back in the window, by keys alone; it can be left until the last moment, and nothing typed is markup."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.conduct_commands import SetBookmark
from hotwash.domain.time import MINUTE
from hotwash.ui.main_window import MainWindow
from hotwash.ui.rewind_dialog import RewindDialog
from tests.ui.conftest import HOSTILE
from tests.ui.seen import exposed


def asked(window: MainWindow) -> RewindDialog:
    """The dialog over an exercise of twelve minutes with a bookmark."""
    assert window.view is not None
    one = window.view.conduct.session
    one.ask(FACILITATOR, StartClock())
    one.run_to(7 * MINUTE)
    one.ask(FACILITATOR, SetBookmark(HOSTILE))
    one.run_to(12 * MINUTE)
    window.menus.actions["clock.back"].trigger()
    dialog = window.gestures.dialog
    assert isinstance(dialog, RewindDialog)
    return dialog


def aim(window: MainWindow) -> int | None:
    """Where the way back leads that is under way."""
    assert window.view is not None
    return window.view.conduct.session.board.rewinding


def test_back_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    dialog = asked(window)
    assert window.view is not None
    one = window.view.conduct.session
    assert not one.board.running
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.time.text() == "0:10:00"
    assert "0:02:00 of exercise time" in dialog.summary.text()
    dialog.reason.setText("Once more.")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: one.board.branch == 1, timeout=5_000)
    assert one.now == 10 * MINUTE
    log = window.view.log.list.sentences
    qtbot.waitUntil(lambda: [item.reference for item in log.items] == [item.reference for item in one.facts])


def test_a_time_that_is_not_before_now_is_told_and_nothing_is_asked(window: MainWindow) -> None:
    dialog = asked(window)
    assert window.view is not None
    facts = len(window.view.conduct.session.facts)
    dialog.time.setText("0:40:00")
    dialog.do.click()
    assert "choose a time before that" in dialog.problem.text()
    assert len(window.view.conduct.session.facts) == facts
    dialog.reject()


def test_esc_on_the_way_stays_here(window: MainWindow) -> None:
    dialog = asked(window)
    assert window.view is not None
    window.view._tick.stop()
    one = window.view.conduct.session
    dialog.time.setText("0:10:00")
    dialog.do.click()
    assert [one.board.rewinding] != [None]
    assert dialog.progress.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert [one.board.rewinding] == [None]
    assert (one.now, one.board.branch) == (12 * MINUTE, 0)


def test_a_bookmark_is_shown_as_it_was_typed(window: MainWindow) -> None:
    dialog = asked(window)
    told = [text for text in exposed(dialog) if "bookmark" in text]
    assert told
    assert all("<b>x</b>" in text and "\u202e" not in text for text in told)
    dialog.reject()
