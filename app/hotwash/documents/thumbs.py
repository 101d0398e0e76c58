"""Small maps of the network at one moment, in a row, for a page that has no room for a large one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hotwash.analysis.conditions import Condition, Standing
from hotwash.documents.outlines import outline_of
from hotwash.documents.picture import Box, Disc, Label, Mark, Picture, Point, Stroke, Tone
from hotwash.domain.elements import Answering, Element
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario

WIDTH, HEIGHT = 90.0, 60.0
"""Points of one map."""
MARGIN = 4.0
_LINES: dict[Standing, tuple[Tone, float, tuple[float, ...]]] = {
    Standing.WORKING: (Tone.LIGHT, 0.3, ()),
    Standing.DEGRADED: (Tone.DARK, 0.5, (2.0, 1.0)),
    Standing.BLOCKING: (Tone.INK, 0.9, (3.0, 1.0)),
    Standing.DOWN: (Tone.INK, 0.6, (0.6, 1.2)),
}


@dataclass(frozen=True, slots=True)
class Thumb:
    """One map: its title, the network at that moment and how everything in it stands."""

    title: str
    network: Network
    standing: Mapping[str, Condition]


def strip(scenario: Scenario, thumbs: Sequence[Thumb], width: float = 468.0) -> Picture:
    """The maps side by side, each with its title below; black is blocking, a cross is down."""
    step = (width - WIDTH) / max(1, len(thumbs) - 1) if len(thumbs) > 1 else 0.0
    marks: list[Mark] = []
    for place, thumb in enumerate(thumbs):
        left = place * step
        marks.append(Box(left, 0, WIDTH, HEIGHT, Tone.MIDDLE, 0.5))
        marks += _map(scenario, thumb, left)
        marks.append(Label(left + WIDTH / 2, HEIGHT + 9, thumb.title, 7, "middle", bold=True))
    told = "; ".join(f"{thumb.title}: {_in_words(thumb)}" for thumb in thumbs)
    return Picture(width, HEIGHT + 13, tuple(marks), f"Small maps of the network. {told}.")


def _map(scenario: Scenario, thumb: Thumb, left: float) -> Iterator[Mark]:
    elements = list(thumb.network.elements.values())
    if not elements:
        return
    xs, ys = [one.at[0] for one in elements], [one.at[1] for one in elements]
    wide, high = max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
    factor = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    across, down = left + (WIDTH - wide * factor) / 2, (HEIGHT - high * factor) / 2

    def place(at: tuple[float, float]) -> Point:
        x, y = across + (at[0] - min(xs)) * factor, down + (at[1] - min(ys)) * factor
        return (min(max(x, left + 1), left + WIDTH - 1), min(max(y, 1.0), HEIGHT - 1))

    for ring in outline_of(scenario.outline):
        yield Stroke(tuple(place(point) for point in ring), Tone.PALE, 0.3)
    for link in thumb.network.links.values():
        ends = [thumb.network.elements[end] for end in (link.a, link.b) if end in thumb.network.elements]
        found = thumb.standing[link.id].standing
        leaf = any(isinstance(end, Answering) for end in ends)
        if len(ends) == 2 and not (leaf and found is Standing.WORKING):
            tone, weight, dash = _LINES[found]
            yield Stroke((place(ends[0].at), place(ends[1].at)), tone, weight, dash)
    for element in sorted(elements, key=lambda one: not isinstance(one, Answering)):
        yield from _sign(element, thumb.standing[element.id].standing, *place(element.at))


def _sign(element: Element, standing: Standing, x: float, y: float) -> Iterator[Mark]:
    """A dot for a PSAP, a square for anything else."""
    fill = {Standing.DEGRADED: Tone.LIGHT, Standing.BLOCKING: Tone.INK}.get(standing, Tone.PAPER)
    if isinstance(element, Answering):
        tone = Tone.LIGHT if standing is Standing.WORKING else Tone.INK
        yield Disc(x, y, 0.7, tone, weight=0.3, fill=fill)
        return
    yield Box(x - 1.8, y - 1.8, 3.6, 3.6, weight=0.5, fill=fill)
    if standing is Standing.DOWN:
        yield Stroke(((x - 2.4, y - 2.4), (x + 2.4, y + 2.4)), weight=0.7)
        yield Stroke(((x - 2.4, y + 2.4), (x + 2.4, y - 2.4)), weight=0.7)


def _in_words(thumb: Thumb) -> str:
    words: dict[str, int] = {}
    for element in thumb.network.elements:
        word = thumb.standing[element].word
        words[word] = words.get(word, 0) + 1
    return ", ".join(f"{number} {word}" for word, number in words.items())
