"""Where the map is looked at from: scale and offset between map units and widget pixels; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST, MOST = 0.02, 40.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Pixels = map units x `scale` + offset; `fitted` is the scale at which the whole map is seen."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    fitted: float = 1.0

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a place on the map."""
        return x * self.scale + self.left, y * self.scale + self.top

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """The place on the map under a pixel."""
        return (px - self.left) / self.scale, (py - self.top) / self.scale

    def moved(self, dx: float, dy: float) -> Camera:
        """The same view pushed by pixels."""
        return replace(self, left=self.left + dx, top=self.top + dy)

    def zoomed(self, factor: float, px: float, py: float) -> Camera:
        """Nearer or farther, with the place under the pixel held still."""
        scale = min(max(self.scale * factor, LEAST), MOST)
        x, y = self.to_map(px, py)
        return replace(self, scale=scale, left=px - x * scale, top=py - y * scale)

    def centred(self, x: float, y: float, width: float, height: float) -> Camera:
        """The same scale with a place of the map in the middle."""
        return replace(self, left=width / 2 - x * self.scale, top=height / 2 - y * self.scale)

    @property
    def magnification(self) -> float:
        """1 where the whole map just fits."""
        return self.scale / self.fitted


def fitted(bounds: Box, width: float, height: float, margin: Box = (70, 36, 60, 46)) -> Camera:
    """The camera that shows `bounds` whole inside a widget, with room for labels at the edges."""
    left, top, right, bottom = bounds
    free_width = max(width - margin[0] - margin[2], 50.0)
    free_height = max(height - margin[1] - margin[3], 50.0)
    scale = min(free_width / max(right - left, 1.0), free_height / max(bottom - top, 1.0))
    scale = min(max(scale, LEAST), MOST)
    x = margin[0] + (free_width - (right - left) * scale) / 2
    y = margin[1] + (free_height - (bottom - top) * scale) / 2
    return Camera(scale, x - left * scale, y - top * scale, scale)
