"""Paints what changes a few times a second over the still map: queues, region counters, trouble out of sight."""

from __future__ import annotations

import math
from collections import Counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from hotwash.analysis.conditions import Standing
from hotwash.ui.labels import Room
from hotwash.ui.map_statics import Layer, halo_text
from hotwash.ui.marks import draw_badge, draw_person
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import font
from hotwash.viewmodels.map_state import Queue, wait_text
from hotwash.viewmodels.scene import Area

PEOPLE = 5
"""Most people drawn one by one; more are written as a number."""
CLOSE = 1.8
"""Magnification from which regions are too large to be told in one box."""
CROWDED = 9.0
"""Radius in pixels below which a PSAP has no room for a row of people and shows their number only."""


def paint_live(painter: QPainter, layer: Layer, room: Room) -> None:
    """Paint queues, counters and the arrows to troubles beyond the edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not layer.state.seat_view:
        _queues(painter, layer)
        _areas(painter, layer, room)
    _edge_arrows(painter, layer)


def _queues(painter: QPainter, layer: Layer) -> None:
    painter.setFont(font(11, bold=True))
    for node_id, queue in layer.state.queues.items():
        place = layer.scene.index.get(node_id)
        if place is None or not queue.waiting:
            continue
        spot = layer.spot(place)
        if layer.frame.contains(spot):
            draw_queue(painter, layer, spot, float(layer.radii[place]), queue)


def draw_queue(painter: QPainter, layer: Layer, spot: QPointF, radius: float, queue: Queue) -> None:
    """People who wait at a PSAP: one to five figures, then a number; and how long the first has waited."""
    colour = QColor(layer.tokens.warn if queue.oldest < 30_000 else layer.tokens.bad)
    if radius < CROWDED:
        text, people = f"{queue.waiting}", 1
    else:
        people = min(queue.waiting, PEOPLE)
        more = f"×{queue.waiting} " if queue.waiting > PEOPLE else ""
        text = f"{more}{wait_text(queue.oldest)}"
    width = people * 9 + QFontMetricsF(painter.font()).horizontalAdvance(text) + 8
    box = QRectF(spot.x() + radius + 3, spot.y() - 8, width, 16)
    ground = QColor(layer.tokens.panel)
    ground.setAlphaF(0.92)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    for number in range(people):
        draw_person(painter, QPointF(box.left() + 7 + number * 9, box.bottom() - 2), colour)
    painter.setPen(QColor(layer.tokens.text))
    words = box.adjusted(people * 9 + 4, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _areas(painter: QPainter, layer: Layer, room: Room) -> None:
    """Region counters, while PSAPs are too small to be read one by one."""
    if layer.camera.magnification > CLOSE:
        return
    face = font(12, bold=True)
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    for area in layer.scene.areas:
        if float(layer.radii[list(area.members)].mean()) >= CROWDED:
            continue
        rows = _area_rows(layer, area)
        width = max(metrics.horizontalAdvance(row) for row in rows) + 14
        x, y = layer.camera.to_screen(area.x, area.y)
        box = _free_spot(room, x, y, width, 16 * len(rows) + 5)
        if box is None:
            continue
        if not box.adjusted(-8, -8, 8, 8).contains(QPointF(x, y)):
            painter.setPen(QPen(QColor(layer.tokens.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(box.center(), QPointF(x, y))
        ground = QColor(layer.tokens.panel)
        ground.setAlphaF(0.9)
        trouble = len(rows) > 2
        painter.setPen(QPen(QColor(layer.tokens.bad if trouble else layer.tokens.shore), 1.2))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        for number, (row, colour) in enumerate(
            zip(rows, (layer.tokens.text, layer.tokens.muted, layer.tokens.bad), strict=False)
        ):
            painter.setPen(QColor(colour))
            part = QRectF(box.left(), box.top() + 2 + 16 * number, box.width(), 16)
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, row)


def _area_rows(layer: Layer, area: Area) -> list[str]:
    """Name, people, and the commonest trouble of a region."""
    ids = [layer.scene.nodes[place].id for place in area.members]
    queues = [layer.state.queues.get(psap, Queue()) for psap in ids]
    talking, waiting = sum(queue.busy for queue in queues), sum(queue.waiting for queue in queues)
    rows = [shown(area.name), tr("{talking} talking, {waiting} waiting", talking=talking, waiting=waiting)]
    troubles = Counter(layer.state.condition(psap).word for psap in ids if layer.state.troubled(psap))
    for word, number in troubles.most_common(1):
        rows.append(tr("{number} of {all} PSAPs: {word}", number=number, all=len(ids), word=word))
    return rows


def _free_spot(room: Room, x: float, y: float, width: float, height: float) -> QRectF | None:
    """As near to the middle of a region as nothing is covered; None where the map is too small or too full."""
    for reach in range(0, 290, 12):
        for step in range(12 if reach else 1):
            angle = step * math.pi / 6
            box = QRectF(
                x + reach * math.cos(angle) - width / 2, y + reach * math.sin(angle) - height / 2, width, height
            )
            if room.is_free(box):
                room.take(box)
                return box
    return None


def _edge_arrows(painter: QPainter, layer: Layer) -> None:
    """One arrow at each side of the map beyond which there is trouble, with how many and how bad."""
    inside = layer.frame.adjusted(16, 16, -16, -16)
    sides: dict[tuple[int, int], list[tuple[QPointF, Standing]]] = {}
    for place, node in enumerate(layer.scene.nodes):
        spot = layer.spot(place)
        if not layer.state.troubled(node.id) or layer.frame.contains(spot):
            continue
        side = (
            (spot.x() > inside.right()) - (spot.x() < inside.left()),
            (spot.y() > inside.bottom()) - (spot.y() < inside.top()),
        )
        sides.setdefault(side, []).append((spot, layer.state.condition(node.id).standing))
    painter.setFont(font(11, bold=True))
    order = list(Standing)
    for (dx, dy), found in sides.items():
        worst = max((standing for _, standing in found), key=order.index)
        x = sum(spot.x() for spot, _ in found) / len(found)
        y = sum(spot.y() for spot, _ in found) / len(found)
        edge = QPointF(min(max(x, inside.left()), inside.right()), min(max(y, inside.top()), inside.bottom()))
        painter.save()
        painter.translate(edge)
        painter.rotate(math.degrees(math.atan2(dy, dx)))
        painter.setPen(QPen(QColor(layer.tokens.standing[worst]), 2.4))
        painter.drawPolyline([QPointF(8, -5), QPointF(13, 0), QPointF(8, 5)])
        painter.restore()
        draw_badge(painter, worst if worst is not Standing.WORKING else Standing.DEGRADED, edge, 6.5, layer.tokens)
        if len(found) > 1:
            box = QRectF(edge.x() - 16 - dx * 26, edge.y() - 7 - dy * 16, 32, 14)
            halo_text(painter, box, f"×{len(found)}", QColor(layer.tokens.text), QColor(layer.tokens.panel))
