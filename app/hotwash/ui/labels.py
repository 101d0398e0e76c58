"""Where texts fit on the map: places that never overlap; rectangles in, rectangles out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF

_GRID = 48
_CELL = 3.0
"""Side in pixels of the squares in which free places farther away are looked for."""
CLEAR = 9.0
"""Pixels between a label and a node that is not its own."""
Spots = Sequence[tuple[float, float, float]]
"""Middle and radius in pixels."""


class Room:
    """The places on the map that are taken already."""

    def __init__(self, frame: QRectF) -> None:
        self._frame = frame
        self._taken: dict[tuple[int, int], list[QRectF]] = {}
        size = (math.ceil(max(frame.height(), 1) / _CELL), math.ceil(max(frame.width(), 1) / _CELL))
        self._cells = np.zeros(size, dtype=np.int32)
        self._hopeless: list[tuple[int, int]] = []
        """Sizes in squares for which the whole map was searched in vain; places are never given back."""

    def copy(self) -> Room:
        """The same places taken, to be filled further without changing this one."""
        made = Room(self._frame)
        made._taken = {key: list(boxes) for key, boxes in self._taken.items()}
        made._cells = self._cells.copy()
        made._hopeless = list(self._hopeless)
        return made

    def take(self, box: QRectF) -> None:
        """Claim a place."""
        for key in self._keys(box):
            self._taken.setdefault(key, []).append(box)
        left, top = box.left() - self._frame.left(), box.top() - self._frame.top()
        rows = slice(max(math.floor(top / _CELL), 0), max(math.ceil((top + box.height()) / _CELL), 0))
        columns = slice(max(math.floor(left / _CELL), 0), max(math.ceil((left + box.width()) / _CELL), 0))
        self._cells[rows, columns] = 1

    def is_free(self, box: QRectF) -> bool:
        """Whether a place is wholly on the map and free."""
        if not self._frame.contains(box):
            return False
        return not any(box.intersects(other) for key in self._keys(box) for other in self._taken.get(key, ()))

    def place(self, x: float, y: float, reach: float, width: float, height: float, near: Spots = ()) -> QRectF | None:
        """A free place for a label beside a node: below, right, left, above; None where there is none.

        `near` are middles and radii of the other nodes: a label that could be taken for theirs is not placed, unless
        it is below its own, where every reader looks first.
        """
        below = QRectF(x - width / 2, y + reach, width, height)
        for box in (
            below,
            QRectF(x + reach, y - height / 2, width, height),
            QRectF(x - reach - width, y - height / 2, width, height),
            QRectF(x - width / 2, y - reach - height, width, height),
        ):
            if self.is_free(box) and (box is below or all(_gap(box, spot) >= CLEAR for spot in near)):
                self.take(box)
                return box
        return None

    def nearest(self, x: float, y: float, width: float, height: float, farthest: float) -> QRectF | None:
        """The free place nearest to a pixel, at most `farthest` pixels from it; None where there is none."""
        across, down = math.ceil(width / _CELL), math.ceil(height / _CELL)
        if any(across >= wide and down >= tall for wide, tall in self._hopeless):
            return None
        x, y = x - self._frame.left(), y - self._frame.top()
        first_column = max(math.floor((x - farthest - width) / _CELL), 0)
        first_row = max(math.floor((y - farthest - height) / _CELL), 0)
        last_column = max(math.ceil((x + farthest + width) / _CELL), 0)
        last_row = max(math.ceil((y + farthest + height) / _CELL), 0)
        # The last row and column may stand over the edge of the map, so they are not offered.
        whole = self._cells[: int(self._frame.height() // _CELL), : int(self._frame.width() // _CELL)]
        cells = whole[first_row:last_row, first_column:last_column]
        if cells.shape[0] < down or cells.shape[1] < across:
            return None
        sums = np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        taken = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
        lefts = (np.arange(taken.shape[1]) + first_column) * _CELL
        tops = (np.arange(taken.shape[0]) + first_row) * _CELL
        aside, off = np.abs(lefts + width / 2 - x)[None, :], np.abs(tops + height / 2 - y)[:, None]
        far = np.hypot(np.maximum(aside - width / 2, 0), np.maximum(off - height / 2, 0))
        cost = np.where((taken == 0) & (far <= farthest), far + 0.2 * np.hypot(aside, off), np.inf)
        row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
        if not np.isfinite(cost[row, column]):
            if cells.shape == whole.shape and not (taken == 0).any():
                self._hopeless.append((across, down))
            return None
        left, top = float(lefts[column]) + self._frame.left(), float(tops[row]) + self._frame.top()
        box = QRectF(left, top, width, height)
        self.take(box)
        return box

    def _keys(self, box: QRectF) -> list[tuple[int, int]]:
        across = range(int(box.left() // _GRID), int(box.right() // _GRID) + 1)
        down = range(int(box.top() // _GRID), int(box.bottom() // _GRID) + 1)
        return [(column, row) for column in across for row in down]


def _gap(box: QRectF, spot: tuple[float, float, float]) -> float:
    """Pixels between a box and a circle."""
    x, y, radius = spot
    across = max(box.left() - x, 0.0, x - box.right())
    down = max(box.top() - y, 0.0, y - box.bottom())
    return math.hypot(across, down) - radius
