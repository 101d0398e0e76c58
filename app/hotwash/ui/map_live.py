"""Paints what is read on the map, over the calls: names, elements in trouble, queues, regions, trouble out of sight."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from hotwash.ui.map_layer import Layer
from hotwash.ui.map_places import (
    COUNTER,
    NAME,
    PERSON,
    ROW,
    AreaBox,
    EdgeArrow,
    Places,
    QueueBox,
    Tag,
    area_rows,
    queue_boxes,
)
from hotwash.ui.map_statics import draw_node
from hotwash.ui.marks import draw_badge, draw_person
from hotwash.ui.theme import font
from hotwash.viewmodels.scene import Role

MOST = 160
"""Most pieces that are laid over the calls at every frame; the least important others stay under them."""


def paint_live(painter: QPainter, layer: Layer, places: Places) -> list[QRect]:
    """Paint everything that is read; returns the pieces that it covers, whole pixels, most important first."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = [*_signs(painter, layer, places)]
    boxes += [_tag(painter, layer, tag) for tag in places.tags]
    boxes += [_area(painter, layer, region) for region in places.areas]
    boxes += [box for arrow in places.arrows for box in _arrow(painter, layer, arrow)]
    if not layer.state.seat_view:
        boxes += [_queue(painter, layer, queue) for queue in queue_boxes(layer, places.room.copy())]
    whole = layer.frame.toAlignedRect()
    return [box.adjusted(-2, -2, 2, 2).toAlignedRect().intersected(whole) for box in boxes]


def _signs(painter: QPainter, layer: Layer, places: Places) -> Iterator[QRectF]:
    """What every call passes and is in trouble, and PSAPs in trouble that are named, on a quiet ground."""
    ground = QColor(layer.tokens.land)
    ground.setAlphaF(0.9)
    for tag in places.tags:
        node = layer.scene.nodes[tag.place]
        if not layer.state.troubled(node.id):
            continue
        spot, radius = layer.spot(tag.place), float(layer.radii[tag.place])
        if node.role is not Role.PSAP:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawEllipse(spot, radius + 3, radius + 3)
        draw_node(painter, layer, tag.place)
        covered = QRectF(spot.x() - radius - 3, spot.y() - radius - 3, 2 * radius + 6, 2 * radius + 6)
        for sign in layer.signs(tag.place):
            covered = covered.united(sign)
        yield covered


def _tag(painter: QPainter, layer: Layer, tag: Tag) -> QRectF:
    face = font(NAME)
    painter.setFont(face)
    height = QFontMetricsF(face).height()
    _plate(painter, tag.box.adjusted(0, 1, 0, -1), QColor(layer.tokens.land), 0.9)
    for number, row in enumerate(tag.rows):
        part = QRectF(tag.box.left(), tag.box.top() + number * height, tag.box.width(), height)
        painter.setPen(QColor(layer.tokens.standing[tag.standing] if number else layer.tokens.text))
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, row)
    return tag.box


def _area(painter: QPainter, layer: Layer, region: AreaBox) -> QRectF:
    """A region's counters; where there was room for its name only, the colour still tells of trouble."""
    face = font(NAME, bold=True)
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    rows = area_rows(layer, region.area, region.telling)
    trouble = any(layer.state.troubled(layer.scene.nodes[place].id) for place in region.area.members)
    pen = QPen(QColor(layer.tokens.bad if trouble else layer.tokens.shore), 1.2)
    _plate(painter, region.box, QColor(layer.tokens.panel), 0.94, pen)
    tokens = layer.tokens
    colours = (tokens.text, tokens.muted if layer.state.queues else tokens.bad, tokens.bad)
    for number, row in enumerate(rows):
        painter.setPen(QColor(colours[min(number, 2)]))
        part = QRectF(region.box.left(), region.box.top() + 2 + ROW * number, region.box.width(), ROW)
        words = metrics.elidedText(row, Qt.TextElideMode.ElideRight, region.box.width() - 6)
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
    return region.box


def _queue(painter: QPainter, layer: Layer, queue: QueueBox) -> QRectF:
    """People who wait: figures, then how many or how long the first has waited."""
    colour = QColor(layer.tokens.warn if queue.queue.oldest < 30_000 else layer.tokens.bad)
    _plate(painter, queue.box, QColor(layer.tokens.panel), 0.92, QPen(colour, 1))
    first = queue.box.left() + (7 if queue.text else queue.box.width() / 2)
    for number in range(queue.people):
        draw_person(painter, QPointF(first + number * PERSON, queue.box.bottom() - 2), colour)
    painter.setFont(font(COUNTER, bold=True))
    painter.setPen(QColor(layer.tokens.text))
    words = queue.box.adjusted(queue.people * PERSON + 4, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, queue.text)
    return queue.box


def _arrow(painter: QPainter, layer: Layer, arrow: EdgeArrow) -> Iterator[QRectF]:
    colour = QColor(layer.tokens.standing[arrow.standing])
    ground = QRectF(arrow.at.x() - 15, arrow.at.y() - 15, 30, 30)
    _plate(painter, ground, QColor(layer.tokens.panel), 0.94, QPen(colour, 1))
    painter.save()
    painter.translate(arrow.at)
    painter.rotate(math.degrees(math.atan2(arrow.side[1], arrow.side[0])))
    painter.setPen(QPen(colour, 2.4))
    painter.drawPolyline([QPointF(8, -5), QPointF(13, 0), QPointF(8, 5)])
    painter.restore()
    draw_badge(painter, arrow.standing, arrow.at, 6.5, layer.tokens)
    yield ground
    if arrow.box is not None:
        _plate(painter, arrow.box, QColor(layer.tokens.panel), 0.9)
        painter.setFont(font(COUNTER, bold=True))
        painter.setPen(QColor(layer.tokens.text))
        painter.drawText(arrow.box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, f"×{arrow.count}")
        yield arrow.box


def _plate(painter: QPainter, box: QRectF, colour: QColor, strength: float, pen: QPen | None = None) -> None:
    """A quiet ground for text, so that neither lines nor calls beneath cut through it."""
    ground = QColor(colour)
    ground.setAlphaF(strength)
    painter.setPen(pen if pen is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
