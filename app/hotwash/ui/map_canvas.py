"""The live map under mouse, touchpad and keyboard: pan, zoom, pick, and walk the network with arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from hotwash.ui.map_pick import DOT_REACH, Pick, pick_line, pick_node
from hotwash.ui.map_picture import MapPicture
from hotwash.ui.theme import Theme

_STEP = 60
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class MapCanvas(MapPicture):
    """A map that is used. It tells what was picked: an element by id, or a call by row of the call columns."""

    element_chosen = Signal(str)
    call_chosen = Signal(int)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # a right drag moves the map
        self._drag: QPointF | None = None
        self._dragged = False

    def pick(self, at: QPointF) -> Pick:
        """What lies under a pixel: a call before an element before a line."""
        dot = self.dots.nearest(at.x(), at.y(), DOT_REACH) if not self.state.seat_view else -1
        node = pick_node(self.scene, self.camera, self.radii, at.x(), at.y())
        over_node = node >= 0 and dot >= 0 and pick_node(self.scene, self.camera, self.radii - 5, at.x(), at.y()) >= 0
        if dot >= 0 and not over_node:
            return Pick(row=int(self.rows[dot]), at=at)
        if node >= 0:
            return Pick(node=node, at=at)
        return Pick(line=pick_line(self.scene, self.camera, at.x(), at.y()), at=at)

    def activate(self, pick: Pick) -> None:
        """Open what was picked."""
        if pick.row >= 0:
            self.call_chosen.emit(pick.row)
        elif pick.node >= 0:
            self.select(self.scene.nodes[pick.node].id)
            self.element_chosen.emit(self.scene.nodes[pick.node].id)
        elif pick.line >= 0:
            self.element_chosen.emit(self.scene.lines[pick.line].id)

    def _ask_menu(self, pick: Pick) -> None:
        at = self.mapToGlobal(pick.at).toPoint()
        if pick.node >= 0:
            self.select(self.scene.nodes[pick.node].id)
            self.menu_asked.emit(self.scene.nodes[pick.node].id, at)
        elif pick.line >= 0:
            self.menu_asked.emit(self.scene.lines[pick.line].id, at)

    def walk(self, step: int) -> None:
        """Select the next element along the way of a call, the first where none is selected; stays at either end."""
        order = self.scene.walk
        if order:
            place = order.index(self.selected) + step if self.selected in order else (0 if step > 0 else len(order) - 1)
            self._step_to(order[min(max(place, 0), len(order) - 1)])

    def _step_to(self, place: int) -> None:
        node = self.scene.nodes[place]
        x, y = self.camera.to_screen(node.x, node.y)
        self.select(node.id, reveal=not self.rect().adjusted(20, 20, -20, -20).contains(int(x), int(y)))

    # Mouse and touchpad

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self._drag, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            before, self.hover = self.hover, self.pick(event.position())
            if (before.row, before.node, before.line) != (-1, -1, -1) or self.hover != before:
                self.setCursor(
                    Qt.CursorShape.PointingHandCursor
                    if max(self.hover.row, self.hover.node) >= 0
                    else Qt.CursorShape.ArrowCursor
                )
                self.update()
            return
        moved = event.position() - self._drag
        if self._dragged or moved.manhattanLength() > 4:
            self._dragged = True
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.push(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and not self._dragged and event.button() is Qt.MouseButton.LeftButton:
            self.activate(self.pick(event.position()))
        elif self._drag is not None and not self._dragged and event.button() is Qt.MouseButton.RightButton:
            self._ask_menu(self.pick(event.position()))
        self._drag, self._dragged = None, False
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom(1.6, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self.forget_hover()

    def forget_hover(self) -> None:
        """Say nothing about what lay under the pointer."""
        self.hover = Pick()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.2 ** (event.angleDelta().y() / 120), event.position())
        elif not event.pixelDelta().isNull():
            self.push(event.pixelDelta().x(), event.pixelDelta().y())
        else:
            self.push(event.angleDelta().x() / 2, event.angleDelta().y() / 2)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shifted = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if key in _ARROWS:
            self._arrow(*_ARROWS[key], push=shifted)
        elif key in _STEPS:
            self.walk(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.selected = -1
            self.walk(1 if key is Qt.Key.Key_Home else -1)
        elif (key is Qt.Key.Key_Menu or (key is Qt.Key.Key_F10 and shifted)) and self.selected >= 0:
            self._ask_menu(Pick(node=self.selected, at=self._layer().spot(self.selected)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected >= 0:
            self.element_chosen.emit(self.scene.nodes[self.selected].id)
        elif key is Qt.Key.Key_Escape and self.selected >= 0:
            self.selected = -1
            self.update()
        else:
            super().keyPressEvent(event)

    def _arrow(self, dx: int, dy: int, *, push: bool) -> None:
        if push:
            self.push(-dx * _STEP, -dy * _STEP)
        elif self.selected < 0:
            self.walk(1)
        else:
            self._step_to(self.scene.along(self.selected, dx, dy))
