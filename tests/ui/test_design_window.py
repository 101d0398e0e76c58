"""The author's workspace in the window: opened, left, played and closed, with nothing running on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotwash.editor.recovery import recoverable, recovery_folder
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
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
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
    window.designing.begin_blank()
    assert window.designing.workspace is made
    window.designing.begin_blank()
    assert window.designing.workspace is not made


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


def test_a_copy_is_saved_in_a_folder_and_opened_from_there(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    made.table.edit("Place", new_element(made.table.draft, "router", 400, 400)[0])
    keeping = window.designing.keeping
    assert keeping is not None
    assert keeping.save_to(tmp_path / "mine")
    assert made.table.is_saved
    assert (tmp_path / "mine" / "scenario.yaml").is_file()
    assert not keeping.save_to(tmp_path / "mine")
    made.table.edit("Place", new_element(made.table.draft, "router", 500, 400)[0])
    made.commands.do("save")
    assert made.table.is_saved
    (tmp_path / "mine" / "scenario.yaml").write_text("format: 1\n")
    made.table.edit("Place", new_element(made.table.draft, "router", 600, 400)[0])
    made.commands.do("save")
    assert not made.table.is_saved
    assert (tmp_path / "mine" / "scenario.yaml").read_text() == "format: 1\n"


def test_unsaved_work_is_put_aside_and_given_up_with_the_draft(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(begin=False)
    made = open_design(window, qtbot)
    before = {work.path for work in recoverable(recovery_folder())}
    made.table.edit("Place", new_element(made.table.draft, "router", 400, 400)[0])
    keeping = window.designing.keeping
    assert keeping is not None
    keeping.keep()
    qtbot.waitUntil(lambda: made.table.kept_at != "", timeout=20_000)
    files = set(recovery_folder().glob("*.work"))
    assert len(files - before) == 1
    window.designing.close()
    assert set(recovery_folder().glob("*.work")) == files - (files - before)
