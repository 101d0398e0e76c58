"""What one rendering of the map is made from: scene, state, camera, size; and how large each element is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from hotwash.analysis.conditions import Standing
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.camera import Camera
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.map_state import MapState
from hotwash.viewmodels.scene import Role, Scene

Rings = Sequence[Sequence[tuple[float, float]]]
BIGGEST, SMALLEST = 15.0, 3.5
SMALL, READABLE = 6.0, 8.0
"""Radii in pixels: below the first a node in trouble is its badge and nothing else; PSAPs are named from the second."""
BELL = 14
"""Side in pixels of the bell of an alarm."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Everything one rendering needs; `radii` in pixels by node."""

    scene: Scene
    state: MapState
    camera: Camera
    tokens: Tokens
    width: int
    height: int
    radii: Floats
    rings: Rings = ()

    def spot(self, place: int) -> QPointF:
        """Pixel of a node's middle."""
        node = self.scene.nodes[place]
        return QPointF(*self.camera.to_screen(node.x, node.y))

    @property
    def frame(self) -> QRectF:
        """The whole widget."""
        return QRectF(0, 0, self.width, self.height)

    def seen(self, place: int) -> bool:
        """Whether a node's middle is on the map."""
        return self.frame.contains(self.spot(place))

    def signs(self, place: int) -> list[QRectF]:
        """What a node covers: its shape, the badge of its standing, the bell of its alarm."""
        node, spot, radius = self.scene.nodes[place], self.spot(place), float(self.radii[place])
        found = [QRectF(spot.x() - radius, spot.y() - radius, 2 * radius, 2 * radius)]
        if radius >= SMALL and self.state.condition(node.id).standing is not Standing.WORKING:
            corner, size = self.badge(place)
            found.append(QRectF(corner.x() - size - 1, corner.y() - size - 1, 2 * size + 2, 2 * size + 2))
        if node.id in self.state.alarmed:
            found.append(QRectF(spot.x() + radius * 0.6, spot.y() - radius - BELL, BELL, BELL))
        return found

    def badge(self, place: int) -> tuple[QPointF, float]:
        """Middle and size of the badge at the corner of a node."""
        radius = float(self.radii[place])
        return self.spot(place) + QPointF(radius * 0.85, -radius * 0.85), min(6.5, radius * 0.6)


def spacing(scene: Scene) -> Floats:
    """Distance of every node to its nearest neighbour, in map units; measured in slices to spare memory."""
    spots = np.array([(node.x, node.y) for node in scene.nodes], dtype=float).reshape(-1, 2)
    nearest = np.full(len(spots), 400.0)
    for begin in range(0, len(spots), 256):
        part = spots[begin : begin + 256]
        far = np.hypot(part[:, None, 0] - spots[None, :, 0], part[:, None, 1] - spots[None, :, 1])
        far[np.arange(len(part)), np.arange(begin, begin + len(part))] = np.inf
        if len(spots) > 1:
            nearest[begin : begin + 256] = far.min(axis=1)
    return nearest


def node_radii(scene: Scene, gaps: Floats, scale: float) -> Floats:
    """Pixels by node: as large as its neighbours allow; what every call passes is never small."""
    radii = np.clip(gaps * scale * 0.3, SMALLEST, BIGGEST)
    core = np.array([node.role is not Role.PSAP for node in scene.nodes], dtype=bool)
    return np.where(core, np.clip(gaps * scale * 0.25, 9.0, BIGGEST), radii)
