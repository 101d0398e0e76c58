"""Where names fit on the map: greedy places that never overlap; rectangles in, rectangles out."""

from __future__ import annotations

from PySide6.QtCore import QRectF

_GRID = 48


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

    def place(self, x: float, y: float, reach: float, width: float, height: float) -> QRectF | None:
        """A free place for a label beside a node: below, above, right, left; None where there is none."""
        for box in (
            QRectF(x - width / 2, y + reach, width, height),
            QRectF(x - width / 2, y - reach - height, width, height),
            QRectF(x + reach, y - height / 2, width, height),
            QRectF(x - reach - width, y - height / 2, width, height),
        ):
            if self.is_free(box):
                self.take(box)
                return box
        return None

    def _keys(self, box: QRectF) -> list[tuple[int, int]]:
        across = range(int(box.left() // _GRID), int(box.right() // _GRID) + 1)
        down = range(int(box.top() // _GRID), int(box.bottom() // _GRID) + 1)
        return [(column, row) for column in across for row in down]
