"""The canvas of an author: a view without edges on the picture of the draft.

It takes the pointer and the keys in and hands them to gestures and acts; what those do is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)

from hotwash.ui.design_gestures import GRID, Gesture, Pan, begun
from hotwash.ui.design_items import SpotItem, WireItem
from hotwash.ui.design_picture import DesignPicture
from hotwash.ui.design_veil import Veil
from hotwash.ui.design_view import EndlessView
from hotwash.ui.plain_text import tr
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.design_acts import ACTS
from hotwash.viewmodels.design_table import Changed, DesignTable

KIND = "application/x-hotwash-kind"
"""Form of what is dragged here from the palette: the kind of an element."""
_NEAR = 16.0
"""Pixels around an element within which the pointer is at it."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DesignCanvas(EndlessView):
    """Shows the draft of a table. `current` is the key of what the keyboard is on; 0 for nothing."""

    pointed = Signal(QPointF)
    """Where the pointer is, in map units."""
    asked = Signal(str)
    """An act was asked for by its keys."""
    menu_asked = Signal(QPoint)
    """The context menu is wanted at a place on the screen."""
    dropped = Signal(str, QPointF)
    """A kind of element was let go here."""
    linked_to_nothing = Signal(int, QPointF)
    """A link was drawn from an element to an empty place."""
    opened = Signal(int)
    """Something was double-clicked, by its key; 0 for an empty place, or the title of a group."""

    walked = Signal(int)
    """The keyboard is on another thing now, by its key."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__(DesignPicture(theme))
        self.table, self.theme = table, theme
        self.current = 0
        self.gesture: Gesture | None = None
        self.steps: Callable[[int, int, bool], None] | None = None
        """Told of arrow keys: steps right and down, and whether Alt makes them small."""
        self.walks: Callable[[QKeyEvent], bool] | None = None
        """Asked whether it takes a key that goes from element to element."""
        self._space = False
        self.hovered = 0
        """Key of the element that the pointer is at; 0 for none."""
        self.last_point = QPointF()
        """Where the last double click was."""
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Network drawing"))
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self._keys = {_combined(key): act.id for act in ACTS for key in act.keys if not act.everywhere}
        theme.changed.connect(self._follow)
        self._follow()
        self.picture.take(table.draft)

    def _follow(self) -> None:
        self.setBackgroundBrush(QColor(self.theme.tokens.land))
        self.viewport().update()

    # What is shown

    def told(self, what: Changed) -> None:
        """The table has changed."""
        if what & Changed.DRAFT:
            self.cancel()
            if not self.picture.things:
                self.viewport().update()
            self.picture.take(self.table.draft)
            if self.current not in self.picture.things:
                self.current = 0
        if what & (Changed.DRAFT | Changed.SELECTION):
            self.show_selection()
        if what & Changed.READING:
            self.picture.show_mistakes(self.table.mistakes())
        if what & Changed.GOAL and self.table.goal is not None:
            self.go_to(self.table.goal.key)

    def show_selection(self) -> None:
        """Show what is chosen."""
        self.picture.show_chosen(self.table.selection, self.current if self.hasFocus() else 0)

    def choose(self, keys: Iterable[int], current: int = 0) -> None:
        """Choose these; the keyboard goes to one of them."""
        self.current = current if current in self.picture.things else 0
        self.table.select(keys)
        self.show_selection()
        self.walked.emit(self.current)

    def go_to(self, key: int) -> None:
        """Bring an entry into sight and the keyboard to it."""
        thing = self.picture.things.get(key)
        if thing is None:
            return
        self.current = key
        self.show_selection()
        middle = thing.middle() if isinstance(thing, WireItem) else thing.pos()
        if not self.mapToScene(self.viewport().rect().adjusted(40, 40, -40, -40)).boundingRect().contains(middle):
            self.centre(middle)

    def veiled(self, keys: Iterable[int]) -> Veil:
        """A still of the map with outlines of these things, and of the links between them, to be dragged."""
        model, moving = self.picture.model, set(keys)
        spots = [key for key in moving if key in model.spots or key in model.notes]
        places = {key: QPointF(self.mapFromScene(self.picture.place(key))) for key in spots}
        ends = {key: model.wires[key] for spot in spots for key in model.ends.get(spot, ())}
        lines = [(places[one.a], places[one.b]) for one in ends.values() if {one.a, one.b} <= moving]
        return Veil(self, list(places.values()), lines, max(10.0 * self.zoom, 3.0), self.theme.tokens.accent)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if not self.picture.things:
            painter.resetTransform()
            painter.setFont(font(16))
            painter.setPen(QColor(self.theme.tokens.muted))
            words = tr("Drag an element here from the palette, or choose one there and press Enter.")
            room = self.viewport().rect().adjusted(20, 20, -20, -20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        if self.gesture is not None:
            self.gesture.paint(painter)

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        self.cancel()
        middle = event.button() is Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() is Qt.MouseButton.LeftButton):
            self.gesture = Pan(self, event.position().toPoint())
        elif event.button() is Qt.MouseButton.LeftButton:
            self.gesture = begun(self, at, event.modifiers())
        elif event.button() is Qt.MouseButton.RightButton:
            thing = self.picture.thing_at(at, 4 / self.zoom)
            if thing is not None and thing.key not in self.table.selection:
                self.choose({thing.key}, thing.key)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        self.pointed.emit(at)
        if self.gesture is not None:
            self.gesture.move(at, event.modifiers())
        elif not event.buttons():
            thing = self.picture.thing_at(at, _NEAR / self.zoom)
            self.hovered = thing.key if isinstance(thing, SpotItem) else 0
            self.picture.show_hovered(self.hovered)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.release(self.mapToScene(event.position().toPoint()), event.modifiers())
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.last_point = self.mapToScene(event.position().toPoint())
        thing = self.picture.thing_at(self.last_point, 4 / self.zoom)
        self.opened.emit(thing.key if thing is not None else 0)

    def cancel(self) -> bool:
        """Leave the gesture under way; whether there was one."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.leave()
        return gesture is not None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.current in self.picture.things:
            thing = self.picture.things[self.current]
            spot = thing.middle() if isinstance(thing, WireItem) else thing.pos()
            self.menu_asked.emit(self.viewport().mapToGlobal(self.mapFromScene(spot)))
        else:
            self.menu_asked.emit(event.globalPos())

    # What is dragged here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(KIND):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(KIND):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(KIND):
            kind = bytes(event.mimeData().data(KIND).data()).decode()
            self.dropped.emit(kind, self.mapToScene(event.position().toPoint()))
            event.acceptProposedAction()

    # The keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        tabs = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if tabs and isinstance(event, QKeyEvent) and self.walks is not None and self.walks(event):
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        ours = (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
        return _plain(event) in self._keys or event.key() in (*_STEPS, *ours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        wanted = self._keys.get(_plain(event))
        if wanted is not None:
            self.asked.emit(wanted)
        elif key in _STEPS and self.steps is not None:
            small = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            right, down = _STEPS[key]
            length = 1 if small else GRID
            self.steps(right * length, down * length, event.isAutoRepeat())
        elif key is Qt.Key.Key_Space:
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key is Qt.Key.Key_Escape:
            if not self.cancel():
                self.choose(())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            if not isinstance(self.gesture, Pan):
                self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self.show_selection()

    def spot_item(self, key: int) -> SpotItem | None:
        """The item of an element."""
        thing = self.picture.things.get(key)
        return thing if isinstance(thing, SpotItem) else None


def _combined(key: str) -> int:
    """The number of a key with its modifiers, as Qt writes it."""
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not say that sequences have parts
    assert isinstance(combination, QKeyCombination)
    return combination.toCombined()


def _plain(event: QKeyEvent) -> int:
    """A key with its modifiers, wherever on the keyboard it is."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(held, Qt.Key(event.key())).toCombined()
