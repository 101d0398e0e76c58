"""Gestures on the canvas, each an object with its own state, from a press to one named step, or to none.

They show what they do on the picture alone; only at their end the draft changes. Esc leaves one, and nothing happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hotwash.editor.edits import changed, moved
from hotwash.ui.design_items import NoteItem, SpotItem, WireItem
from hotwash.ui.design_veil import MANY, Veil
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_new import new_link

if TYPE_CHECKING:
    from hotwash.ui.design_canvas import DesignCanvas

GRID = 10
"""Map units of the grid that elements snap to, unless Alt is held."""
_KNOB = 12.0
"""Pixels around a knob or a bend that count as on it."""
_ALT = Qt.KeyboardModifier.AltModifier
_ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Gesture(Protocol):
    """A gesture under way. Points are on the canvas, in map units."""

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The pointer is here now."""
        ...

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The button was let go here: do it."""
        ...

    def leave(self) -> None:
        """Nothing is to be done after all."""
        ...

    def paint(self, painter: QPainter) -> None:
        """What is shown over the picture meanwhile."""
        ...


def snapped(by: QPointF, start: QPointF, held: Qt.KeyboardModifier) -> QPointF:
    """A way in whole map units that ends on the grid; with Alt anywhere."""
    if held & _ALT:
        return QPointF(round(by.x()), round(by.y()))
    end = start + by
    return QPointF(round(end.x() / GRID) * GRID - start.x(), round(end.y() / GRID) * GRID - start.y())


class Move:
    """Moves what is chosen; a click without a drag chooses. What is grasped is one thing, or a group of elements."""

    def __init__(self, canvas: DesignCanvas, keys: frozenset[int], at: QPointF, held: Qt.KeyboardModifier) -> None:
        self._canvas, self._key, self._grasped, self._start, self._held = canvas, min(keys), keys, at, held
        self._by, self._dragged = QPointF(), False
        chosen = canvas.table.selection
        if not keys <= chosen and not held & _ADDS:
            canvas.choose(keys, self._key)
            chosen = canvas.table.selection
        self._keys = chosen | keys
        self._veil: Veil | None = None

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        by = at - self._start
        self._dragged = self._dragged or by.manhattanLength() * self._canvas.zoom > 4
        if self._dragged:
            shape = self._canvas.picture.model.spots.get(self._key) or self._canvas.picture.model.notes[self._key]
            self._by = snapped(by, QPointF(shape.x, shape.y), held)
            if len(self._keys) < MANY:
                self._canvas.picture.shift(self._keys, self._by)
            else:
                self._veil = self._veil or self._canvas.veiled(self._keys)
                self._veil.shift(self._by * self._canvas.zoom)

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        if not self._dragged:
            if self._held & _ADDS:
                canvas.choose(canvas.table.selection ^ self._grasped, self._key)
            else:
                canvas.choose(self._grasped, self._key)
            return
        by, self._by = self._by, QPointF()
        self._unveil()
        if by.isNull():
            canvas.picture.shift(self._keys, by)
            return
        right, down = round(by.x()), round(by.y())
        canvas.table.edit(tr("Move"), moved(canvas.table.draft, self._keys, right, down), select=self._keys)

    def leave(self) -> None:
        if self._veil is None:
            self._canvas.picture.shift(self._keys, QPointF())
        self._unveil()

    def _unveil(self) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None

    def paint(self, painter: QPainter) -> None:
        """The items themselves show it, or outlines over them."""


class Frame:
    """A frame drawn over empty canvas chooses what is in it; a click there chooses nothing."""

    def __init__(self, canvas: DesignCanvas, at: QPointF, held: Qt.KeyboardModifier) -> None:
        self._canvas, self._start, self._end = canvas, at, at
        self._kept = canvas.table.selection if held & _ADDS else frozenset()

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        self._end = at
        self._canvas.picture.show_chosen(self._found(), self._canvas.current)
        self._canvas.viewport().update()

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        self._end = at
        found = self._found()
        self._canvas.choose(found, min(found - self._kept, default=0))
        self._canvas.viewport().update()

    def leave(self) -> None:
        self._canvas.show_selection()
        self._canvas.viewport().update()

    def _found(self) -> frozenset[int]:
        box = QRectF(self._start, self._end).normalized()
        return self._kept | (self._canvas.picture.inside(box) if box.width() + box.height() > 0 else frozenset())

    def paint(self, painter: QPainter) -> None:
        tokens = self._canvas.theme.tokens
        pen = QPen(QColor(tokens.accent), 1.2, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        tint = QColor(tokens.accent)
        tint.setAlpha(30)
        painter.setBrush(tint)
        painter.drawRect(QRectF(self._start, self._end).normalized())


class Connect:
    """A line from the knob of an element to another one; let go over empty canvas it asks what to put there."""

    def __init__(self, canvas: DesignCanvas, key: int, at: QPointF) -> None:
        self._canvas, self._key, self._at = canvas, key, at
        self._over = 0

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        thing = self._canvas.picture.thing_at(at, 10 / self._canvas.zoom)
        self._over = thing.key if isinstance(thing, SpotItem) and thing.key != self._key else 0
        self._at = self._canvas.picture.place(self._over) if self._over else at
        self._canvas.viewport().update()

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        self.move(at, held)
        canvas.viewport().update()
        if self._over:
            draft, key = new_link(canvas.table.draft, canvas.picture.model, self._key, self._over)
            canvas.table.edit(tr("Link"), draft, select={key})
        elif (at - canvas.picture.place(self._key)).manhattanLength() * canvas.zoom > 40:
            canvas.linked_to_nothing.emit(self._key, at)

    def leave(self) -> None:
        self._canvas.viewport().update()

    def paint(self, painter: QPainter) -> None:
        pen = QPen(QColor(self._canvas.theme.tokens.accent), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(self._canvas.picture.place(self._key), self._at)
        if self._over:
            painter.drawEllipse(self._at, 22, 22)


class Bend:
    """A bend of a link is dragged, or made where the line was grasped."""

    def __init__(self, canvas: DesignCanvas, line: WireItem, place: int, at: QPointF, *, new: bool) -> None:
        self._canvas, self._key, self._place, self._start = canvas, line.key, place, at
        self._bends = [QPointF(x, y) for x, y in line.wire.bends]
        self._new, self._dragged = new, False
        canvas.choose({line.key}, line.key)

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        if not self._dragged and (at - self._start).manhattanLength() * self._canvas.zoom <= 4:
            return
        if self._new and not self._dragged:
            self._bends.insert(self._place, at)
        self._dragged = True
        self._bends[self._place] = snapped(at, QPointF(), held)
        self._canvas.picture.bend(self._key, tuple(self._bends))

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        if self._dragged:
            points = tuple((round(point.x()), round(point.y())) for point in self._bends)
            table = self._canvas.table
            table.edit(tr("Bend a link"), changed(table.draft, {self._key}, ("bends",), points))

    def leave(self) -> None:
        wire = self._canvas.picture.model.wires[self._key]
        self._canvas.picture.bend(self._key, tuple(QPointF(x, y) for x, y in wire.bends))

    def paint(self, painter: QPainter) -> None:
        """The item itself shows it."""


class Pan:
    """The canvas is dragged about; it has no edge."""

    def __init__(self, canvas: DesignCanvas, at: QPoint) -> None:
        self._canvas, self._last = canvas, at
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        here = self._canvas.mapFromScene(at)
        self._canvas.pan(here.x() - self._last.x(), here.y() - self._last.y())
        self._last = here

    def release(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        self.leave()

    def leave(self) -> None:
        self._canvas.viewport().unsetCursor()

    def paint(self, painter: QPainter) -> None:
        """The canvas itself shows it."""


def begun(canvas: DesignCanvas, at: QPointF, held: Qt.KeyboardModifier) -> Gesture:
    """The gesture that a press with the left button begins here."""
    reach = _KNOB / canvas.zoom
    knob = _knob_at(canvas, at, reach)
    if knob:
        return Connect(canvas, knob, at)
    line = _bend_at(canvas, at, reach / 1.5)
    if line is not None:
        return Bend(canvas, line[0], line[1], at, new=False)
    thing = canvas.picture.thing_at(at, 4 / canvas.zoom)
    match thing:
        case SpotItem() | NoteItem():
            return Move(canvas, frozenset({thing.key}), at, held)
        case WireItem() if not held & _ADDS:
            return Bend(canvas, thing, segment_at(thing, at), at, new=True)
        case WireItem():
            canvas.choose(canvas.table.selection ^ {thing.key}, thing.key)
            return Frame(canvas, at, held)
        case _:
            hull = canvas.picture.hull_at(at)
            return Frame(canvas, at, held) if hull is None else Move(canvas, frozenset(hull.held.members), at, held)


def _knob_at(canvas: DesignCanvas, at: QPointF, reach: float) -> int:
    """The chosen element on whose knob a point lies; 0 for none."""
    for key in canvas.table.selection | {canvas.current, canvas.hovered}:
        thing = canvas.picture.things.get(key)
        if isinstance(thing, SpotItem) and thing.isVisible() and _near(thing.port(), at, reach):
            return key
    return 0


def _bend_at(canvas: DesignCanvas, at: QPointF, reach: float) -> tuple[WireItem, int] | None:
    """The chosen link and the number of its bend at a point."""
    for key in canvas.table.selection:
        thing = canvas.picture.things.get(key)
        if isinstance(thing, WireItem):
            for place, (x, y) in enumerate(thing.wire.bends):
                if _near(QPointF(x, y), at, reach):
                    return thing, place
    return None


def _near(one: QPointF, other: QPointF, reach: float) -> bool:
    away = one - other
    return away.x() ** 2 + away.y() ** 2 <= reach**2


def segment_at(line: WireItem, at: QPointF) -> int:
    """Which part of a line a point is nearest to: the place among its bends that a bend made there gets."""
    ends = [line.points[0], *(QPointF(x, y) for x, y in line.wire.bends), line.points[-1]]

    def away(place: int) -> float:
        a, b = ends[place], ends[place + 1]
        along = b - a
        length = along.x() ** 2 + along.y() ** 2 or 1.0
        share = min(1.0, max(0.0, QPointF.dotProduct(at - a, along) / length))
        near = a + along * share - at
        return near.x() ** 2 + near.y() ** 2

    return min(range(len(ends) - 1), key=away)
