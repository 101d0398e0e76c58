"""Paints the signs for ways in which an inject is brought, the same on the screen as on paper; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from hotwash.documents.pictograms import picture
from hotwash.documents.picture import Disc, Stroke, Tone
from hotwash.ui.tokens import Tokens


def draw_mode(painter: QPainter, mode: str, box: QRectF, tokens: Tokens) -> None:
    """The sign of a mode in the colours of the theme; nothing for an unknown mode, whose word stands beside it."""
    sign = picture(mode, box.width())
    if sign is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    for mark in sign.marks:
        match mark:
            case Stroke():
                _stroke(painter, mark, tokens)
            case Disc():
                _inks(painter, mark.weight, mark.fill, tokens)
                painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
            case _:
                pass
    painter.restore()


def _stroke(painter: QPainter, mark: Stroke, tokens: Tokens) -> None:
    _inks(painter, mark.weight, mark.fill, tokens, dashed=bool(mark.dash))
    line = QPolygonF([QPointF(x, y) for x, y in mark.points])
    if mark.fill is not None:
        painter.drawPolygon(line)
    else:
        painter.drawPolyline(line)


def _inks(painter: QPainter, weight: float, fill: Tone | None, tokens: Tokens, *, dashed: bool = False) -> None:
    pen = QPen(QColor(tokens.text), max(1.0, weight), Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    colours = {Tone.INK: tokens.text, Tone.PAPER: tokens.panel}
    painter.setBrush(QBrush(QColor(colours.get(fill, tokens.muted))) if fill is not None else Qt.BrushStyle.NoBrush)
