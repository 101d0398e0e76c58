"""Paints what stands still on the map: land, lines, elements. Rendered seldom, then only copied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from hotwash.analysis.conditions import Standing
from hotwash.ui import icons
from hotwash.ui.map_layer import BELL, SMALL, Layer
from hotwash.ui.map_places import Places, cuts
from hotwash.ui.marks import ROLE_ICONS, draw_badge, draw_role

FAINT = 0.22
"""How strongly elements are drawn that the desk looked at does not have on its own map; their lines are not."""


def paint_statics(painter: QPainter, layer: Layer, places: Places) -> None:
    """Paint the layer, with the lines that lead from names that moved to what they name."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(layer.frame, QColor(layer.tokens.water if layer.rings else layer.tokens.field))
    _land(painter, layer)
    _lines(painter, layer)
    _leaders(painter, layer, places)
    _nodes(painter, layer)
    for middle in cuts(layer):
        draw_badge(painter, Standing.DOWN, middle, 6.5, layer.tokens)


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
    nodes, spots = layer.scene.nodes, [layer.spot(place) for place in range(len(layer.scene.nodes))]
    for line in layer.scene.lines:
        standing = layer.state.condition(line.id).standing
        ends = (spots[line.a], spots[line.b])
        if not (layer.state.on_map(nodes[line.a].id) and layer.state.on_map(nodes[line.b].id)):
            continue
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


def _leaders(painter: QPainter, layer: Layer, places: Places) -> None:
    painter.setPen(QPen(QColor(layer.tokens.muted), 1, Qt.PenStyle.DotLine))
    for tag in places.tags:
        if tag.leader:
            painter.drawLine(_edge(tag.box, layer.spot(tag.place)), layer.spot(tag.place))
    for region in places.areas:
        if region.leader:
            painter.drawLine(_edge(region.box, region.about), region.about)


def _edge(box: QRectF, towards: QPointF) -> QPointF:
    """The place in a box that is nearest to a pixel."""
    return QPointF(
        min(max(towards.x(), box.left() + 4), box.right() - 4), min(max(towards.y(), box.top()), box.bottom())
    )


def _nodes(painter: QPainter, layer: Layer) -> None:
    seen = layer.frame.adjusted(-20, -20, 20, 20)
    for place in range(len(layer.scene.nodes)):
        if seen.contains(layer.spot(place)):
            painter.setOpacity(1.0 if layer.state.on_map(layer.scene.nodes[place].id) else FAINT)
            draw_node(painter, layer, place)
    painter.setOpacity(1.0)


def draw_node(painter: QPainter, layer: Layer, place: int) -> None:
    """The sign of an element: its shape, its badge, its bell. Covers `Layer.signs`."""
    node, spot, radius = layer.scene.nodes[place], layer.spot(place), float(layer.radii[place])
    ratio = painter.device().devicePixelRatioF()
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
            draw_badge(painter, standing, *layer.badge(place), layer.tokens)
    if node.id in layer.state.alarmed:
        picture = icons.pixmap("bell", layer.tokens.warn, BELL, ratio)
        painter.drawPixmap(QPointF(spot.x() + radius * 0.6, spot.y() - radius - BELL), picture)
