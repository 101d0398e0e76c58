"""What stands on the canvas of an author, as items of a scene: painted with detail by zoom, moved by gestures only.

The painting functions take a painter and values only, so that an export paints the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.ui import icons
from hotwash.ui.marks import ROLE_ICONS, draw_badge, draw_role, role_shape
from hotwash.ui.plain_text import shown
from hotwash.ui.theme import Theme, font
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.design_scene import Spot, Wire, Words
from hotwash.viewmodels.scene import Role

BIG, SMALL = 14.0, 8.0
"""Radius of an element and of a PSAP in map units; PSAPs stand close together."""
NAME_ROOM, NAME_HIGH = 120.0, 15.0
"""Width and height in map units of the room for a name."""
PLAIN, NAMED, CLOSE = 0.4, 0.42, 1.5
"""Zooms below which an element is a plain box, below which it has no name, and from which PSAPs have theirs."""
PORT = 5.0
"""Radius in map units of the knob from which a link is drawn."""
READ_FROM, LARGER = 0.95, 2.1
"""Zoom below which names no longer shrink with the map, and how much larger than the map they become at most."""
LANE = 7.0
"""Map units between links that join the same two elements."""
GRAB = 8.0
"""Width in map units of the strip along a link that can be grasped."""
NOTE = QRectF(0, 0, 150, 54)
"""The sheet of a note, from its place on."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one item is shown just now, beside what it is."""

    chosen: bool = False
    current: bool = False
    """Whether the keyboard is on it."""
    mistakes: int = 0
    hovered: bool = False
    """Whether the pointer is at it, so that its knob can be grasped."""


_SHAPES_ONLY = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)
"""Where a picture would be dots on a page of lines."""


def radius_of(spot: Spot) -> float:
    """Radius in map units."""
    return SMALL if spot.role is Role.PSAP else BIG


def paint_spot(painter: QPainter, spot: Spot, look: Look, tokens: Tokens, zoom: float) -> None:
    """An element with its middle at the origin."""
    radius = radius_of(spot)
    if look.chosen:
        painter.setPen(QPen(QColor(tokens.accent), max(2.0, 2.0 / zoom)))
        painter.setBrush(QColor(tokens.chosen))
        painter.drawRoundedRect(QRectF(-radius - 5, -radius - 5, 2 * radius + 10, 2 * radius + 10), 4, 4)
    if zoom < PLAIN:
        side = max(radius, 2.5 / zoom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.standing[Standing.WORKING]))
        painter.drawRect(QRectF(-side, -side, 2 * side, 2 * side))
    else:
        draw_role(painter, spot.role, QPointF(), radius, tokens, Standing.WORKING)
        if zoom * radius >= 7:
            _icon(painter, spot.role, radius, tokens, zoom)
    if look.current:
        pen = QPen(QColor(tokens.text), 1.2, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(-radius - 8, -radius - 8, 2 * radius + 16, 2 * radius + 16))
    if look.mistakes:
        draw_badge(painter, Standing.DEGRADED, QPointF(radius, -radius), max(5.5, 5.5 / zoom), tokens)
    named = zoom >= (CLOSE if spot.role is Role.PSAP else NAMED)
    if named or look.chosen or look.current:
        paint_name(painter, spot.name, QPointF(0, radius + 3), tokens, zoom)


def _icon(painter: QPainter, role: Role, radius: float, tokens: Tokens, zoom: float) -> None:
    side = radius * 1.15
    if painter.paintEngine().type() in _SHAPES_ONLY:
        icons.draw(painter, ROLE_ICONS[role], tokens.text, QRectF(-side / 2, -side / 2, side, side))
        return
    picture = icons.pixmap(ROLE_ICONS[role], tokens.text, 24, 2.0 if zoom > 1 else 1.0)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(QRectF(-side / 2, -side / 2, side, side), picture, QRectF(picture.rect()))


def paint_name(painter: QPainter, words: str, top: QPointF, tokens: Tokens, zoom: float = 1.0) -> None:
    """A name in the room below a point, cut in its middle where it is too long; larger on a map seen from afar."""
    letters = _letters()
    painter.setFont(letters)
    metrics = QFontMetricsF(letters)
    text = metrics.elidedText(shown(words), Qt.TextElideMode.ElideMiddle, NAME_ROOM)
    size = min(LARGER, max(1.0, READ_FROM / zoom))
    painter.save()
    painter.translate(top)
    painter.scale(size, size)
    width = metrics.horizontalAdvance(text)
    behind = QColor(tokens.land)
    behind.setAlpha(190)
    painter.fillRect(QRectF(-width / 2 - 2, 1, width + 4, NAME_HIGH - 2), behind)
    painter.setPen(QColor(tokens.text))
    painter.drawText(QPointF(-width / 2, metrics.ascent()), text)
    painter.restore()


@cache
def _letters() -> QFont:
    return font(11)


class SpotItem(QGraphicsItem):
    """One element."""

    def __init__(self, theme: Theme, spot: Spot) -> None:
        super().__init__()
        self.key, self._theme, self.spot, self.look = spot.key, theme, spot, Look()
        self.setPos(spot.x, spot.y)
        self.setZValue(2)

    def show_spot(self, spot: Spot) -> None:
        """Show it as it is now."""
        if radius_of(spot) != radius_of(self.spot):
            self.prepareGeometryChange()
        self.spot = spot
        self.setPos(spot.x, spot.y)
        self.update()

    def show_look(self, look: Look) -> None:
        """Show it in another way."""
        if look != self.look:
            self.look = look
            self.setZValue(3 if look.chosen else 2)
            self.update()

    def boundingRect(self) -> QRectF:
        radius = radius_of(self.spot)
        wide = max(NAME_ROOM / 2 * LARGER, radius + 16)
        return QRectF(-wide, -radius - 12, 2 * wide, 2 * radius + 12 + NAME_HIGH * LARGER + 4)

    def shape(self) -> QPainterPath:
        radius = radius_of(self.spot)
        return QTransform.fromScale(radius + 2, radius + 2).map(role_shape(self.spot.role))

    def port(self) -> QPointF:
        """Middle of its knob, on the canvas."""
        return self.pos() + QPointF(radius_of(self.spot) + 9, 0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        paint_spot(painter, self.spot, self.look, self._theme.tokens, zoom)
        if self.look.chosen or self.look.current or self.look.hovered:
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.4))
            painter.setBrush(QColor(self._theme.tokens.panel))
            painter.drawEllipse(QPointF(radius_of(self.spot) + 9, 0), PORT, PORT)


class WireItem(QGraphicsItem):
    """One link: a line through its bends, dashed by what it carries, with an arrow where it goes one way."""

    def __init__(self, theme: Theme, wire: Wire) -> None:
        super().__init__()
        self.key, self._theme, self.wire, self.look = wire.key, theme, wire, Look()
        self.points: tuple[QPointF, ...] = ()
        self._bounds, self._grip = QRectF(), QPainterPath()
        self.setZValue(1)

    def show_wire(self, wire: Wire, a: QPointF, b: QPointF, bends: tuple[QPointF, ...] | None = None) -> None:
        """Show it from `a` to `b`; `bends` while a gesture moves them."""
        self.prepareGeometryChange()
        self.wire = wire
        inner = tuple(QPointF(x, y) for x, y in wire.bends) if bends is None else bends
        self.points = (a, *(inner or _beside(a, b, wire.lane)), b)
        xs, ys = [point.x() for point in self.points], [point.y() for point in self.points]
        self._bounds = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-14, -14, 14, 14)
        if wire.label:
            self._bounds |= QRectF(self.middle() - QPointF(NAME_ROOM / 2, NAME_HIGH), self.middle() + QPointF(60, 4))
        self._grip = QPainterPath()
        self.update()

    def show_look(self, look: Look) -> None:
        """Show it in another way."""
        if look != self.look:
            self.look = look
            self.update()

    def middle(self) -> QPointF:
        """The point half-way along its line."""
        place = (len(self.points) - 1) // 2
        return (self.points[place] + self.points[place + 1]) / 2

    def boundingRect(self) -> QRectF:
        return self._bounds

    def line(self) -> QPainterPath:
        """The line itself."""
        path = QPainterPath(self.points[0])
        for point in self.points[1:]:
            path.lineTo(point)
        return path

    def shape(self) -> QPainterPath:
        if self._grip.isEmpty():
            stroker = QPainterPathStroker()
            stroker.setWidth(GRAB)
            self._grip = stroker.createStroke(self.line())
        return self._grip

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        paint_wire(painter, self.points, self.wire, self.look, self._theme.tokens, zoom)
        if self.wire.label and zoom >= NAMED:
            paint_name(painter, self.wire.label, self.middle() - QPointF(0, NAME_HIGH), self._theme.tokens)
        if self.look.chosen:
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.2))
            painter.setBrush(QColor(self._theme.tokens.panel))
            for point in self.points[1:-1]:
                painter.drawRect(QRectF(point.x() - 4, point.y() - 4, 8, 8))


def _beside(a: QPointF, b: QPointF, lane: int) -> tuple[QPointF, ...]:
    """A link beside others between the same two leaves the straight line, to either side in turn."""
    if not lane:
        return ()
    along = b - a
    length = (along.x() ** 2 + along.y() ** 2) ** 0.5 or 1.0
    aside = LANE * ((lane + 1) // 2) * (1 if lane % 2 else -1)
    return ((a + b) / 2 + QPointF(-along.y(), along.x()) / length * aside,)


DASHES = {"queries": [2.0, 2.5], "telephone": [7.0, 3.0]}
"""Strokes and gaps of what a link carries; calls are a full line."""


def paint_wire(
    painter: QPainter, points: tuple[QPointF, ...], wire: Wire, look: Look, tokens: Tokens, zoom: float
) -> None:
    """A link through points."""
    colour = tokens.accent if look.chosen or look.current else tokens.wire
    pen = QPen(QColor(colour), 2.6 if look.chosen else 1.5)
    pen.setCosmetic(True)
    if wire.carries in DASHES and zoom >= PLAIN:
        pen.setDashPattern(DASHES[wire.carries])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)
    if wire.one_way and zoom >= PLAIN:
        _arrow(painter, points[-2], points[-1], QColor(colour))
    if look.mistakes:
        middle = (points[(len(points) - 1) // 2] + points[(len(points) - 1) // 2 + 1]) / 2
        draw_badge(painter, Standing.DEGRADED, middle, max(5.5, 5.5 / zoom), tokens)


def _arrow(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    along = end - start
    length = (along.x() ** 2 + along.y() ** 2) ** 0.5 or 1.0
    ahead = along / length
    tip = end - ahead * (BIG + 4)
    aside = QPointF(-ahead.y(), ahead.x()) * 4
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon([tip, tip - ahead * 9 + aside, tip - ahead * 9 - aside])


class NoteItem(QGraphicsItem):
    """One note: a sheet with words."""

    def __init__(self, theme: Theme, note: Words) -> None:
        super().__init__()
        self.key, self._theme, self.note, self.look = note.key, theme, note, Look()
        self.setPos(note.x, note.y)
        self.setZValue(4)

    def show_note(self, note: Words) -> None:
        """Show it as it is now."""
        self.note = note
        self.setPos(note.x, note.y)
        self.update()

    def show_look(self, look: Look) -> None:
        """Show it in another way."""
        if look != self.look:
            self.look = look
            self.update()

    def boundingRect(self) -> QRectF:
        return NOTE.adjusted(-8, -8, 8, 8)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(NOTE)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.accent if self.look.chosen else tokens.warn), 2 if self.look.chosen else 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRect(NOTE)
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= NAMED:
            painter.setFont(font(11))
            painter.setPen(QColor(tokens.text))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(NOTE.adjusted(6, 4, -6, -4), flags, shown(self.note.text))
        if self.look.current:
            painter.setPen(QPen(QColor(tokens.text), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(NOTE.adjusted(-4, -4, 4, 4))
