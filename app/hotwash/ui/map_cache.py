"""The pictures that the live map is made of: what stands still, and the same with queues on it; painted seldom."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from hotwash.ui.labels import Room
from hotwash.ui.map_live import paint_live
from hotwash.ui.map_statics import Layer, paint_statics
from hotwash.viewmodels.camera import Camera

LIVE_EVERY_MS = 250
"""Queues and counters are painted at most this often; a picture of everything costs more than fifty of dots."""


class CachedPictures:
    """Two pixmaps, as sharp as the screen, and the camera they were painted from."""

    def __init__(self) -> None:
        self.still: QPixmap | None = None
        self.seen_from = Camera()
        self._whole: QPixmap | None = None
        self._room = Room(QRectF())
        self._age = QElapsedTimer()
        self._stale = True

    def forget(self) -> None:
        """Everything is painted anew at the next frame."""
        self.still = None

    def grow_stale(self) -> None:
        """Queues have changed; they are painted anew when it is time."""
        self._stale = True

    def bring_up(self, layer: Layer, ratio: float) -> QPixmap:
        """The picture with queues on it. While a gesture moves the camera, the one from before."""
        if self.still is None:
            self.still, self.seen_from = _blank(layer, ratio), layer.camera
            painter = QPainter(self.still)
            self._room = paint_statics(painter, layer)
            painter.end()
            self._whole = None
        due = self._stale and layer.camera == self.seen_from and self._age.hasExpired(LIVE_EVERY_MS)
        if self._whole is None or due:
            self._whole = self.still.copy()
            painter = QPainter(self._whole)
            paint_live(painter, layer, self._room.copy())
            painter.end()
            self._stale = False
            self._age.start()
        return self._whole

    def paint(self, painter: QPainter, picture: QPixmap, layer: Layer) -> None:
        """The picture in its place; moved and stretched where the camera has gone on since it was painted."""
        camera, before = layer.camera, self.seen_from
        if camera == before:
            painter.drawPixmap(0, 0, picture)
            return
        stretch = camera.scale / before.scale
        painter.fillRect(layer.frame, QColor(layer.tokens.water if layer.rings else layer.tokens.field))
        painter.save()
        painter.translate(camera.left - before.left * stretch, camera.top - before.top * stretch)
        painter.scale(stretch, stretch)
        painter.drawPixmap(0, 0, picture)
        painter.restore()


def _blank(layer: Layer, ratio: float) -> QPixmap:
    picture = QPixmap(max(1, round(layer.width * ratio)), max(1, round(layer.height * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture
