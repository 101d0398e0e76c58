"""What a screen reader gets of the author's workspace: every control has a name, every thing on the canvas too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import changed
from hotwash.scenario.draft import Reading
from hotwash.ui.design_asking import FindBox, Found, GroupBox
from hotwash.ui.design_start import StartDialog
from hotwash.ui.theme import Theme
from tests.ui.test_design_gestures import Bench


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(theme)
    qtbot.addWidget(made.workspace)
    yield made
    made.workspace.stop()


def unnamed(top: QWidget) -> list[str]:
    """Controls without a name to say."""
    found = []
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabWidget):
        for widget in top.findChildren(kind):
            inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)
            named = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if widget.isVisibleTo(top) and not inner and not named:
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_has_a_name(bench: Bench) -> None:
    assert unnamed(bench.workspace) == []
    dialogs = (
        StartDialog(bench.workspace, can_go_on=True),
        FindBox(bench.canvas, "Find", [Found("1", "One")], lambda _: None),
        GroupBox(bench.canvas, "Zone", ["One"], "", lambda _: None),
    )
    for made in dialogs:
        made.show()
        assert unnamed(made) == []
        made.close()


def children(bench: Bench) -> list[QAccessibleInterface]:
    canvas = QAccessible.queryAccessibleInterface(bench.canvas)
    assert canvas is not None
    return [canvas.child(place) for place in range(canvas.childCount())]


def test_everything_on_the_canvas_is_a_child_with_a_name(bench: Bench) -> None:
    found = children(bench)
    names = [child.text(QAccessible.Text.Name) for child in found]
    assert names[:3] == ["Wireless network", "Border Control Function", "PSAP"]
    assert names[3].startswith("Note: ")
    assert names[4] == "Link from Wireless network to Border Control Function"
    bench.table.edit("Zone", changed(bench.table.draft, {bench.carrier}, ("zone",), "Edge"))
    assert children(bench)[0].text(QAccessible.Text.Description) == "Wireless network, links: 1, zone Edge"
    bench.canvas.choose({bench.carrier}, bench.carrier)
    assert found[0].rect().contains(bench.canvas.viewport().mapToGlobal(bench.spot(100, 100)))


def test_the_canvas_says_what_the_keyboard_gets_to(bench: Bench) -> None:
    bench.canvas.setFocus()
    QTest.keyClick(bench.canvas, Qt.Key.Key_Tab)
    assert bench.canvas.accessibleDescription().startswith("Wireless network, ")


def test_a_mistake_is_a_badge_and_a_word(bench: Bench) -> None:
    bench.workspace.reader.stop()
    bench.table.has_read(bench.table.draft, Reading(None, ()))
    before = bench.canvas.grab().toImage()
    bench.table.read()
    assert bench.table.mistakes()
    after: QImage = bench.canvas.grab().toImage()
    assert before != after
    words = [child.text(QAccessible.Text.Description) for child in children(bench)]
    assert any("problems: " in told for told in words)


def test_the_drawing_goes_with_its_view(bench: Bench) -> None:
    assert bench.picture.parent() is bench.canvas  # one that goes before it brings the window down at its end


def test_both_looks_are_painted(bench: Bench, theme: Theme) -> None:
    pictures = []
    for _ in range(2):
        pictures.append(bench.workspace.grab().toImage())
        theme.toggle()
    assert pictures[0] != pictures[1]
    assert pictures[0].pixelColor(2, 2) != pictures[1].pixelColor(2, 2)
