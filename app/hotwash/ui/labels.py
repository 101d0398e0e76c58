"""Where names fit on the map: greedy places that never overlap; rectangles in, rectangles out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF

_GRID = 48
CLEAR = 9.0
"""Pixels between a label and a node that is not its own."""
Spots = Sequence[tuple[float, float, float]]
"""Middle and radius in pixels."""


class Room:
    """The places on the map that are taken already."""

    def __init__(self, frame: QRectF) -> None:
        self._frame = frame
        self._taken: dict[tuple[int, int], list[QRectF]] = {}

    def copy(self) -> Room:
        """The same places taken, to be filled further without changing this one."""
        made = Room(self._frame)
        made._taken = {key: list(boxes) for key, boxes in self._taken.items()}
        return made

    def take(self, box: QRectF) -> None:
        """Claim a place."""
        for key in self._keys(box):
            self._taken.setdefault(key, []).append(box)

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
