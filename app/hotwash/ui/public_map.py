"""The map as a projector shows it: where everything is and what it is called, and nothing of how it stands."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from hotwash.ui.map_layer import Layer, Rings, node_radii, spacing
from hotwash.ui.map_live import paint_live
from hotwash.ui.map_places import placed
from hotwash.ui.map_statics import paint_statics
from hotwash.ui.plain_text import tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.camera import fitted
from hotwash.viewmodels.map_state import MapState
from hotwash.viewmodels.scene import Scene

LETTERS = 12
"""Pixels of letters on the map where nothing is enlarged."""
SETTLE_MS = 80
"""How long after the last change of size it is painted anew; until then the old picture is stretched."""


class PublicMap(QWidget):
    """One picture, painted when its size, its letters or the theme change; neither mouse nor keys ask it anything."""

    def __init__(self, theme: Theme, scene: Scene, rings: Rings) -> None:
        super().__init__()
        self._theme, self._scene, self._rings = theme, scene, rings
        self.state = MapState(seat_view=True)
        self._gaps = spacing(scene)
        self._letters = float(LETTERS)
        self._picture = QPixmap()
        self.setAccessibleName(tr("Map"))
        self.setMinimumSize(120, 90)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self._paint)
        theme.changed.connect(self._soon.start)

    def set_letters(self, pixels: float) -> None:
        """How large its letters and signs are."""
        if pixels != self._letters:
            self._letters = pixels
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._soon.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            self._paint()
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        painter.end()

    def _paint(self) -> None:
        """Everything is laid out for a smaller sheet and drawn that much larger."""
        larger, ratio = max(1.0, self._letters / LETTERS), self.devicePixelRatioF()
        width, height = ceil(self.width() / larger), ceil(self.height() / larger)
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(larger * ratio)
        painter = QPainter(picture)
        layer = self._layer(width, height)
        places = placed(layer)
        paint_statics(painter, layer, places)
        paint_live(painter, layer, places)
        painter.end()
        self._picture = picture
        self.update()

    def _layer(self, width: int, height: int) -> Layer:
        left, top, right, bottom = self._scene.bounds
        for ring in self._rings:
            across, down = [x for x, _ in ring], [y for _, y in ring]
            left, top = min(left, *across), min(top, *down)
            right, bottom = max(right, *across), max(bottom, *down)
        camera = fitted((left, top, right, bottom), width, height)
        radii = node_radii(self._scene, self._gaps, camera.scale)
        return Layer(self._scene, self.state, camera, self._theme.tokens, width, height, radii, self._rings)
