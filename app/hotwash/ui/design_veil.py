"""Many things dragged at once: a still of the map, and outlines that follow the pointer; nothing is painted anew.

A thousand items that move would each be painted at every step; the still costs the same however many there are.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsView, QWidget

MANY = 24
"""From so many things on, outlines are dragged."""
_MOST_LINES = 2_000
Line = tuple[QPointF, QPointF]


class Veil(QWidget):
    """Lies over the view until the drag ends; `shift` in pixels."""

    def __init__(
        self, view: QGraphicsView, places: list[QPointF], lines: list[Line], radius: float, colour: str
    ) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or the view would paint all of it below each time
        self._still = view.viewport().grab()
        self._places, self._lines, self._radius, self._colour = places, lines[:_MOST_LINES], radius, colour
        self._by = QPointF()
        self.setGeometry(view.viewport().rect())
        self.show()

    def shift(self, by: QPointF) -> None:
        """Show the outlines so many pixels away from where the things are."""
        if by != self._by:
            self._by = by
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.translate(self._by)
        colour = QColor(self._colour)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
        for start, end in self._lines:
            painter.drawLine(start, end)
        painter.setPen(QPen(colour, 1.8))
        size = self._radius
        for place in self._places:
            painter.drawPolyline(QPolygonF(QRectF(place.x() - size, place.y() - size, 2 * size, 2 * size)))
        painter.end()
