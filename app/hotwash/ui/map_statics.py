"""Paints what stands still on the map: land, lines, elements, names. Rendered seldom, then only copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from hotwash.analysis.conditions import Standing
from hotwash.ui import icons
from hotwash.ui.labels import Room
from hotwash.ui.marks import ROLE_ICONS, draw_badge, draw_role
from hotwash.ui.plain_text import shown
from hotwash.ui.theme import font
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.camera import Camera
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.map_state import MapState
from hotwash.viewmodels.scene import Role, Scene

Rings = Sequence[Sequence[tuple[float, float]]]
NAME = 12
"""Pixels of a name's letters on the map."""
WIDTHS = (190, 96, 60)
"""Pixels that a name may take; where it finds no room it is cut shorter and ends in a dot-dot-dot."""
BIGGEST, SMALLEST = 15.0, 3.5
SMALL, READABLE = 6.0, 9.0
"""Radii in pixels: below the first a node in trouble is its badge and nothing else; PSAPs are named from the second."""
FEW = 12
"""At most so many PSAPs in trouble are named at any zoom; more are told by region."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Everything one rendering needs; `radii` in pixels by node."""

    scene: Scene
    state: MapState
    camera: Camera
    tokens: Tokens
    width: int
    height: int
    radii: Floats
    rings: Rings = ()

    def spot(self, place: int) -> QPointF:
        """Pixel of a node's middle."""
        node = self.scene.nodes[place]
        return QPointF(*self.camera.to_screen(node.x, node.y))

    @property
    def frame(self) -> QRectF:
        """The whole widget."""
        return QRectF(0, 0, self.width, self.height)


def spacing(scene: Scene) -> Floats:
    """Distance of every node to its nearest neighbour, in map units; measured in slices to spare memory."""
    spots = np.array([(node.x, node.y) for node in scene.nodes], dtype=float).reshape(-1, 2)
    nearest = np.full(len(spots), 400.0)
    for begin in range(0, len(spots), 256):
        part = spots[begin : begin + 256]
        far = np.hypot(part[:, None, 0] - spots[None, :, 0], part[:, None, 1] - spots[None, :, 1])
        far[np.arange(len(part)), np.arange(begin, begin + len(part))] = np.inf
        if len(spots) > 1:
            nearest[begin : begin + 256] = far.min(axis=1)
    return nearest


def node_radii(scene: Scene, gaps: Floats, scale: float) -> Floats:
    """Pixels by node: as large as its neighbours allow; what every call passes is never small."""
    radii = np.clip(gaps * scale * 0.3, SMALLEST, BIGGEST)
    core = np.array([node.role is not Role.PSAP for node in scene.nodes], dtype=bool)
    return np.where(core, np.clip(gaps * scale * 0.25, 9.0, BIGGEST), radii)


def paint_statics(painter: QPainter, layer: Layer) -> Room:
    """Paint the layer; returns what room is left for things that come on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(layer.frame, QColor(layer.tokens.water if layer.rings else layer.tokens.field))
    _land(painter, layer)
    room = Room(layer.frame)
    _lines(painter, layer)
    _nodes(painter, layer, room)
    _line_glyphs(painter, layer)
    _names(painter, layer, room)
    return room


def _land(painter: QPainter, layer: Layer) -> None:
    if not layer.rings:
        return
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in layer.rings:
        path.addPolygon(QPolygonF([QPointF(*layer.camera.to_screen(x, y)) for x, y in ring]))
        path.closeSubpath()
    painter.setPen(QPen(QColor(layer.tokens.shore), 1.2))
    painter.setBrush(QColor(layer.tokens.land))
    painter.drawPath(path)


def _lines(painter: QPainter, layer: Layer) -> None:
    """Lines of one look are drawn together; a trouble line is drawn by itself, on top."""
    batches: dict[str, list[tuple[QPointF, QPointF]]] = {}
    trouble = []
    spots = [layer.spot(place) for place in range(len(layer.scene.nodes))]
    for line in layer.scene.lines:
        standing = layer.state.condition(line.id).standing
        ends = (spots[line.a], spots[line.b])
        if standing is Standing.WORKING:
            batches.setdefault(line.carries, []).append(ends)
        else:
            trouble.append((ends, standing))
    crowd = 0.35 if len(layer.scene.lines) > 150 else 0.8
    for carries, pairs in sorted(batches.items()):
        pen = QPen(QColor(layer.tokens.wire), 1.8 if carries == "calls" else 1.2)
        if carries != "calls":
            pen = QPen(QColor(layer.tokens.query_wire), 1.2)
            pen.setDashPattern([1.5, 3] if carries == "telephone" else [5, 4])
        painter.setPen(pen)
        painter.setOpacity(crowd)
        path = QPainterPath()
        for begin, end in pairs:
            path.moveTo(begin)
            path.lineTo(end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.setOpacity(1.0)
    for (begin, end), standing in trouble:
        pen = QPen(QColor(layer.tokens.standing[standing]), 2.4 if standing is Standing.DOWN else 1.2)
        painter.setOpacity(1.0 if standing is Standing.DOWN else 0.6)
        pen.setDashPattern([2.5, 3.5] if standing is Standing.DOWN else [7, 4])
        painter.setPen(pen)
        painter.drawLine(begin, end)
    painter.setOpacity(1.0)


def _line_glyphs(painter: QPainter, layer: Layer) -> None:
    """A cut line says so in its middle, or as near to it as can be seen."""
    for line in layer.scene.lines:
        standing = layer.state.condition(line.id).standing
        if standing is not Standing.DOWN:
            continue
        begin, end = layer.spot(line.a), layer.spot(line.b)
        middle = (begin + end) / 2
        if layer.frame.contains(middle):
            draw_badge(painter, standing, middle, 6.5, layer.tokens)


def _nodes(painter: QPainter, layer: Layer, room: Room) -> None:
    seen = layer.frame.adjusted(-20, -20, 20, 20)
    ratio = painter.device().devicePixelRatioF()
    for place, node in enumerate(layer.scene.nodes):
        spot, radius = layer.spot(place), float(layer.radii[place])
        if not seen.contains(spot):
            continue
        standing = layer.state.condition(node.id).standing
        if radius < SMALL and standing is not Standing.WORKING:
            draw_badge(painter, standing, spot, max(4.0, radius * 0.8), layer.tokens)
        else:
            draw_role(painter, node.role, spot, radius, layer.tokens, standing)
            if radius >= 8.5:
                side = round(radius * 1.15)
                picture = icons.pixmap(ROLE_ICONS[node.role], layer.tokens.text, side, ratio)
                painter.drawPixmap(QPointF(spot.x() - side / 2, spot.y() - side / 2), picture)
            if standing is not Standing.WORKING:
                corner = spot + QPointF(radius * 0.85, -radius * 0.85)
                draw_badge(painter, standing, corner, min(6.5, radius * 0.6), layer.tokens)
        room.take(QRectF(spot.x() - radius, spot.y() - radius, 2 * radius, 2 * radius))
        if node.id in layer.state.alarmed:
            picture = icons.pixmap("bell", layer.tokens.warn, 14, ratio)
            painter.drawPixmap(QPointF(spot.x() + radius * 0.6, spot.y() - radius - 14), picture)


def _named(layer: Layer) -> list[int]:
    """Nodes whose names are wanted, most important first: trouble, then what every call passes, then roomy PSAPs."""
    psaps_in_trouble = _psaps_in_trouble(layer)
    few = set(psaps_in_trouble) if len(psaps_in_trouble) <= FEW else set()

    def wanted(place: int) -> bool:
        node = layer.scene.nodes[place]
        return node.role is not Role.PSAP or place in few or float(layer.radii[place]) >= READABLE

    def rank(place: int) -> tuple[bool, bool, float]:
        node = layer.scene.nodes[place]
        return node.role is Role.PSAP, not layer.state.troubled(node.id), -float(layer.radii[place])

    return sorted(filter(wanted, range(len(layer.scene.nodes))), key=rank)


def _psaps_in_trouble(layer: Layer) -> list[int]:
    nodes = layer.scene.nodes
    return [n for n, node in enumerate(nodes) if node.role is Role.PSAP and layer.state.troubled(node.id)]


def _names(painter: QPainter, layer: Layer, room: Room) -> None:
    face = font(NAME)
    metrics = QFontMetricsF(face)
    painter.setFont(face)
    many = len(_psaps_in_trouble(layer)) > FEW
    core = _core(layer)
    for place in _named(layer):
        node, spot = layer.scene.nodes[place], layer.spot(place)
        if not layer.frame.contains(spot):
            continue
        condition = layer.state.condition(node.id)
        terse = condition.standing is Standing.WORKING or (node.role is Role.PSAP and many)
        near = [spot for other, spot in core.items() if other != place]
        for widest in WIDTHS:
            name = metrics.elidedText(shown(node.name), Qt.TextElideMode.ElideRight, widest)
            rows = [name] if terse else [name, condition.word]
            width = max(metrics.horizontalAdvance(row) for row in rows) + 6
            height = metrics.height() * len(rows)
            box = room.place(spot.x(), spot.y(), float(layer.radii[place]) + 3, width, height, near)
            if box is not None:
                break
        if box is None:
            continue
        for number, row in enumerate(rows):
            part = QRectF(box.left(), box.top() + number * metrics.height(), box.width(), metrics.height())
            colour = layer.tokens.standing[condition.standing] if number else layer.tokens.text
            halo_text(painter, part, row, QColor(colour), QColor(layer.tokens.land))


def _core(layer: Layer) -> dict[int, tuple[float, float, float]]:
    """Middle and radius of what every call passes."""
    spots = {place: layer.spot(place) for place, node in enumerate(layer.scene.nodes) if node.role is not Role.PSAP}
    return {place: (spot.x(), spot.y(), float(layer.radii[place])) for place, spot in spots.items()}


def halo_text(painter: QPainter, box: QRectF, text: str, colour: QColor, behind: QColor) -> None:
    """Text on a soft ground, so that lines beneath do not cut through it."""
    ground = QColor(behind)
    ground.setAlphaF(0.82)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3, 3)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
