"""A view of a scene without edges: zoomed by wheel and pinch, dragged by touchpad, fitted on demand; knows no draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsView, QPinchGesture

from hotwash.ui.design_picture import DesignPicture

FARTHEST, NEAREST = 0.05, 8.0
"""Least and greatest zoom."""
LARGEST_FIT = 2.0
"""Zoom beyond which even a small map is not fitted into the view."""
_ENDLESS = QRectF(-400_000, -400_000, 800_000, 800_000)
"""Far more than any map; the scroll bars are never seen."""
_PINCH = 0.2
"""Zooms of less than this are what some drivers tell before a pinch has begun."""


class EndlessView(QGraphicsView):
    """The scene keeps the index and the view the least updates, which large still pictures are fastest with."""

    seen_changed = Signal()
    """Another part of the map is seen."""

    def __init__(self, picture: DesignPicture) -> None:
        super().__init__(picture)
        self.picture = picture
        picture.setParent(self)  # so that it goes with the view, and never before it
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSceneRect(_ENDLESS)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    @property
    def zoom(self) -> float:
        """Pixels per map unit."""
        return self.transform().m11()

    def magnify(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom with a point of the viewport staying where it is; the middle unless one is given."""
        factor = min(NEAREST, max(FARTHEST, self.zoom * factor)) / self.zoom
        spot = QPointF(self.viewport().rect().center()) if about is None else about
        here = self.mapToScene(spot.toPoint())
        self.scale(factor, factor)
        after = self.mapFromScene(here)
        self._fits = False
        self.pan(spot.x() - after.x(), spot.y() - after.y())

    def pan(self, right: float, down: float) -> None:
        """Drag the map by so many pixels."""
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(right))
        along.setValue(along.value() - round(down))
        if right or down:
            self._fits = False
        self.seen_changed.emit()

    def fit(self, box: QRectF | None = None) -> None:
        """Show everything, or a frame."""
        wanted = self.picture.whole() if box is None else box
        room = self.viewport().rect()
        factor = min(room.width() / max(wanted.width(), 1), room.height() / max(wanted.height(), 1), LARGEST_FIT)
        self.resetTransform()
        self.scale(*(2 * (min(NEAREST, max(FARTHEST, factor)),)))
        self.centerOn(wanted.center())
        self._fits = box is None
        self.seen_changed.emit()

    def centre(self, at: QPointF) -> None:
        """Bring a point into the middle."""
        self.centerOn(at)
        self._fits = False
        self.seen_changed.emit()

    def seen(self) -> QRectF:
        """The part of the map that is in sight."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        self.seen_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.magnify(1.0015 ** event.angleDelta().y(), event.position())
        else:
            pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            aside = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.pan(*((pixels.y(), pixels.x()) if aside else (pixels.x(), pixels.y())))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.magnify(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.pinch(pinch.scaleFactor(), QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())))
                return True
        return super().viewportEvent(event)

    def pinch(self, factor: float, about: QPointF) -> None:
        """Two fingers on the screen have moved apart or together."""
        if factor > _PINCH:
            self.magnify(factor, about)
