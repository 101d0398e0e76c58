"""A seat's own map, painted: places, alarms, states that its tools report; never a cause. Its table says the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.exercise.instruments import MapMark
from hotwash.ui.icons import pixmap
from hotwash.ui.marks import draw_badge, draw_role
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme, font

EDGE, NAMED = 34, 40
"""Pixels of free edge; elements up to which every one is named, of more only those that call for attention."""


class SymptomMap(QWidget):
    """Paints the marks of one seat, fitted into whatever room there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: tuple[MapMark, ...] = ()
        self._wires: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(tr("Map of your own elements"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(90)
        theme.changed.connect(self.update)

    def show_marks(self, marks: tuple[MapMark, ...], wires: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        if (marks, wires) == (self._marks, self._wires):
            return
        self._marks, self._wires = marks, wires
        troubled = [mark.name for mark in marks if mark.attention]
        self.setAccessibleDescription(
            shown(
                tr(
                    "{count} elements; with an alarm or an unusual state: {names}",
                    count=len(marks),
                    names=", ".join(troubled) or "–",
                )
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.field))
        places = self._places()
        painter.setPen(QPen(QColor(tokens.wire), 1.4))
        for a, b in self._wires:
            painter.drawLine(places[a], places[b])
        radius = 11.0 if len(self._marks) <= NAMED else 5.0
        painter.setFont(font(12))
        for mark in sorted(self._marks, key=lambda mark: mark.attention):
            self._paint(painter, mark, places[mark.id], radius)
        painter.end()

    def _paint(self, painter: QPainter, mark: MapMark, at: QPointF, radius: float) -> None:
        tokens = self._theme.tokens
        draw_role(painter, mark.role, at, radius, tokens, Standing.DEGRADED if mark.attention else Standing.WORKING)
        if mark.states:
            draw_badge(painter, Standing.DEGRADED, at + QPointF(radius, -radius), 6, tokens)
        if mark.alarms:
            bell = pixmap("bell", tokens.warn, 14, self.devicePixelRatioF())
            painter.drawPixmap(at + QPointF(-radius - 12, -radius - 8), bell)
        if len(self._marks) <= NAMED or mark.attention:
            painter.setPen(QColor(tokens.text))
            box = QRectF(at.x() - 90, at.y() + radius + 2, 180, 18)
            words = painter.fontMetrics().elidedText(shown(mark.name), Qt.TextElideMode.ElideRight, 180)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        if mark.queue is not None:
            painter.setPen(QColor(tokens.muted))
            floor = mark.queue
            words = tr("{busy}/{all}, {waiting} waiting", busy=floor.busy, all=floor.positions, waiting=floor.waiting)
            painter.drawText(QRectF(at.x() - 90, at.y() + radius + 18, 180, 18), Qt.AlignmentFlag.AlignHCenter, words)

    def _places(self) -> dict[str, QPointF]:
        """Map units fitted into the widget; one element alone stands in its middle."""
        if not self._marks:
            return {}
        across, down = [mark.x for mark in self._marks], [mark.y for mark in self._marks]
        wide, tall = self.width() - 2 * EDGE - 60, self.height() - 2 * EDGE - 10

        def fit(value: int, values: list[int], first: float, room: float) -> float:
            span = max(values) - min(values)
            return first + (room / 2 if not span else (value - min(values)) * room / span)

        return {
            mark.id: QPointF(fit(mark.x, across, EDGE + 30, wide), fit(mark.y, down, EDGE - 6, tall))
            for mark in self._marks
        }
