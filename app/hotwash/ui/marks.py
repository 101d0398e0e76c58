"""Shapes: roles of elements, badges of standings, marks of calls, people who wait. Paths and painting, no state."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from hotwash.analysis.conditions import Standing
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.scene import Role

CELL = 18
"""Side of one mark in the atlas, in logical pixels."""
ROLE_ICONS: dict[Role, str] = {
    Role.ORIGIN: "smartphone",
    Role.GATEWAY: "arrow-left-right",
    Role.BORDER: "brick-wall",
    Role.FIREWALL: "brick-wall",
    Role.ROUTING: "split",
    Role.ROUTER: "router",
    Role.SERVICE: "map-pin",
    Role.PSAP: "headset",
    Role.TELEPHONE: "phone",
}


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


@cache
def role_shape(role: Role) -> QPainterPath:
    """The outline of a role in a box from -1 to 1."""
    path = QPainterPath()
    match role:
        case Role.ORIGIN:
            path.addEllipse(QPointF(0, 0), 1, 1)
        case Role.GATEWAY:
            return _polygon((-1, -0.85), (1, -0.5), (1, 0.5), (-1, 0.85))
        case Role.BORDER:
            path.moveTo(0, -1.1)
            path.quadTo(0.5, -0.75, 1, -0.75)
            path.quadTo(1.1, 0.55, 0, 1.15)
            path.quadTo(-1.1, 0.55, -1, -0.75)
            path.quadTo(-0.5, -0.75, 0, -1.1)
        case Role.FIREWALL:
            return _polygon((-1.05, -0.7), (1.05, -0.7), (1.05, 0.7), (-1.05, 0.7))
        case Role.ROUTING:
            return _polygon(*((math.cos(a), math.sin(a)) for a in (math.pi / 3 * k for k in range(6))))
        case Role.ROUTER:
            return _polygon(
                (-0.55, -1), (0.55, -1), (1, -0.55), (1, 0.55), (0.55, 1), (-0.55, 1), (-1, 0.55), (-1, -0.55)
            )
        case Role.SERVICE:
            return _polygon((-0.65, -0.8), (1.1, -0.8), (0.65, 0.8), (-1.1, 0.8))
        case Role.PSAP:
            return _polygon((0, -1.1), (1, -0.3), (1, 0.95), (-1, 0.95), (-1, -0.3))
        case Role.TELEPHONE:
            path.addRoundedRect(QRectF(-1.1, -0.75, 2.2, 1.5), 0.7, 0.7)
    return path


def draw_role(
    painter: QPainter, role: Role, centre: QPointF, radius: float, tokens: Tokens, standing: Standing
) -> None:
    """A node's shape; the standing shows in outline, filling and (see `draw_badge`) a glyph."""
    colour = QColor(tokens.standing[standing])
    pen = QPen(colour, 1.5 if standing is Standing.WORKING else 2.4)
    if radius < 6:
        pen.setWidthF(1.2 if standing is Standing.WORKING else 1.8)
    elif standing is Standing.DEGRADED:
        pen.setDashPattern([3, 1.6])
    elif standing is Standing.DOWN:
        pen.setDashPattern([2.2, 1.4])
    painter.save()
    painter.translate(centre)
    painter.scale(radius, radius)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(QColor(tokens.node))
    painter.drawPath(role_shape(role))
    if standing is Standing.BLOCKING and radius >= 6:
        painter.setPen(Qt.PenStyle.NoPen)
        hatch = QBrush(colour, Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.transform().inverted()[0])
        painter.setBrush(hatch)
        painter.setOpacity(0.55)
        painter.drawPath(role_shape(role))
    painter.restore()


def draw_badge(painter: QPainter, standing: Standing, centre: QPointF, size: float, tokens: Tokens) -> None:
    """The glyph of a standing: triangle and ! (degraded), no entry (blocking), cross in a box (down)."""
    colour, inside = QColor(tokens.standing[standing]), QColor(tokens.rim)
    painter.save()
    painter.translate(centre)
    painter.setPen(QPen(inside, 1.2))
    painter.setBrush(colour)
    stroke = QPen(inside, max(1.6, size * 0.28))
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    if standing is Standing.DEGRADED:
        painter.drawPolygon(QPolygonF([QPointF(0, -size), QPointF(size, size * 0.8), QPointF(-size, size * 0.8)]))
        painter.setPen(stroke)
        painter.drawLine(QPointF(0, -size * 0.35), QPointF(0, size * 0.15))
        painter.drawPoint(QPointF(0, size * 0.55))
    elif standing is Standing.BLOCKING:
        painter.drawEllipse(QPointF(0, 0), size, size)
        painter.setPen(stroke)
        painter.drawLine(QPointF(-size * 0.5, 0), QPointF(size * 0.5, 0))
    elif standing is Standing.DOWN:
        painter.drawRect(QRectF(-size * 0.9, -size * 0.9, size * 1.8, size * 1.8))
        painter.setPen(stroke)
        painter.drawLine(QPointF(-size * 0.4, -size * 0.4), QPointF(size * 0.4, size * 0.4))
        painter.drawLine(QPointF(-size * 0.4, size * 0.4), QPointF(size * 0.4, -size * 0.4))
    painter.restore()


def draw_mark(painter: QPainter, mark: Mark, centre: QPointF, tokens: Tokens, size: float = 4.6) -> None:
    """One call: circle, square, muted triangle, cross, diamond, arrow or ring."""
    colour, rim = QColor(tokens.mark[mark]), QColor(tokens.rim)
    painter.save()
    painter.translate(centre)
    painter.setPen(QPen(rim, 1.2))
    painter.setBrush(colour)
    if mark is Mark.RINGING:
        painter.drawEllipse(QPointF(0, 0), size, size)
    elif mark is Mark.TALKING:
        painter.drawRoundedRect(QRectF(-size * 0.9, -size * 0.9, size * 1.8, size * 1.8), 1.5, 1.5)
    elif mark is Mark.NO_SOUND:
        painter.drawPolygon(_scaled(size * 1.25, (-1, -0.8), (1, -0.8), (0, 0.95)))
        painter.setPen(QPen(rim, 1.7))
        painter.drawLine(QPointF(-size * 0.5, -size * 0.55), QPointF(size * 0.5, -size * 0.55))
    elif mark is Mark.FAILED:
        for pen in (QPen(rim, size * 1.15), QPen(colour, size * 0.62)):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(-size * 0.85, -size * 0.85), QPointF(size * 0.85, size * 0.85))
            painter.drawLine(QPointF(-size * 0.85, size * 0.85), QPointF(size * 0.85, -size * 0.85))
    elif mark is Mark.TEN_DIGIT:
        painter.drawPolygon(_scaled(size * 1.25, (0, -1), (1, 0), (0, 1), (-1, 0)))
    elif mark is Mark.CALL_BACK:
        painter.drawPolygon(
            _scaled(size * 1.2, (-1.1, 0), (0.1, -1), (0.1, -0.45), (1, -0.45), (1, 0.45), (0.1, 0.45), (0.1, 1))
        )
    else:
        painter.setBrush(rim)
        painter.setPen(QPen(colour, 2.2))
        painter.drawEllipse(QPointF(0, 0), size * 0.85, size * 0.85)
    painter.restore()


def _scaled(size: float, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x * size, y * size) for x, y in points])


def draw_person(painter: QPainter, foot: QPointF, colour: QColor, height: float = 12.0) -> None:
    """A person who waits: head and shoulders, standing on `foot`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    head = height * 0.24
    painter.drawEllipse(QPointF(foot.x(), foot.y() - height + head), head, head)
    body = QPainterPath()
    body.addRoundedRect(
        QRectF(foot.x() - height * 0.3, foot.y() - height * 0.48, height * 0.6, height * 0.48), 2.4, 2.4
    )
    painter.drawPath(body)


def atlas(tokens: Tokens, ratio: float) -> QPixmap:
    """Every mark side by side in the order of `Mark`; sharp at a device pixel ratio, which it does not carry."""
    cell = round(CELL * ratio)
    picture = QPixmap(cell * len(Mark), cell)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in Mark:
        painter.save()
        painter.translate(cell * int(mark), 0)
        painter.scale(cell / CELL, cell / CELL)
        draw_mark(painter, mark, QPointF(CELL / 2, CELL / 2), tokens)
        painter.restore()
    painter.end()
    return picture
