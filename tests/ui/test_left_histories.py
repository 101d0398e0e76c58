"""Histories that were left: their window, the board of each and its papers; nothing of them can be ordered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, Rewind, StartClock, TakeAction
from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Recording
from hotwash.ui.histories_window import HistoriesWindow
from hotwash.ui.main_window import MainWindow
from hotwash.ui.print_dialog import PrintDialog
from tests.ui.conftest import HOSTILE
from tests.ui.seen import exposed


def taken_back(window: MainWindow, qtbot: QtBot) -> None:
    """Twelve minutes with an act, taken back to the fifth and played on to the ninth."""
    assert window.view is not None
    one = window.view.conduct.session
    one.ask(FACILITATOR, StartClock())
    one.run_to(7 * MINUTE)
    one.ask(next(iter(one.scenario.seats)), TakeAction("logs"))
    one.run_to(12 * MINUTE)
    one.ask(FACILITATOR, Rewind(5 * MINUTE, HOSTILE))
    qtbot.waitUntil(lambda: one.board.branch == 1, timeout=5_000)
    one.run_to(9 * MINUTE)


def opened(window: MainWindow, qtbot: QtBot) -> HistoriesWindow:
    """The window, once it has measured."""
    window.menus.actions["exercise.histories"].trigger()
    made = window.gestures.looking_back.window
    assert made is not None
    qtbot.waitUntil(lambda: made.work is None, timeout=20_000)
    return made


@pytest.fixture
def histories(window: MainWindow, qtbot: QtBot) -> HistoriesWindow:
    taken_back(window, qtbot)
    return opened(window, qtbot)


def test_without_one_it_says_how_they_come_about(window: MainWindow, qtbot: QtBot) -> None:
    made = opened(window, qtbot)
    assert any("never been taken back" in text for text in exposed(made))
    assert made.board.isHidden()


def test_it_tells_when_it_was_left_why_and_what_was_done(histories: HistoriesWindow) -> None:
    model = histories.table.model()
    cells = [str(model.index(0, n).data()) for n in range(model.columnCount())]
    assert cells[:3] == ["1", "0:12:00", "0:05:00"]
    assert cells[3].startswith("<b>x</b>")
    assert cells[4] == "1"
    assert cells[7].endswith(" by 0:09:00")
    done = [item.text for item in histories.done.sentences.items]
    assert any("logs" in text.casefold() for text in done)
    assert all(item.time >= "0:05:00" for item in histories.done.sentences.items)


def test_another_way_back_is_listed_first(window: MainWindow, histories: HistoriesWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    one = window.view.conduct.session
    one.ask(FACILITATOR, Rewind(2 * MINUTE, ""))
    qtbot.waitUntil(lambda: histories.table.model().rowCount() == 2, timeout=10_000)
    assert histories.table.model().index(0, 1).data() == "0:09:00"


def test_enter_opens_its_board_where_nothing_can_be_ordered(
    window: MainWindow, histories: HistoriesWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(histories.table, Qt.Key.Key_Return)
    board = window.gestures.looking_back.boards[0]
    qtbot.waitUntil(lambda: board.opening is None, timeout=20_000)
    view = board.view
    assert view is not None
    assert isinstance(view.conduct.run, Recording)
    assert view.conduct.run.now == 12 * MINUTE
    assert "This is history 1, left at T+0:12:00" in view.notice_words.text()
    assert view.copy_key.isHidden()
    assert not board.menus.actions["clock.run"].isEnabled()
    assert window.view is not None
    window.menus.actions["exercise.stop"].trigger()
    assert window.view.conduct.session.board.conduct.stopped_by == FACILITATOR
    board.close()
    qtbot.waitUntil(lambda: not window.gestures.looking_back.boards)


def test_its_papers_are_named_and_marked_as_of_that_history(
    window: MainWindow, histories: HistoriesWindow, qtbot: QtBot
) -> None:
    histories.papers.click()
    dialog = window.gestures.dialog
    assert isinstance(dialog, PrintDialog)
    chosen = histories.chosen()
    assert chosen is not None
    assert "history left at 0-12-00" in window.gestures.looking_back.named(chosen).stem
    assert chosen.history == "LEFT HISTORY 1, up to T+0:12:00"
    dialog.close()


def test_its_windows_go_with_the_exercise(window: MainWindow, histories: HistoriesWindow, qtbot: QtBot) -> None:
    QTest.keyClick(histories.table, Qt.Key.Key_Return)
    board = window.gestures.looking_back.boards[0]
    qtbot.waitUntil(lambda: board.opening is None, timeout=20_000)
    window.resume(Path("other.hotwash"))
    qtbot.waitUntil(lambda: window.opening is None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.gestures.looking_back.boards)
    assert window.gestures.looking_back.window is None
