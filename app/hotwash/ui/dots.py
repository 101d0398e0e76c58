"""Thousands of calls in one drawing call: a buffer of pixmap fragments over the atlas of marks."""

from __future__ import annotations

import numpy as np
import shiboken6
from PySide6.QtGui import QPainter, QPixmap

from hotwash.viewmodels.dots import Floats, Ints


class Dots:
    """The buffer behind `drawPixmapFragments`. It grows and never moves while it is painted.

    PySide6 takes the first fragment and a count over contiguous float64 (n, 10); a list crashes it.
    Columns: x, y, source left, source top, width, height, scale x, scale y, rotation, opacity.
    """

    def __init__(self) -> None:
        self.count = 0
        self.centres: Floats = np.zeros((0, 2))
        self._buffer: Floats = np.zeros((0, 10))
        self._first: QPainter.PixmapFragment | None = None

    def fill(self, centres: Floats, mark: Ints, opacity: Floats, cell: int, ratio: float) -> None:
        """Place dots: `centres` (n, 2) in logical pixels; `cell` is an atlas cell's side in atlas pixels."""
        self.count, self.centres = len(centres), centres
        if self.count > len(self._buffer) or self._first is None:
            self._buffer = np.zeros((max(256, 2 * self.count), 10))
            first = shiboken6.wrapInstance(self._buffer.ctypes.data, QPainter.PixmapFragment)
            assert isinstance(first, QPainter.PixmapFragment)
            self._first = first
        rows = self._buffer[: self.count]
        rows[:, 0:2] = centres
        rows[:, 2] = mark * cell
        rows[:, 4:6] = cell
        rows[:, 6:8] = 1.0 / ratio
        rows[:, 9] = opacity

    def paint(self, painter: QPainter, atlas: QPixmap) -> None:
        """Draw every dot."""
        if self.count and self._first is not None:
            painter.drawPixmapFragments(self._first, self.count, atlas)

    def nearest(self, x: float, y: float, within: float) -> int:
        """The dot nearest to a pixel, by its place in the buffer; -1 where none is within reach."""
        if not self.count:
            return -1
        far = np.hypot(self.centres[:, 0] - x, self.centres[:, 1] - y)
        best = int(np.argmin(far))
        return best if far[best] <= within else -1
