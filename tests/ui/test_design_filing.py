"""Nothing an author did is lost: saved, kept aside, recovered; changes by others noticed; files of others taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import headed
from hotwash.scenario.files import scenario_files
from hotwash.ui.design_filing import ImportDialog
from hotwash.ui.design_start import StartDialog
from hotwash.ui.design_workspace import DesignWorkspace
from hotwash.ui.main_window import MainWindow
from hotwash.viewmodels.design_files import CantOpen, left_behind, open_place
from tests.ui.conftest import MakeWindow

GRAPH = """<?xml version="1.0" encoding="utf-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="d0"/><graph edgedefault="undirected">
<node id="0"><data key="d0">County PSAP</data></node><node id="1"><data key="d0">Core router</data></node>
<edge source="0" target="1"/></graph></graphml>"""


@pytest.fixture
def window(make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MainWindow:
    """A window whose user has folders of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return make_window(begin=False)


def begun(window: MainWindow, qtbot: QtBot, name: str = "small-county") -> DesignWorkspace:
    """A template on the table, read."""
    window.designing.begin_from(name)
    qtbot.waitUntil(lambda: window.designing.workspace is not None, timeout=20_000)
    made = window.designing.workspace
    assert made is not None
    qtbot.waitUntil(lambda: made.table.is_read, timeout=20_000)
    return made


def retitled(made: DesignWorkspace, title: str) -> None:
    """The draft under another title."""
    made.table.edit("Title", headed(made.table.draft, ("title",), title))


def saved_at(window: MainWindow, qtbot: QtBot, place: Path) -> None:
    """Have the draft saved there."""
    filing = window.designing.filing
    assert filing is not None
    with qtbot.waitSignal(filing.saved, timeout=10_000):
        filing.save_at(place)


def test_a_draft_is_saved_with_a_key_and_opened_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    made = begun(window, qtbot)
    place = tmp_path / "mine"
    saved_at(window, qtbot, place)
    retitled(made, "Ours")
    assert not made.table.is_saved
    window.activateWindow()
    made.canvas.setFocus()
    filing = window.designing.filing
    assert filing is not None
    with qtbot.waitSignal(filing.saved, timeout=10_000):
        QTest.keyClick(made.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert made.table.draft == made.table.saved
    assert open_place(place).title == "Ours"
    assert b"# " in scenario_files(place)["scenario.yaml"], "comments are kept"


def test_unsaved_work_is_kept_aside_and_recovered_after_a_crash(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    made = begun(window, qtbot)
    retitled(made, "Half done")
    filing = window.designing.filing
    assert filing is not None
    filing.keep()
    qtbot.waitUntil(lambda: bool(made.table.kept_at))
    window.designing.settle()
    [work] = left_behind()
    assert work.title == "Half done"
    second = make_window(begin=False)
    second.designing.ask()
    dialog = second.gestures.dialog
    assert isinstance(dialog, StartDialog)
    assert dialog.focusWidget() is dialog.behind
    QTest.keyClick(dialog.behind, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.designing.workspace is not None, timeout=20_000)
    again = second.designing.workspace
    assert again is not None
    assert again.table.draft.head["title"] == "Half done"
    assert not again.table.is_saved
    assert second.designing.filing is not None
    second.designing.filing.keep()
    qtbot.waitUntil(lambda: bool(again.table.kept_at))
    assert left_behind() == (), "the work stands in this window's own file now"


def test_a_file_changed_meanwhile_is_not_overwritten(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    made = begun(window, qtbot)
    place = tmp_path / "mine"
    saved_at(window, qtbot, place)
    retitled(made, "Mine")
    head = place / "scenario.yaml"
    theirs = head.read_bytes().replace(b"title:", b"title: Theirs #", 1)
    head.write_bytes(theirs)
    filing = window.designing.filing
    assert filing is not None
    filing.save()
    qtbot.waitUntil(lambda: isinstance(filing.dialog, QMessageBox), timeout=10_000)
    assert head.read_bytes() == theirs
    question = filing.dialog
    assert isinstance(question, QMessageBox)
    assert "changed on disk" in question.text()
    next(key for key in question.buttons() if "theirs" in key.text()).click()
    qtbot.waitUntil(lambda: window.designing.workspace is not made and window.designing.opening is None, timeout=20_000)
    assert window.designing.workspace is not None
    assert window.designing.workspace.table.draft.head["title"] == "Theirs"


def test_a_place_that_refuses_is_a_sentence_and_the_draft_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made = begun(window, qtbot)
    filing = window.designing.filing
    assert filing is not None
    (tmp_path / "file").write_text("not a folder")
    told: list[str] = []
    filing.told.connect(told.append)
    filing.save_at(tmp_path / "file" / "inside")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "was not saved" in told[0]
    assert made.table.draft.head["title"]


def drop(window: MainWindow, path: Path) -> None:
    """Let a file go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropping.eventFilter(window, event)


def test_a_graph_dropped_on_the_window_is_shown_and_taken_in_as_one_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made = begun(window, qtbot)
    before = len(made.table.draft.items("elements"))
    path = tmp_path / "county.graphml"
    path.write_text(GRAPH)
    drop(window, path)
    filing = window.designing.filing
    assert filing is not None
    dialog = filing.dialog
    assert isinstance(dialog, ImportDialog)
    assert dialog.lines.model().rowCount() > 1
    assert not made.table.history.steps, "nothing before it is taken"
    QTest.keyClick(dialog.take_key, Qt.Key.Key_Space)
    assert len(made.table.draft.items("elements")) == before + 2
    assert len(made.table.history.steps) == 1


def test_what_can_not_be_used_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.graphml"
    bomb.write_text('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><graphml>&c;</graphml>')
    begun(window, qtbot)
    filing = window.designing.filing
    assert filing is not None
    told: list[str] = []
    filing.told.connect(told.append)
    drop(window, bomb)
    assert len(told) == 1
    assert "Traceback" not in told[0]
    drop(window, tmp_path / "picture.jpg")
    assert "Nothing here" in window.toast.text.text()


def test_a_scenario_dropped_is_edited(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    begun(window, qtbot)
    saved_at(window, qtbot, tmp_path / "mine")
    first = window.designing.workspace
    drop(window, tmp_path / "mine")
    qtbot.waitUntil(lambda: window.designing.workspace is not first and window.designing.opening is None)
    assert window.designing.filing is not None
    assert window.designing.filing.files.where == str(tmp_path / "mine")


def test_a_scenario_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("format: 1\nid: a\nid: b\n")
    with pytest.raises(CantOpen, match="twice"):
        open_place(tmp_path)
