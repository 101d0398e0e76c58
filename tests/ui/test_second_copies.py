"""A second copy is begun from the menu, and what becomes of it is said in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hotwash.domain.sentences import say
from hotwash.ui.main_window import MainWindow
from tests.ui.conftest import SampleDesk


@pytest.fixture(autouse=True)
def _chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))


def says(window: MainWindow, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.toast.text.text(), timeout=10_000)


def test_it_is_begun_and_its_trouble_said(window: MainWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path) -> None:
    window.menus.actions["exercise.second_copy"].trigger()
    says(window, qtbot, "A second copy is kept as small second copy.hotwash")
    ((folder, tell),) = desk.second_copies
    assert folder == tmp_path / "stick"
    tell(say("The second copy {path} is gone.", path="<b>x"))
    says(window, qtbot, "The second copy <b>x is gone.")


def test_why_it_can_not_be_begun(window: MainWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    desk.failure = "There is no room there."
    window.menus.actions["exercise.second_copy"].trigger()
    says(window, qtbot, "There is no room there.")
    assert desk.second_copies == []
