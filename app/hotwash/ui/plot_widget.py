"""The small plot: calls per minute as three lines with their names, and flags for faults and acts."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from hotwash.domain.time import clock
from hotwash.ui.plain_text import hint, tr
from hotwash.ui.theme import Theme, font
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.plot import MinuteBar, Plot, time_step

_EDGE = QRectF(30, 20, 20, 18)
"""Left, top, right and bottom margins in pixels."""

TIME_WIDTH = 52
"""Pixels that a mark of the time axis needs."""

FIRM = ("fault", "cleared")
"""Flags whose line is drawn through; those of people's doings are dotted."""

NOTHING = Plot((), (), 0, 1)


class PlotWidget(QWidget):
    """Shows offered, answered and failed calls per minute over the whole exercise."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plot = NOTHING
        self.setMinimumHeight(112)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Calls per minute"))
        theme.changed.connect(self.update)

    def show_plot(self, plot: Plot | None) -> None:
        """Show another moment; repainted only when something new is on it. None shows nothing at all."""
        if plot is None:
            self._plot = NOTHING
            hint(self, "")
            return
        changed = (plot.minutes, plot.flags, plot.now // 5000) != (
            self._plot.minutes,
            self._plot.flags,
            self._plot.now // 5000,
        )
        self._plot = plot
        if changed:
            last = plot.minutes[-1] if plot.minutes else MinuteBar(0, 0, 0, 0)
            words = tr(
                "last minute: {offered} offered, {answered} answered, {failed} failed",
                offered=last.offered,
                answered=last.answered,
                failed=last.failed,
            )
            self.setAccessibleDescription(words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        area = self._area()
        painter.setFont(font(11))
        self._axes(painter, area, tokens)
        if not self._plot.minutes:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("The first minute is still being counted"))
        for name, colour, width, style in self._lines(tokens):
            painter.setPen(QPen(QColor(colour), width, style))
            painter.drawPolyline(
                QPolygonF([self._point(area, bar.at, getattr(bar, name)) for bar in self._plot.minutes])
            )
        self._flags(painter, area, tokens)
        self._legend(painter, tokens)
        painter.end()

    def _lines(self, tokens: Tokens) -> tuple[tuple[str, str, float, Qt.PenStyle], ...]:
        return (
            ("offered", tokens.muted, 1.4, Qt.PenStyle.DotLine),
            ("answered", tokens.mark[Mark.TALKING], 2.0, Qt.PenStyle.SolidLine),
            ("failed", tokens.mark[Mark.FAILED], 2.0, Qt.PenStyle.DashLine),
        )

    def _area(self) -> QRectF:
        return QRectF(
            _EDGE.x(), _EDGE.y(), self.width() - _EDGE.x() - _EDGE.width(), self.height() - _EDGE.y() - _EDGE.height()
        )

    def _point(self, area: QRectF, at: float, value: float) -> QPointF:
        x = area.left() + area.width() * min(at / max(self._plot.span, 1), 1.0)
        return QPointF(x, area.bottom() - area.height() * value / (self._plot.highest * 1.08))

    def _axes(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        for share in (0.0, 0.5, 1.0):
            value = round(self._plot.highest * share)
            y = self._point(area, 0, value).y()
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                QRectF(0, y - 8, area.left() - 4, 16),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(value),
            )
        for at in range(0, self._plot.span + 1, time_step(self._plot.span, area.width() / TIME_WIDTH)):
            x = self._point(area, at, 0).x()
            painter.drawText(QRectF(x - 24, area.bottom() + 2, 48, 14), Qt.AlignmentFlag.AlignCenter, clock(at)[:-3])
        now = self._point(area, self._plot.now, 0).x()
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.drawLine(QPointF(now, area.top()), QPointF(now, area.bottom()))

    def _flags(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        colours = {
            "fault": tokens.bad,
            "cleared": tokens.good,
            "action": tokens.accent,
            "inject": tokens.warn,
            "bookmark": tokens.text,
        }
        for flag in self._plot.flags:
            x, top = self._point(area, flag.at, 0).x(), area.top() - 2
            colour = QColor(colours[flag.kind])
            painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine if flag.kind in FIRM else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, top), QPointF(x, area.bottom()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if flag.kind == "fault":
                painter.drawPolygon(QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top + 7)]))
            elif flag.kind == "cleared":
                painter.drawRect(QRectF(x - 3, top, 6, 6))
            elif flag.kind == "inject":
                painter.drawPolygon(QPolygonF([QPointF(x - 4, top + 7), QPointF(x + 4, top + 7), QPointF(x, top)]))
            elif flag.kind == "bookmark":
                painter.drawPolygon(_star(QPointF(x, top + 3), 6))
            else:
                painter.drawEllipse(QPointF(x, top + 3), 3, 3)

    def _legend(self, painter: QPainter, tokens: Tokens) -> None:
        words = {"offered": tr("offered"), "answered": tr("answered"), "failed": tr("failed")}
        left = _EDGE.x()
        for name, colour, width, style in self._lines(tokens):
            painter.setPen(QPen(QColor(colour), width, style))
            painter.drawLine(QPointF(left, 9), QPointF(left + 18, 9))
            painter.setPen(QColor(tokens.muted))
            space = painter.fontMetrics().horizontalAdvance(words[name])
            painter.drawText(QRectF(left + 22, 1, space + 4, 16), Qt.AlignmentFlag.AlignVCenter, words[name])
            left += space + 36
        room = QRectF(left, 1, self.width() - left - 8, 16)
        unit = next((u for u in (tr("calls per minute"), tr("per minute")) if _advance(painter, u) <= room.width()), "")
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        at = (event.position().x() - area.left()) / max(area.width(), 1) * self._plot.span
        near = [flag for flag in self._plot.flags if abs(flag.at - at) < self._plot.span * 0.012]
        bar = next((bar for bar in self._plot.minutes if bar.at - 60_000 <= at < bar.at), None)
        rows = [f"{clock(flag.at)} {flag.text}" for flag in near]
        if bar is not None:
            rows.append(
                tr(
                    "{time}: {offered} offered, {answered} answered, {failed} failed",
                    time=clock(bar.at),
                    offered=bar.offered,
                    answered=bar.answered,
                    failed=bar.failed,
                )
            )
        hint(self, "; ".join(rows))


def _star(at: QPointF, radius: float) -> QPolygonF:
    """Five points, for bookmarks."""
    angles = [pi * (step / 5 - 0.5) for step in range(10)]
    reach = [radius if step % 2 == 0 else radius * 0.45 for step in range(10)]
    return QPolygonF([QPointF(at.x() + r * cos(a), at.y() + r * sin(a)) for a, r in zip(angles, reach, strict=True)])


def _advance(painter: QPainter, text: str) -> int:
    """Pixels that a text takes."""
    return painter.fontMetrics().horizontalAdvance(text)
