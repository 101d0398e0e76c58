"""The picture of the live map: one cached pixmap of what stands still, one drawing call for all calls."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from hotwash.ui.dots import Dots
from hotwash.ui.map_cache import CachedPictures
from hotwash.ui.map_layer import Layer, Rings, node_radii, spacing
from hotwash.ui.map_pick import Pick, describe
from hotwash.ui.marks import CELL, atlas
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.camera import Camera, fitted
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.map_state import MapState
from hotwash.viewmodels.motion import DotFrame
from hotwash.viewmodels.scene import Scene

FrameSource = Callable[[float, Floats], DotFrame]
"""Dots for pixels per map unit and radii of the nodes."""
FRAME_MS, SLOW_FRAME_MS = 16, 33
TOO_SLOW_MS = 12.0
SETTLE_MS = 80
"""How long after the last move of a gesture the whole map is painted anew."""


class MapPicture(QWidget):
    """Shows a scene from a camera; takes no gestures (see `MapCanvas`)."""

    selection_moved = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self.setAccessibleName(tr("Network map"))
        self.setMinimumSize(320, 220)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        theme.changed.connect(self._forget_pictures)
        self.scene, self.state, self.camera = Scene((), (), ()), MapState(), Camera()
        self.selected = -1
        self.mean_paint_ms = 0.0
        self.dots = Dots()
        self.rows: np.ndarray[tuple[int], np.dtype[np.int64]] = np.zeros(0, dtype=np.int64)
        self.radii: Floats = np.zeros(0)
        self._gaps: Floats = np.zeros(0)
        self._rings: Rings = ()
        self._source: FrameSource | None = None
        self.pictures = CachedPictures()
        self._atlas = (0.0, "", QPixmap())
        self._untouched = True
        self._fits = QSize()
        self.hover = Pick()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.update)
        self._moving = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._place_anew)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._forget_pictures)

    # What is shown

    def show_scene(self, scene: Scene, rings: Rings) -> None:
        """Show another network, whole."""
        self.scene, self._rings, self.selected = scene, rings, -1
        self._gaps = spacing(scene)
        self.fit()

    def show_state(self, state: MapState) -> None:
        """Standings change the still picture; queues only what lies over it."""
        before = self.state
        if (state.conditions, state.alarmed, state.seat_view, state.own) != (
            before.conditions,
            before.alarmed,
            before.seat_view,
            before.own,
        ):
            self.pictures.forget()
            self._soon.start()
        if state.queues != self.state.queues:
            self.pictures.grow_stale()
        self.state = state
        if not self._soon.isActive():
            self.update()

    def _place_anew(self) -> None:
        """What has changed is placed in one moment and painted in the next; both at once would hold the window up."""
        self.place()
        self.update()

    def show_calls(self, source: FrameSource | None) -> None:
        """Where the dots come from; None shows none."""
        self._source = source
        self.update()

    def set_moving(self, *, moving: bool) -> None:
        """Whether time passes: then the map is painted at every frame, otherwise only when something changes."""
        wanted = moving and self.isVisible()
        if moving == self._moving and wanted == self._timer.isActive():
            return
        self._moving = moving
        if wanted:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    @property
    def reduced(self) -> bool:
        """Whether painting is so slow that only every second frame is shown."""
        return self._timer.interval() > FRAME_MS

    # Looking around

    def fit(self) -> None:
        """The whole map."""
        left, top, right, bottom = self.scene.bounds
        for ring in self._rings:
            across, down = [x for x, _ in ring], [y for _, y in ring]
            left, top = min(left, *across), min(top, *down)
            right, bottom = max(right, *across), max(bottom, *down)
        self._untouched = True
        self.look(fitted((left, top, right, bottom), self.width(), self.height()))

    def look(self, camera: Camera) -> None:
        """Look from another place."""
        self.camera = camera
        self.radii = node_radii(self.scene, self._gaps, camera.scale)
        self.pictures.forget()
        self.update()

    def glide(self, camera: Camera) -> None:
        """Look from another place in the middle of a gesture: the picture is moved now and painted anew soon."""
        self._untouched = False
        self.camera = camera
        self.radii = node_radii(self.scene, self._gaps, camera.scale)
        self._settle.start()
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther around a pixel, or around the middle."""
        spot = at or QPointF(self.width() / 2, self.height() / 2)
        self.glide(self.camera.zoomed(factor, spot.x(), spot.y()))

    def push(self, dx: float, dy: float) -> None:
        """Move the map by pixels."""
        self.glide(self.camera.moved(dx, dy))

    def select(self, element: str, *, reveal: bool = False) -> None:
        """Mark an element; `reveal` brings it into the middle, near enough to be read."""
        self.selected = self.scene.index.get(element, -1)
        if self.selected >= 0 and reveal:
            node = self.scene.nodes[self.selected]
            nearer = max(self.camera.scale, self.camera.fitted * 2.2)
            self._untouched = False
            self.look(
                self.camera.zoomed(nearer / self.camera.scale, 0, 0).centred(
                    node.x, node.y, self.width(), self.height()
                )
            )
        if self.selected >= 0:
            self.selection_moved.emit(element)
        self.update()

    # Painting

    def place(self) -> None:
        """The first half of painting the map for the first time, in a moment of its own."""
        self.pictures.place(self._layer())

    def paintEvent(self, event: QPaintEvent) -> None:
        layer = self._layer()
        self.pictures.bring_up(layer, self.devicePixelRatioF())
        began = perf_counter()
        painter = QPainter(self)
        self.pictures.paint_under(painter, layer)
        if self._source is not None:
            self._paint_dots(painter, self._source(self.camera.scale, self.radii))
        self.pictures.paint_over(painter, layer)
        self._paint_marks(painter)
        painter.end()
        self._pace((perf_counter() - began) * 1000)

    def _paint_dots(self, painter: QPainter, frame: DotFrame) -> None:
        ratio = self.devicePixelRatioF()
        if self._atlas[:2] != (ratio, self._theme.tokens.name):
            self._atlas = (ratio, self._theme.tokens.name, atlas(self._theme.tokens, ratio))
        centres = frame.xy * self.camera.scale + (self.camera.left, self.camera.top) + frame.push
        self.rows = frame.row
        self.dots.fill(centres, frame.mark, frame.opacity, round(CELL * ratio), ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.dots.paint(painter, self._atlas[2])

    def _layer(self) -> Layer:
        return Layer(
            self.scene,
            self.state,
            self.camera,
            self._theme.tokens,
            self.width(),
            self.height(),
            self.radii,
            self._rings,
        )

    def _paint_marks(self, painter: QPainter) -> None:
        """Selection, focus, what lies under the pointer, and the chip that owns up to reduced detail."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        if 0 <= self.selected < len(self.scene.nodes):
            spot, radius = self._layer().spot(self.selected), float(self.radii[self.selected]) + 6
            painter.setPen(QPen(QColor(tokens.accent), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, radius, radius)
        painter.setFont(font(12))
        text = describe(self.hover, self.scene, self.state)
        if text:
            self._chip(painter, shown(text)[:120], self.hover.at + QPointF(14, 16))
        if self.reduced:
            self._chip(painter, tr("Reduced detail: this computer is busy"), QPointF(self.width() / 2 - 110, 10))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _chip(self, painter: QPainter, text: str, at: QPointF) -> None:
        width = painter.fontMetrics().horizontalAdvance(text) + 16
        left = min(max(at.x(), 4), self.width() - width - 4)
        top = min(max(at.y(), 4), self.height() - 28)
        box = QRectF(left, top, width, 22)
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        painter.setBrush(QColor(self._theme.tokens.raised))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self._theme.tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)

    def _pace(self, spent_ms: float) -> None:
        """Half the frames when painting takes too long, all of them again when it no longer does."""
        self.mean_paint_ms += (spent_ms - self.mean_paint_ms) * 0.08
        if self.mean_paint_ms > TOO_SLOW_MS and not self.reduced:
            self._timer.setInterval(SLOW_FRAME_MS)
        elif self.mean_paint_ms < TOO_SLOW_MS / 2 and self.reduced:
            self._timer.setInterval(FRAME_MS)

    def _forget_pictures(self) -> None:
        self.pictures.forget()
        self.update()

    # What Qt says

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size() == self._fits:
            return  # Qt tells a hidden widget its size more than once
        self._fits = event.size()
        if self._untouched:
            self.fit()
        else:
            self.look(self.camera)

    def showEvent(self, event: QShowEvent) -> None:
        self.set_moving(moving=self._moving)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
