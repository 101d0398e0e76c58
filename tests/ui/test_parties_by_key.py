"""In the SimCell another party is chosen by key, without leaving the line that is being written."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk

Key, Held = Qt.Key, Qt.KeyboardModifier


def test_another_party_and_another_voice_while_writing(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    desk.scenario = room_scenario()
    window = make_window()
    view = window.view
    assert view is not None
    panel = view.room.simcell
    view.focus_part("simcell")
    panel.take_focus()
    qtbot.waitUntil(panel.text.hasFocus)
    QTest.keyClicks(panel.text, "Hello")
    for box, held in ((panel.whom, Held.AltModifier), (panel.voice, Held.AltModifier | Held.ShiftModifier)):
        box.setCurrentIndex(0)
        count = box.count()
        assert count > 1
        QTest.keyClick(panel.text, Key.Key_Down, held)
        assert box.currentIndex() == 1
        QTest.keyClick(panel.text, Key.Key_Up, held)
        QTest.keyClick(panel.text, Key.Key_Up, held)
        assert box.currentIndex() == count - 1
    QApplication.processEvents()
    assert panel.text.hasFocus()
    assert panel.text.text() == "Hello"
