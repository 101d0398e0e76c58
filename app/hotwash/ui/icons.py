"""Shipped icons in the colour that is asked for, rendered once per size; knows no widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hotwash.resources import shipped


@cache
def _drawing(name: str) -> str:
    return (shipped("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: str, colour: str, room: QRectF) -> None:
    """One icon as shapes, for files and paper."""
    _renderer(name, colour).render(painter, room)


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One icon, `size` logical pixels wide, sharp at a device pixel ratio."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, faint: str = "") -> QIcon:
    """An icon for buttons, with a fainter form for disabled ones."""
    made = QIcon()
    for ratio in (1, 2):
        made.addPixmap(pixmap(name, colour, 18 * ratio))
        if faint:
            made.addPixmap(pixmap(name, faint, 18 * ratio), QIcon.Mode.Disabled)
    return made
