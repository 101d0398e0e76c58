"""Every gesture on the author's canvas by mouse: one gesture is one named step, and Esc leaves it without one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import add, changed
from hotwash.editor.templates import beginnings, begun
from hotwash.scenario.draft import Fields
from hotwash.ui.design_asking import NameLine
from hotwash.ui.design_canvas import KIND
from hotwash.ui.design_history import HistoryPanel
from hotwash.ui.design_items import SpotItem, WireItem
from hotwash.ui.design_workspace import PANELS, DesignWorkspace
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_groups import Sort
from hotwash.viewmodels.design_new import new_element, new_link, new_note
from hotwash.viewmodels.design_scene import DesignScene
from hotwash.viewmodels.design_table import DesignTable

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ALT = Qt.KeyboardModifier.AltModifier

OURS = ("Properties", "History", "Problems", "Table")
"""Panels that belong to the map; the others have tests of their own."""


class Bench:
    """A workspace on a small drawing: carrier and BCF linked, a PSAP and a note apart."""

    def __init__(self, theme: Theme) -> None:
        draft = begun(beginnings()[0]).draft
        draft, self.carrier = new_element(draft, "wireless_network", 100, 100)
        draft, self.border = new_element(draft, "bcf", 300, 100)
        draft, self.psap = new_element(draft, "psap", 500, 200)
        scene = DesignScene()
        scene.take(draft)
        draft, self.wire = new_link(draft, scene, self.carrier, self.border)
        draft, self.note = new_note(draft, 100, 300)
        self.table = DesignTable(draft)
        self.workspace = DesignWorkspace(self.table, theme, tuple(line for line in PANELS if line[0] in OURS))
        self.canvas, self.picture = self.workspace.canvas, self.workspace.canvas.picture
        self.workspace.resize(1500, 860)
        self.workspace.show()
        QApplication.processEvents()
        self.canvas.resetTransform()
        self.canvas.centre(QPointF(300, 200))

    def spot(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def press(self, at: tuple[float, float], held: Qt.KeyboardModifier = NONE, key: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.canvas.viewport(), key, held, self.spot(*at))

    def move(self, to: tuple[float, float], held: Qt.KeyboardModifier = NONE) -> None:
        at = self.spot(*to)
        QApplication.sendEvent(self.canvas.viewport(), self._moving(at, held))

    def move_by(self, start: QPoint, way: QPoint) -> None:
        QApplication.sendEvent(self.canvas.viewport(), self._moving(start + way, NONE))

    def hovering(self, at: QPoint) -> QMouseEvent:
        there, none = QPointF(self.canvas.viewport().mapToGlobal(at)), Qt.MouseButton.NoButton
        return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, none, none, NONE)

    def _moving(self, at: QPoint, held: Qt.KeyboardModifier) -> QMouseEvent:
        there = QPointF(self.canvas.viewport().mapToGlobal(at))
        return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, Qt.MouseButton.NoButton, LEFT, held)

    def release(self, at: tuple[float, float], held: Qt.KeyboardModifier = NONE, key: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.canvas.viewport(), key, held, self.spot(*at))

    def click(self, at: tuple[float, float], held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas.viewport(), LEFT, held, self.spot(*at))

    def drag(self, start: tuple[float, float], end: tuple[float, float], held: Qt.KeyboardModifier = NONE) -> None:
        self.press(start, held)
        self.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), held)
        self.move(end, held)
        self.release(end, held)

    def double(self, at: tuple[float, float]) -> None:
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, self.spot(*at))

    @property
    def chosen(self) -> frozenset[int]:
        return self.table.selection

    def at(self, key: int) -> tuple[int, int]:
        spot = self.picture.model.spots.get(key) or self.picture.model.notes[key]
        return spot.x, spot.y

    @property
    def steps(self) -> list[str]:
        return [step.name for step in self.table.history.steps[: self.table.history.at]]


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(theme)
    qtbot.addWidget(made.workspace)
    yield made
    made.workspace.stop()


def test_a_click_chooses_and_shift_adds_and_takes_away(bench: Bench) -> None:
    bench.click((100, 100))
    assert bench.chosen == {bench.carrier}
    bench.click((500, 200), SHIFT)
    assert bench.chosen == {bench.carrier, bench.psap}
    bench.click((100, 100), SHIFT)
    assert bench.chosen == {bench.psap}
    bench.click((200, 100))
    assert bench.chosen == {bench.wire}
    bench.click((420, 320))
    assert bench.chosen == frozenset()
    assert bench.steps == []


def test_a_drag_moves_on_the_grid_as_one_step_and_links_follow(bench: Bench) -> None:
    bench.drag((100, 100), (163, 148))
    assert bench.at(bench.carrier) == (160, 150)
    line = bench.picture.things[bench.wire]
    assert isinstance(line, WireItem)
    assert line.points[0] == QPointF(160, 150)
    assert bench.steps == ["Move"]
    bench.table.undo()
    assert bench.at(bench.carrier) == (100, 100)
    assert bench.picture.things[bench.carrier].pos() == QPointF(100, 100)


def test_alt_moves_off_the_grid_and_several_move_together(bench: Bench) -> None:
    bench.click((100, 100))
    bench.click((300, 100), SHIFT)
    bench.drag((100, 100), (113, 127), ALT)
    assert (bench.at(bench.carrier), bench.at(bench.border)) == ((113, 127), (313, 127))
    assert bench.steps == ["Move"]


def test_esc_leaves_a_drag_and_nothing_has_happened(bench: Bench) -> None:
    bench.press((100, 100))
    bench.move((200, 180))
    assert bench.picture.things[bench.carrier].pos() == QPointF(200, 180)
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    bench.release((200, 180))
    assert bench.picture.things[bench.carrier].pos() == QPointF(100, 100)
    assert bench.steps == []


def test_a_frame_chooses_what_is_in_it(bench: Bench) -> None:
    bench.drag((60, 60), (340, 140))
    assert bench.chosen == {bench.carrier, bench.border, bench.wire}
    bench.drag((460, 160), (540, 240), SHIFT)
    assert bench.chosen == {bench.carrier, bench.border, bench.wire, bench.psap}
    bench.press((60, 60))
    bench.move((150, 150))
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert bench.chosen == {bench.carrier, bench.border, bench.wire, bench.psap}


def test_a_line_from_the_knob_makes_a_link(bench: Bench) -> None:
    bench.click((300, 100))
    knob = bench.picture.things[bench.border]
    assert isinstance(knob, SpotItem)
    port = knob.port()
    bench.drag((port.x(), port.y()), (500, 200))
    links = bench.table.draft.items("links")
    assert len(links) == 2
    assert (links[1].fields["a"], links[1].fields["b"]) == ("bcf", "psap")
    assert bench.chosen == {links[1].key}
    assert bench.steps == ["Link"]


def test_the_knob_is_there_where_the_pointer_is(bench: Bench) -> None:
    thing = bench.picture.things[bench.border]
    assert isinstance(thing, SpotItem)
    port = thing.port()
    for at in ((300.0, 100.0), (port.x(), port.y())):
        QApplication.sendEvent(bench.canvas.viewport(), bench.hovering(bench.spot(*at)))
        assert thing.look.hovered
    bench.drag((port.x(), port.y()), (500, 200))
    assert bench.steps == ["Link"]
    QApplication.sendEvent(bench.canvas.viewport(), bench.hovering(bench.spot(420, 320)))
    assert not thing.look.hovered


def test_a_link_to_an_empty_place_asks_what_to_put_there(bench: Bench) -> None:
    bench.click((500, 200))
    thing = bench.picture.things[bench.psap]
    assert isinstance(thing, SpotItem)
    port = thing.port()
    asked: list[tuple[int, QPointF]] = []
    bench.canvas.linked_to_nothing.connect(lambda key, at: asked.append((key, at)))
    bench.drag((port.x(), port.y()), (600, 320))
    assert [key for key, _ in asked] == [bench.psap]
    naming = bench.workspace.commands.naming
    assert naming.menu is not None
    naming.menu.close()
    naming.place_linked(bench.psap, "router", QPointF(600, 320))
    assert bench.steps == ["Place Router and link it"]
    assert len(bench.table.draft.items("links")) == 2


def test_a_line_is_bent_by_dragging_and_straightened_by_a_double_click(bench: Bench) -> None:
    bench.drag((200, 100), (200, 161))
    assert bench.picture.model.wires[bench.wire].bends == ((200, 160),)
    bench.drag((200, 160), (241, 180))
    assert bench.picture.model.wires[bench.wire].bends == ((240, 180),)
    bench.double((240, 180))
    assert bench.picture.model.wires[bench.wire].bends == ()
    assert bench.steps == ["Bend a link", "Bend a link", "Take a bend out"]
    bench.press((200, 100))
    bench.move((200, 200))
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    line = bench.picture.things[bench.wire]
    assert isinstance(line, WireItem)
    assert len(line.points) == 2


def test_bends_go_along_where_both_ends_move(bench: Bench) -> None:
    bench.drag((200, 100), (200, 160))
    bench.click((100, 100))
    bench.click((300, 100), SHIFT)
    bench.press((100, 100))
    bench.move((150, 100))
    line = bench.picture.things[bench.wire]
    assert isinstance(line, WireItem)
    assert line.points[1] == QPointF(250, 160)
    bench.release((150, 100))
    assert bench.picture.model.wires[bench.wire].bends == ((250, 160),)


def test_what_is_dropped_is_placed_on_the_grid(bench: Bench) -> None:
    data = QMimeData()
    data.setData(KIND, QByteArray(b"esrp"))
    at = QPointF(bench.spot(398, 303))
    drop = QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, NONE)
    bench.canvas.dropEvent(drop)
    found = bench.table.draft.items("elements")[-1]
    assert found.fields["kind"] == "esrp"
    assert found.fields["at"] == (400, 300)
    assert bench.chosen == {found.key}
    assert bench.steps == ["Place Emergency Services Routing Proxy"]


def test_the_map_is_dragged_and_has_no_edge(bench: Bench) -> None:
    before = bench.canvas.seen().center()
    for _ in range(30):
        middle = bench.canvas.viewport().rect().center()
        QTest.mousePress(bench.canvas.viewport(), MIDDLE, NONE, middle)
        bench.move_by(middle, QPoint(-300, 0))
        QTest.mouseRelease(bench.canvas.viewport(), MIDDLE, NONE, middle - QPoint(300, 0))
    assert abs(bench.canvas.seen().center().x() - before.x() - 9_000) < 40
    assert bench.steps == []


def test_space_and_a_drag_pan(bench: Bench) -> None:
    before = bench.canvas.seen().center()
    bench.canvas.setFocus()
    QTest.keyPress(bench.canvas, Qt.Key.Key_Space)
    at = bench.spot(100, 100)
    QTest.mousePress(bench.canvas.viewport(), LEFT, NONE, at)
    bench.move_by(at, QPoint(50, 20))
    QTest.mouseRelease(bench.canvas.viewport(), LEFT, NONE, at + QPoint(50, 20))
    QTest.keyRelease(bench.canvas, Qt.Key.Key_Space)
    after = bench.canvas.seen().center()
    assert (round(before.x() - after.x()), round(before.y() - after.y())) == (50, 20)
    assert bench.at(bench.carrier) == (100, 100)


def test_the_wheel_zooms_with_ctrl_where_the_pointer_is_and_pans_without(bench: Bench) -> None:
    at = QPointF(bench.spot(100, 100))
    there = QPointF(bench.canvas.viewport().mapToGlobal(at.toPoint()))

    def wheel(angle: QPoint, pixels: QPoint, held: Qt.KeyboardModifier) -> None:
        phase = Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(
            bench.canvas.viewport(), QWheelEvent(at, there, pixels, angle, Qt.MouseButton.NoButton, held, phase, False)
        )

    wheel(QPoint(0, 240), QPoint(), CTRL)
    assert bench.canvas.zoom > 1.3
    assert (bench.spot(100, 100) - at.toPoint()).manhattanLength() <= 2
    before = bench.canvas.mapToScene(0, 0)
    wheel(QPoint(0, -80), QPoint(-30, -40), NONE)
    moved_by = (bench.canvas.mapToScene(0, 0) - before) * bench.canvas.zoom
    assert (round(moved_by.x()), round(moved_by.y())) == (30, 40)


def test_a_pinch_zooms_about_its_middle(bench: Bench) -> None:
    at = bench.spot(300, 100)
    bench.canvas.pinch(1.5, QPointF(at))
    assert bench.canvas.zoom == pytest.approx(1.5)
    assert (bench.spot(300, 100) - at).manhattanLength() <= 2


def test_a_double_click_renames_in_place(bench: Bench) -> None:
    bench.double((100, 100))
    line = bench.canvas.viewport().findChild(NameLine)
    assert line is not None
    QTest.keyClicks(line, "Carrier one")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bench.picture.model.spots[bench.carrier].name == "Carrier one"
    assert bench.steps == ["Rename"]
    bench.double((150, 320))
    note = bench.workspace.commands.naming.line
    assert note is not None
    QTest.keyClicks(note, "Not this")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert bench.steps == ["Rename"]


def test_a_zone_collapses_to_one_sign_and_its_links_follow(bench: Bench) -> None:
    keys = {bench.carrier, bench.border}
    draft, far = add(bench.table.draft, "links", Fields({"id": "far", "a": "bcf", "b": "psap"}))
    bench.table.edit("Link", draft)
    bench.table.edit("Zone", changed(bench.table.draft, keys, ("zone",), "Edge"))
    hull = bench.picture.hulls.items[Sort.ZONE, "Edge"]
    title = hull.title_box().center()
    bench.click((title.x(), title.y()))
    assert bench.chosen == keys
    bench.double((title.x(), title.y()))
    assert bench.picture.hulls.collapsed == {(Sort.ZONE, "Edge")}
    assert not bench.picture.things[bench.carrier].isVisible()
    assert not bench.picture.things[bench.wire].isVisible()
    line = bench.picture.things[far]
    assert isinstance(line, WireItem)
    assert line.points[0] == hull.middle == QPointF(200, 100)
    bench.drag((200, 100), (200, 200))
    assert (bench.at(bench.carrier), bench.at(bench.border)) == ((100, 200), (300, 200))
    bench.double((200, 200))
    assert bench.picture.things[bench.carrier].isVisible()
    assert bench.steps == ["Link", "Zone", "Move"]


def test_the_overview_goes_where_it_is_pressed(bench: Bench) -> None:
    mini = bench.workspace.minimap
    assert mini.isVisible()
    QTest.mouseClick(mini, LEFT, NONE, QPoint(8, 8))
    first = bench.canvas.seen().center()
    QTest.mouseClick(mini, LEFT, NONE, QPoint(mini.width() - 8, mini.height() - 8))
    second = bench.canvas.seen().center()
    assert first.x() < second.x()
    assert first.y() < second.y()


def test_a_list_of_steps_goes_to_any_of_them(bench: Bench) -> None:
    bench.drag((100, 100), (160, 150))
    bench.drag((300, 100), (360, 150))
    history = bench.workspace.panels["History"]
    assert isinstance(history, HistoryPanel)
    row = history.item(1)
    history.itemClicked.emit(row)
    assert bench.at(bench.carrier) == (160, 150)
    assert bench.at(bench.border) == (300, 100)
    assert bench.table.history.redoes == "Move"


def test_a_touchpad_zooms_about_the_fingers(bench: Bench) -> None:
    at = bench.spot(300, 100)
    there = QPointF(bench.canvas.viewport().mapToGlobal(at))
    zoom = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(at),
        QPointF(at),
        there,
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(bench.canvas.viewport(), zoom)
    assert bench.canvas.zoom == pytest.approx(1.25)
    assert (bench.spot(300, 100) - at).manhattanLength() <= 2


def test_what_is_dragged_from_the_palette_says_its_kind(bench: Bench) -> None:
    palette = bench.workspace.palette_
    leaf = palette.findItems("Router", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[-1]
    palette.setCurrentItem(leaf)
    assert bytes(palette.mimeData([leaf]).data(KIND).data()) == b"router"


def test_the_menu_comes_where_the_keyboard_or_the_pointer_is(bench: Bench) -> None:
    asked: list[QPoint] = []
    bench.canvas.menu_asked.connect(asked.append)
    bench.canvas.choose({bench.psap}, bench.psap)
    viewport = bench.canvas.viewport()
    spot, there = bench.spot(100, 100), viewport.mapToGlobal(bench.spot(100, 100))
    bench.canvas.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, there))
    assert asked == [viewport.mapToGlobal(bench.spot(500, 200))]
    menu = bench.workspace.menu
    assert menu is not None
    menu.close()
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, NONE, spot)
    bench.canvas.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, there))
    assert bench.chosen == {bench.carrier}
    assert asked[1] == there
    assert bench.workspace.menu is not None
    bench.workspace.menu.close()
