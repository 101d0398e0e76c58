"""A picture as SVG 1.1: the same marks that the PDF has, as vectors and text; knows nothing of what is drawn.

Text is data: escaped, on one line, without what XML can't hold. Nothing is fetched, nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from hotwash.documents.picture import GREYS, Box, Dash, Disc, Label, Mark, Picture, Stroke, Tone
from hotwash.documents.text import one_line

_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
_FONT = "Noto Sans, DejaVu Sans, Arial, sans-serif"


def svg(picture: Picture, title: str) -> bytes:
    """The file, UTF-8, as large as the picture in points; `title` is its name for readers of screens."""
    width, height = _number(picture.width), _number(picture.height)
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family={quoteattr(_FONT)}>',
        f"<title>{_text(title)}</title>",
        *([f"<desc>{_text(picture.alt, 2_000)}</desc>"] if picture.alt else []),
        f'<rect width="{width}" height="{height}" fill="{_colour(Tone.PAPER)}"/>',
        *(line for mark in picture.marks for line in _drawn(mark)),
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _drawn(mark: Mark) -> Iterator[str]:
    match mark:
        case Stroke():
            if len(mark.points) > 1:
                points = " ".join(f"{_number(x)},{_number(y)}" for x, y in mark.points)
                shape = "polyline" if mark.fill is None else "polygon"
                yield f'<{shape} points="{points}" {_look(mark.tone, mark.weight, mark.fill, mark.dash)}/>'
        case Box():
            place = f'x="{_number(mark.x)}" y="{_number(mark.y)}"'
            size = f'width="{_number(mark.width)}" height="{_number(mark.height)}"'
            yield f"<rect {place} {size} {_look(mark.tone, mark.weight, mark.fill)}/>"
        case Disc():
            place = f'cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}"'
            yield f"<circle {place} {_look(mark.tone, mark.weight, mark.fill)}/>"
        case Label():
            yield from _words(mark)


def _words(mark: Label) -> Iterator[str]:
    """The text, before it the same text as a wide line that clears what is under it."""
    weight = ' font-weight="bold"' if mark.bold else ""
    place = f'x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
    text = f'<text {place} text-anchor="{_ANCHORS[mark.anchor]}"{weight}'
    if mark.halo:
        paper = _colour(Tone.PAPER)
        yield f'{text} aria-hidden="true" fill="{paper}" stroke="{paper}" stroke-width="2.5">{_text(mark.text)}</text>'
    yield f'{text} fill="{_colour(mark.tone)}">{_text(mark.text)}</text>'


def _look(tone: Tone, weight: float, fill: Tone | None, dash: Dash = ()) -> str:
    inside = "none" if fill is None else _colour(fill)
    if not weight:
        return f'fill="{inside}" stroke="none"'
    dashed = f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""
    return f'fill="{inside}" stroke="{_colour(tone)}" stroke-width="{_number(weight)}"{dashed}'


def _colour(tone: Tone) -> str:
    return "#" + f"{round(GREYS[tone] * 255):02x}" * 3


def _number(value: float) -> str:
    """At most two decimals, and none that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _text(text: str, cap: int = 200) -> str:
    return escape(one_line(text, cap))
