"""The author's workspace in the window: opened, left, played and closed, with nothing running on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hotwash.ui.design_start import StartDialog
from hotwash.ui.design_workspace import DesignWorkspace
from hotwash.ui.main_window import MainWindow
from hotwash.viewmodels.design_new import new_element
from tests.ui.conftest import MakeWindow


def open_design(window: MainWindow, qtbot: QtBot, scenario: str = "optus-2025") -> DesignWorkspace:
    """A copy of a shipped scenario on the table, read."""
    window.designing.begin_from(scenario)
    qtbot.waitUntil(lambda: window.designing.workspace is not None, timeout=20_000)
    made = window.designing.workspace
    assert made is not None
    qtbot.waitUntil(lambda: made.table.is_read, timeout=20_000)
    return made


def test_a_shipped_scenario_is_opened_as_a_copy_and_read(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    assert window.designing.in_front
    assert made.table.reading.scenario is not None
    assert len(made.canvas.picture.model.spots) == 20
    assert len(made.canvas.picture.things) == 59
    assert window.focusWidget() is made.canvas


def test_blank_begins_from_the_dialog_and_leads_back(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    window.gestures.design()
    dialog = window.gestures.dialog
    assert isinstance(dialog, StartDialog)
    QTest.keyClick(dialog.gallery, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.designing.workspace is not None, timeout=20_000)
    made = window.designing.workspace
    assert made is not None
    qtbot.waitUntil(lambda: made.table.is_read, timeout=20_000)
    assert {mistake.path for mistake in made.table.reading.mistakes} == {"elements"}
    made.left.emit()
    assert window.stack.currentWidget() is window.first
    window.gestures.design()
    assert window.designing.in_front


def test_what_is_wrong_is_said_and_not_opened(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    window.desk.failure = "Nothing there."  # type: ignore[attr-defined]  # the sample desk
    window.designing.begin_from("nothing")
    qtbot.waitUntil(lambda: window.designing.opening is None, timeout=20_000)
    assert window.designing.workspace is None
    assert window.toast.text.isVisible()


def test_a_changed_draft_is_read_again_and_played(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    draft, _ = new_element(made.table.draft, "router", 400, 400)
    made.table.edit("Place", draft)
    assert not made.table.is_read
    made.commands.do("run")
    assert window.opening is None
    qtbot.waitUntil(lambda: made.table.is_read, timeout=20_000)
    assert made.table.reading.scenario is not None
    made.commands.do("run")
    qtbot.waitUntil(lambda: window.view is not None and window.opening is None, timeout=30_000)
    assert window.view is not None
    assert "router" in window.view.conduct.run.scenario.network.elements
    assert window.designing.workspace is made


def test_an_unsaved_draft_is_left_only_after_a_warning(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    made.table.edit("Place", new_element(made.table.draft, "router", 400, 400)[0])
    for answer, leaves in ((QMessageBox.ButtonRole.RejectRole, False), (QMessageBox.ButtonRole.DestructiveRole, True)):
        window.designing.begin_blank()
        assert window.designing.filing is not None
        box = window.designing.filing.dialog
        assert isinstance(box, QMessageBox)
        key = next(key for key in box.buttons() if box.buttonRole(key) is answer)
        key.click()
        qtbot.waitUntil(lambda: window.designing.opening is None, timeout=20_000)
        assert (window.designing.workspace is made) is not leaves


def test_undo_works_in_the_whole_workspace(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    window.activateWindow()
    made = open_design(window, qtbot)
    made.table.edit("Place", new_element(made.table.draft, "router", 400, 400)[0])
    made.palette_.setFocus()
    QTest.keyClick(made.palette_, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert made.table.is_saved
    shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(made.palette_, Qt.Key.Key_Z, shift)
    assert not made.table.is_saved


def test_the_keys_of_an_author_are_not_those_of_the_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    actions = window.menus.actions
    for name in ("exercise.welcome", "exercise.design", "show.look"):
        assert actions[name].shortcuts() == []
    QTest.keyClick(made.canvas, Qt.Key.Key_F4)
    assert made.table.goal is not None
    assert (made.table.goal.section, made.table.goal.key) == ("", 0)
    made.left.emit()
    assert window.stack.currentWidget() is window.first
    for name in ("exercise.welcome", "exercise.design", "show.look"):
        assert actions[name].shortcuts()
