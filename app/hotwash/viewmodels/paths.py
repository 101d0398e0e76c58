"""Places along the ways that calls take: polylines in flat arrays, asked for thousands of dots at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from hotwash.viewmodels.dots import Floats, Ints


class Paths:
    """Polylines by number. A path is added once under a key and stays, so a number stays valid."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._points = np.zeros((0, 2, 2))
        self._along = np.zeros((0, 2))

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, key: Hashable, points: Sequence[tuple[float, float]]) -> int:
        """The number of a path; `points` in map units is looked at only when the key is new."""
        known = self._numbers.get(key)
        if known is not None:
            return known
        spots = np.array(points or [(0.0, 0.0)], dtype=float)
        if len(spots) < 2:
            spots = np.vstack([spots, spots])
        self._widen(len(spots))
        width = self._points.shape[1]
        padded = np.vstack([spots, np.repeat(spots[-1:], width - len(spots), axis=0)])
        steps = np.hypot(*np.diff(padded, axis=0).T)
        self._points = np.concatenate([self._points, padded[None]])
        self._along = np.concatenate([self._along, np.concatenate([[0.0], np.cumsum(steps)])[None]])
        self._numbers[key] = len(self._numbers)
        return len(self._numbers) - 1

    def length(self, path: Ints) -> Floats:
        """Length of each path, in map units."""
        return np.asarray(self._along[path, -1])

    def at(self, path: Ints, distance: Floats) -> tuple[Floats, Floats]:
        """Points (n, 2) at a distance along each path, and unit vectors (n, 2) across the path there."""
        if not len(path):
            return np.zeros((0, 2)), np.zeros((0, 2))
        along = self._along[path]
        last = along.shape[1] - 2
        leg = np.clip((along <= distance[:, None]).sum(axis=1) - 1, 0, last)
        # A padded leg has no length; the last true leg of the path stands in for it.
        true_legs = (np.diff(along, axis=1) > 0).cumsum(axis=1).argmax(axis=1)
        leg = np.minimum(leg, true_legs)
        begin, end = self._points[path, leg], self._points[path, leg + 1]
        span = along[np.arange(len(path)), leg + 1] - along[np.arange(len(path)), leg]
        share = np.clip((distance - along[np.arange(len(path)), leg]) / np.maximum(span, 1e-9), 0.0, 1.0)
        direction = (end - begin) / np.maximum(span, 1e-9)[:, None]
        return begin + (end - begin) * share[:, None], np.column_stack([-direction[:, 1], direction[:, 0]])

    def _widen(self, needed: int) -> None:
        missing = needed - self._points.shape[1]
        if missing > 0:
            self._points = np.concatenate([self._points, np.repeat(self._points[:, -1:], missing, axis=1)], axis=1)
            self._along = np.concatenate([self._along, np.repeat(self._along[:, -1:], missing, axis=1)], axis=1)
