"""The pictures that the live map is made of: what lies under the calls and what lies over them; painted seldom."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from hotwash.ui.map_layer import Layer
from hotwash.ui.map_live import MOST, paint_live
from hotwash.ui.map_places import Places, placed
from hotwash.ui.map_statics import paint_statics
from hotwash.viewmodels.camera import Camera

LIVE_EVERY_MS = 250
"""Queues and counters are painted at most this often; a picture of everything costs more than fifty of dots."""


class CachedPictures:
    """Two pixmaps, as sharp as the screen, and the camera they were painted from.

    `still` lies under the calls. Of `_over` only the pieces that hold something are laid over them, so that a frame
    costs no more for it than a few small copies; where there are too many, the least important show under the calls.
    """

    def __init__(self) -> None:
        self.still: QPixmap | None = None
        self.places: Places | None = None
        self._ahead: Places | None = None
        self.seen_from = Camera()
        self._under: QPixmap | None = None
        self._over: QPixmap | None = None
        self._pieces: list[QRect] = []
        self._age = QElapsedTimer()
        self._stale = True

    def forget(self) -> None:
        """Everything is placed and painted anew at the next frame."""
        self.still = self._ahead = None

    def place(self, layer: Layer) -> None:
        """Find places for everything now, so that the frame that comes next has only to paint; both at once take long
        on a full map. Nothing is done where nothing is due."""
        if self.still is None:
            self._ahead = placed(layer)

    def grow_stale(self) -> None:
        """Queues have changed; they are painted anew when it is time."""
        self._stale = True

    def bring_up(self, layer: Layer, ratio: float) -> None:
        """Paint what is due. While a gesture moves the camera the pictures from before stay."""
        fresh = self.still is None or self.places is None
        if self.still is None or self.places is None:
            self.still, self.seen_from = _blank(layer, ratio), layer.camera
            self.places, self._ahead = self._ahead or placed(layer), None
            painter = QPainter(self.still)
            paint_statics(painter, layer, self.places)
            painter.end()
        due = self._stale and layer.camera == self.seen_from and self._age.hasExpired(LIVE_EVERY_MS)
        if fresh or due or self._over is None:
            self._over = _blank(layer, ratio)
            self._over.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._over)
            pieces = paint_live(painter, layer, self.places)
            painter.end()
            self._under, self._pieces = self.still, pieces[:MOST]
            if len(pieces) > MOST:
                self._under = self.still.copy()
                painter = QPainter(self._under)
                painter.drawPixmap(0, 0, self._over)
                painter.end()
            self._stale = False
            self._age.start()

    def paint_under(self, painter: QPainter, layer: Layer) -> None:
        """What lies under the calls; moved and stretched where the camera has gone on since it was painted."""
        if self._under is None:
            return
        if layer.camera != self.seen_from:
            painter.fillRect(layer.frame, QColor(layer.tokens.water if layer.rings else layer.tokens.field))
        painter.save()
        self._follow(painter, layer.camera)
        painter.drawPixmap(0, 0, self._under)
        painter.restore()

    def paint_over(self, painter: QPainter, layer: Layer) -> None:
        """What is read, over the calls, from the same camera."""
        if self._over is None:
            return
        ratio = self._over.devicePixelRatio()
        painter.save()
        self._follow(painter, layer.camera)
        for piece in self._pieces:
            source = QRectF(piece.x() * ratio, piece.y() * ratio, piece.width() * ratio, piece.height() * ratio)
            painter.drawPixmap(QRectF(piece), self._over, source)
        painter.restore()

    def _follow(self, painter: QPainter, camera: Camera) -> None:
        before = self.seen_from
        if camera != before:
            stretch = camera.scale / before.scale
            painter.translate(camera.left - before.left * stretch, camera.top - before.top * stretch)
            painter.scale(stretch, stretch)


def _blank(layer: Layer, ratio: float) -> QPixmap:
    picture = QPixmap(max(1, round(layer.width * ratio)), max(1, round(layer.height * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture
