"""Draws on one page from its top left corner, in points, right and down; turns pictures into vectors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.lib.colors import Color

from hotwash.documents.pdf.direction import visual
from hotwash.documents.pdf.fonts import Face, runs, text_width
from hotwash.documents.pdf.shaping import shaped
from hotwash.documents.pdf.tags import Element, TaggedCanvas
from hotwash.documents.pdf.typeset import Line
from hotwash.documents.picture import GREYS, SOLID, Box, Dash, Disc, Label, Picture, Stroke, Tone

INK: dict[Tone, Color] = {tone: Color(grey, grey, grey) for tone, grey in GREYS.items()}


class Pen:
    """The canvas as the layout sees it."""

    def __init__(self, canvas: TaggedCanvas, height: float) -> None:
        self.canvas = canvas
        self._height = height
        self._line: tuple[Tone, float, Dash] | None = None

    def turn_page(self, height: float) -> None:
        """Go on to a page of another height."""
        self._height = height
        self._line = None

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to an element of the structure; to none where that is None."""
        with self.canvas.artifact() if element is None else self.canvas.marked(element):
            yield

    def text(self, x: float, y: float, text: str, face: Face, size: float, tone: Tone = Tone.INK) -> float:
        """One line of text on baseline `y`; returns where it ends."""
        canvas = self.canvas
        canvas.setFillColor(INK[tone])
        for name, shown in runs(face, visual(shaped(text))):
            canvas.setFont(name, size)
            canvas.drawString(x, self._height - y, shown)
            x += canvas.stringWidth(shown, name, size)
        return x

    def line_of_text(self, x: float, y: float, line: Line, size: float, tone: Tone = Tone.INK) -> float:
        """The fragments of a line one after the other; returns where they end."""
        for face, text in line.fragments:
            x = self.text(x, y, text, face, size, tone)
        return x

    def rect(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a box as the file counts them, from the bottom of the page."""
        return (x, self._height - y - height, x + width, self._height - y)

    def box(self, x: float, y: float, width: float, height: float, fill: Tone) -> None:
        """A filled rectangle without an edge."""
        self.canvas.setFillColor(INK[fill])
        self.canvas.rect(x, self._height - y - height, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, weight: float, tone: Tone) -> None:
        """The four edges of a box at once."""
        self._stroke(tone, weight, SOLID)
        self.canvas.rect(x, self._height - y - height, width, height, stroke=1, fill=0)

    def rule(self, x: float, y: float, to_x: float, to_y: float, weight: float, tone: Tone = Tone.INK) -> None:
        """A straight solid line."""
        self._stroke(tone, weight, SOLID)
        self.canvas.line(x, self._height - y, to_x, self._height - to_y)

    def dashed(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight line to cut along."""
        self._stroke(Tone.MIDDLE, 0.75, (4, 3))
        self.canvas.line(x, self._height - y, to_x, self._height - to_y)

    def picture(self, x: float, y: float, picture: Picture, scale: float) -> None:
        """A picture with its top left corner at a place."""
        canvas = self.canvas
        canvas.saveState()
        self._line = None
        canvas.translate(x, self._height - y)
        canvas.scale(scale, scale)
        for mark in picture.marks:
            match mark:
                case Stroke():
                    self._draw_stroke(mark)
                case Box():
                    self._stroke(mark.tone, mark.weight, SOLID)
                    self._fill(mark.fill)
                    edge, filled = int(mark.weight > 0), int(mark.fill is not None)
                    canvas.rect(mark.x, -mark.y - mark.height, mark.width, mark.height, stroke=edge, fill=filled)
                case Disc():
                    self._stroke(mark.tone, mark.weight, SOLID)
                    self._fill(mark.fill)
                    edge, filled = int(mark.weight > 0), int(mark.fill is not None)
                    canvas.circle(mark.x, -mark.y, mark.radius, stroke=edge, fill=filled)
                case Label():
                    self._draw_label(mark)
        canvas.restoreState()
        self._line = None

    def _draw_stroke(self, mark: Stroke) -> None:
        if len(mark.points) < 2:
            return
        path = self.canvas.beginPath()
        path.moveTo(mark.points[0][0], -mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, -y)
        if mark.fill is not None:
            path.close()
        self._stroke(mark.tone, mark.weight, mark.dash)
        self._fill(mark.fill)
        self.canvas.drawPath(path, stroke=int(mark.weight > 0), fill=int(mark.fill is not None))

    def _draw_label(self, mark: Label) -> None:
        face = Face.BOLD if mark.bold else Face.REGULAR
        width = text_width(face, mark.text, mark.size)
        x = mark.x - {"left": 0.0, "middle": width / 2, "right": width}[mark.anchor]
        if mark.halo:
            self._fill(Tone.PAPER)
            self.canvas.rect(x - 1, -mark.y - mark.size * 0.24, width + 2, mark.size * 1.05, stroke=0, fill=1)
        kept, self._height = self._height, 0.0
        self.text(x, mark.y, mark.text, face, mark.size, mark.tone)
        self._height = kept

    def _stroke(self, tone: Tone, weight: float, dash: Dash) -> None:
        """Sets how lines look, unless they look so already: a table draws thousands of equal ones."""
        if self._line == (tone, weight, dash):
            return
        self._line = (tone, weight, dash)
        self.canvas.setStrokeColor(INK[tone])
        self.canvas.setLineWidth(weight)
        self.canvas.setDash(list(dash))
        self.canvas.setLineJoin(1)

    def _fill(self, tone: Tone | None) -> None:
        if tone is not None:
            self.canvas.setFillColor(INK[tone])
