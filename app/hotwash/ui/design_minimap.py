"""The whole map small, in a corner of the canvas, with a frame around what is seen; a press or a drag goes there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.plain_text import hint, tr
from hotwash.viewmodels.design_table import Changed

SIZE = QSize(176, 112)
LEAST_ROOM = QSize(520, 320)
"""Sizes in pixels: of itself, and of the canvas below which it is not there."""
_FREE = 10


class Minimap(QWidget):
    """A picture that is made anew only when the draft changes."""

    def __init__(self, canvas: DesignCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture = QPixmap()
        self.wanted = True
        self.setFixedSize(SIZE)
        self.setAccessibleName(tr("Overview of the map"))
        hint(self, tr("Overview: press or drag to go there"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.seen_changed.connect(self._follow)
        canvas.table.listen(self._told)
        canvas.theme.changed.connect(self._forget)
        self._follow()

    def close_table(self) -> None:
        """Listen no more."""
        self._canvas.table.forget(self._told)

    def toggle(self) -> None:
        """Show it, or hide it."""
        self.wanted = not self.wanted
        self._follow()

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._forget()

    def _forget(self) -> None:
        self._picture = QPixmap()
        self._follow()

    def _follow(self) -> None:
        room = self._canvas.viewport().size()
        fits = room.width() >= LEAST_ROOM.width() and room.height() >= LEAST_ROOM.height()
        self.setVisible(self.wanted and fits and bool(self._canvas.picture.model.spots))
        self.move(room.width() - SIZE.width() - _FREE, room.height() - SIZE.height() - _FREE)
        self.update()

    def _scale(self) -> tuple[float, QPointF]:
        """Pixels per map unit, and the pixel of the origin."""
        whole = self._canvas.picture.whole()
        scale = min((SIZE.width() - 8) / whole.width(), (SIZE.height() - 8) / whole.height())
        return scale, QPointF(SIZE.width() / 2, SIZE.height() / 2) - whole.center() * scale

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, origin = self._scale()
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = self._paint(scale, origin, ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        seen = self._canvas.seen()
        painter.setPen(QPen(QColor(self._canvas.theme.tokens.accent), 1.6))
        painter.drawRect(QRectF(seen.topLeft() * scale + origin, seen.size() * scale))
        painter.end()

    def _paint(self, scale: float, origin: QPointF, ratio: float) -> QPixmap:
        tokens, model = self._canvas.theme.tokens, self._canvas.picture.model
        picture = QPixmap(SIZE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(tokens.panel))
        painter = QPainter(picture)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRect(QRectF(0.5, 0.5, SIZE.width() - 1, SIZE.height() - 1))
        places = {key: QPointF(spot.x, spot.y) * scale + origin for key, spot in model.spots.items()}
        painter.setPen(QPen(QColor(tokens.line), 0.8))
        for wire in model.wires.values():
            painter.drawLine(places[wire.a], places[wire.b])
        painter.setPen(QPen(QColor(tokens.muted), 3.0))
        painter.drawPoints(list(places.values()))
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        scale, origin = self._scale()
        self._canvas.centre((event.position() - origin) / scale)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
