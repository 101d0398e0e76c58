"""Opening exercises: what is offered at the start, progress and cancel, and never losing the one that runs."""

import gc
import time
from itertools import pairwise
from pathlib import Path
from threading import Thread, current_thread

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal.errors import StorageTrouble
from hotwash.ui.app import open_on, run_window
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.main_window import MainWindow
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.turns import Turns
from hotwash.viewmodels.desk import ExerciseFile, Progress
from tests.small_world import small_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, listed
from tests.ui.seen import exposed


def open_view(window: MainWindow) -> ConductView | None:
    """The workspace that is open, asked anew each time."""
    return window.view


def opened(window: MainWindow, qtbot: QtBot) -> ConductView | None:
    """Wait until an opening is over, one way or the other."""
    qtbot.waitUntil(lambda: window.opening is None, timeout=20_000)
    return window.view


def unfinished(path: Path) -> ExerciseFile:
    return ExerciseFile(path, "Small world", "Unfinished", "13:42:07", unfinished=True)


def test_an_unfinished_exercise_is_offered_first_and_enter_goes_on(
    make_window: MakeWindow, desk: SampleDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.files = [unfinished(tmp_path / "a.hotwash"), unfinished(tmp_path / "b.hotwash")]
    window = make_window(begin=False)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    open_on(window, "")
    listed(window, qtbot)
    assert window.opening is None
    assert window.stack.currentWidget() is window.first
    key = window.first.go_on
    assert key is not None
    assert key.text() == "Go on from 13:42:07"
    qtbot.waitUntil(key.hasFocus)
    keys = ButtonKeys()
    key.installEventFilter(keys)
    QTest.keyClick(key, Qt.Key.Key_Return)
    assert opened(window, qtbot) is not None
    assert window.file == tmp_path / "a.hotwash"


def test_without_one_the_first_scenario_begins(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    desk.files = [ExerciseFile(desk.folder / "o.hotwash", "Over", "Ended", "", unfinished=False)]
    window = make_window(begin=False)
    open_on(window, "")
    listed(window, qtbot)
    assert opened(window, qtbot) is not None


@pytest.mark.parametrize("asked", ["small", "somewhere/old.hotwash"])
def test_what_is_named_is_opened_at_once(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, asked: str
) -> None:
    desk.files = [unfinished(tmp_path / "a.hotwash")]
    window = make_window(begin=False)
    open_on(window, asked)
    assert opened(window, qtbot) is not None
    assert window.file == (Path(asked) if asked.endswith(".hotwash") else None)


def test_what_cannot_be_opened_leaves_the_running_exercise_alone(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    before = window.view
    assert before is not None
    desk.failure = "There is no such file."
    window.resume(tmp_path / "gone.hotwash")
    assert opened(window, qtbot) is before
    assert window.stack.currentWidget() is before
    assert window.toast.text.text() == desk.failure
    assert before.conduct.session.ask(FACILITATOR, StartClock()).accepted
    desk.failure = ""
    window.resume(tmp_path / "other.hotwash")
    assert opened(window, qtbot) is not before


def test_the_file_that_is_open_already_is_only_brought_to_the_front(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.resume(tmp_path / "a.hotwash")
    view = opened(window, qtbot)
    window.show_welcome()
    window.resume(tmp_path / "a.hotwash")
    assert window.opening is None
    assert open_view(window) is view
    assert window.stack.currentWidget() is view


def test_a_long_opening_shows_its_progress_and_can_be_cancelled(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    before = window.view
    desk.entries = 200
    desk.gate.clear()
    window.menus.actions["clock.run"].trigger()
    window.resume(tmp_path / "long.hotwash")
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.page, timeout=5_000)
    assert "Going on with long.hotwash…" in exposed(window.page)
    qtbot.waitUntil(lambda: window.page.progress.maximum() == 200, timeout=5_000)
    assert before is not None
    assert not before.conduct.session.board.running
    window.page.stop.click()
    desk.gate.set()
    assert opened(window, qtbot) is before
    assert window.stack.currentWidget() is before


def test_the_window_closes_in_the_middle_of_an_opening(
    make_window: MakeWindow, desk: SampleDesk, tmp_path: Path
) -> None:
    window = make_window(begin=False)
    desk.entries = 200
    desk.gate.clear()
    window.resume(tmp_path / "long.hotwash")
    thread = window.opening
    assert thread is not None
    desk.gate.set()
    assert window.close()
    assert thread.isFinished()
    assert window.view is None


def long_exercise(path: Path, progress: Progress | None = None) -> Session:
    session = Session(small_scenario(per_day=40_000), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.run_to(40 * MINUTE)
    return session


INI = QSettings.Format.IniFormat
MOST_WIDGETS = 90
"""Widgets made, or given their look, between two turns of the event loop."""
WIDGET = (QEvent.Type.Polish, QEvent.Type.PolishRequest, QEvent.Type.ParentChange)


class Work(QObject):
    """Counts what costs time while a workspace is built: widgets that get a parent or their look."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.others = 0

    def serve_others(self) -> None:
        self.others += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in WIDGET and isinstance(watched, QWidget)
        return False


def test_the_window_lives_while_a_long_exercise_is_opened(
    window: MainWindow,
    desk: SampleDesk,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The work is cut by count, which is the same on every machine; processor time is only held to a wide bound."""
    work, others = Work(), QTimer()
    steps: list[tuple[int, int, float]] = []
    once = Turns._step

    def step(turns: Turns) -> None:
        before, began = work.count, time.thread_time()
        once(turns)
        steps.append((work.others, work.count - before, time.thread_time() - began))

    monkeypatch.setattr(Turns, "_step", step)
    monkeypatch.setattr(desk, "resume", long_exercise)
    others.timeout.connect(work.serve_others)
    others.start(0)
    qapp.installEventFilter(work)
    window.resume(tmp_path / "long.hotwash")
    opened(window, qtbot)
    qapp.removeEventFilter(work)
    others.stop()
    served, made, spent = zip(*steps, strict=True)
    assert len(steps) >= 25
    assert all(after > before for before, after in pairwise(served)), "others get their turn between any two steps"
    assert sum(made) > 4 * MOST_WIDGETS, "everything is built in these steps and nothing before"
    assert max(made) <= MOST_WIDGETS
    assert max(spent) < 0.1
    view = window.view
    assert view is not None
    assert view.conduct.session.now == 40 * MINUTE


def test_no_garbage_is_collected_while_an_exercise_is_made(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def resume(path: Path, progress: Progress | None = None) -> Session:
        seen.append(gc.isenabled())
        return long_exercise(path)

    monkeypatch.setattr(desk, "resume", resume)
    window.resume(tmp_path / "x.hotwash")
    opened(window, qtbot)
    assert seen == [False]
    assert gc.isenabled()


def test_cancel_while_the_workspace_is_built_goes_back(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, pages = window.view, window.stack.count()
    monkeypatch.setattr(desk, "resume", long_exercise)
    window.resume(tmp_path / "long.hotwash")
    qtbot.waitUntil(lambda: window.building is not None and window.building.taken > 15, timeout=20_000)
    window.page.stop.click()
    assert window.opening is None
    assert window.building is None
    QApplication.processEvents()
    assert open_view(window) is before
    assert window.stack.currentWidget() is before
    assert window.stack.count() == pages


def test_the_window_closes_while_the_workspace_is_built(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    window = make_window(begin=False)

    def resume(path: Path, progress: Progress | None = None) -> Session:
        session = long_exercise(path)
        monkeypatch.setattr(session, "close", lambda: closed.append(path))
        return session

    monkeypatch.setattr(desk, "resume", resume)
    window.resume(tmp_path / "long.hotwash")
    qtbot.waitUntil(lambda: window.building is not None and window.building.taken > 5, timeout=20_000)
    assert window.close()
    assert closed == [tmp_path / "long.hotwash"]
    QApplication.processEvents()
    assert window.view is None


def test_an_exercise_that_is_replaced_is_closed_beside_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window.view
    assert before is not None
    where: list[Thread] = []

    def close() -> None:
        where.append(current_thread())
        raise StorageTrouble(tmp_path / "old.hotwash", "the disk is full")

    monkeypatch.setattr(before.conduct.session, "close", close)
    window.resume(tmp_path / "new.hotwash")
    assert opened(window, qtbot) is not before
    qtbot.waitUntil(lambda: "the disk is full" in window.toast.text.text(), timeout=5_000)
    assert len(where) == 1
    assert where[0] is not current_thread()


def test_what_is_there_at_the_start_is_never_searched_for_garbage_again(
    desk: SampleDesk, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = []

    def look(_app: QApplication) -> int:
        frozen.append(gc.get_freeze_count())
        for top in QApplication.topLevelWidgets():
            top.close()
        return 0

    monkeypatch.setattr("hotwash.ui.app.QSettings", lambda: QSettings(str(tmp_path / "s.ini"), INI))
    monkeypatch.setattr("hotwash.ui.app.QApplication.exec", look)
    try:
        assert run_window(desk, "small") == 0
    finally:
        gc.unfreeze()
    assert frozen[0] > 10_000


def test_a_fault_while_opening_reaches_the_hook(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resume(path: Path, progress: Progress | None = None) -> Session:
        raise ZeroDivisionError("inner")

    monkeypatch.setattr(desk, "resume", resume)
    with qtbot.captureExceptions() as caught:
        window.resume(tmp_path / "x.hotwash")
        opened(window, qtbot)
        QApplication.processEvents()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert open_view(window) is not None
