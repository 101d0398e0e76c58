"""The network as its author drew it, for people who may know how it is built and not how it stands; with rings around
the places of which they were told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.analysis.conditions import Standing
from hotwash.documents.aar.symbols import SIZES, archetype, symbol
from hotwash.documents.known import named
from hotwash.documents.outlines import outline_of
from hotwash.documents.picture import Box, Disc, Label, Mark, Picture, Point, Stroke, Tone
from hotwash.documents.text import one_line
from hotwash.domain.elements import Answering, Border, Element, Filter, Originating, Proxy, Service, Telephone
from hotwash.domain.network import Link, Network
from hotwash.domain.scenario import Scenario

SHAPES: tuple[tuple[type[Element], str], ...] = (
    (Originating, "originating network"),
    (Border, "BCF"),
    (Filter, "firewall on the way"),
    (Proxy, "proxy, gateway or router"),
    (Service, "query server"),
    (Telephone, "telephone network"),
    (Answering, "PSAP"),
)
"""What each shape stands for."""
DASHES = {"queries": (3.0, 2.0), "telephone": (1.0, 2.0)}
CARRIES = (("calls", "link that carries calls"), ("queries", "queries"), ("telephone", "telephone lines"))
MARGIN = 18.0
RINGED = "told of by then"
FEW = 24
"""PSAPs of which each has its name on the map."""
WIDE = 0.52
"""Width of a letter of a name relative to its size, about."""

Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How large the map is and its names are, in points; `numbered` writes the number of each link on it."""

    width: float = 468.0
    height: float = 320.0
    names: float = 6.0
    grown: float = 1.0
    """How much larger than usual the signs are."""
    numbered: bool = False


SMALL, LARGE = Look(), Look(1152.0, 560.0, 10.0, 2.0, numbered=True)


def network_map(scenario: Scenario, look: Look = SMALL, told: Sequence[tuple[int, tuple[str, ...]]] = ()) -> Picture:
    """One map with a legend of shapes and lines. Nothing on it tells how anything stands.

    `told` puts rings around elements by their ids, and beside them the number under which a list tells of them.
    """
    network = scenario.network
    elements = list(network.elements.values())
    if not elements:
        return Picture(look.width, 40, (Label(look.width / 2, 20, "The network is empty.", anchor="middle"),), "Empty.")
    rings = outline_of(scenario.outline)
    place, height = _scale([*(one.at for one in elements), *(point for ring in rings for point in ring)], look)
    marks: list[Mark] = [Stroke(tuple(place(point) for point in ring), Tone.LIGHT, 0.5) for ring in rings]
    marks += [mark for link in network.links.values() for mark in _line(network, link, place)]
    for element in sorted(elements, key=lambda one: not isinstance(one, Answering)):
        marks += _sign(element, *place(element.at), look.grown)
    marks += _rings(network, told, place, look)
    taken = [_around(*place(one.at), SIZES[archetype(one)] * look.grown) for one in elements
             if not isinstance(one, Answering)]  # fmt: skip
    marks += _told_numbers(network, told, place, look, taken)
    marks += _names(elements, place, look, taken)
    if look.numbered:
        marks += _numbers(network, place, taken)
    marks += _legend(elements, height + 14, look, ringed=any(places for _, places in told))
    return Picture(look.width, height + 30 + 12 * look.grown, tuple(marks), _in_words(network, told))


def numbered_links(network: Network) -> tuple[Link, ...]:
    """The links that have a number on the large map: all but those that lead only to one PSAP."""
    ends = network.elements
    return tuple(
        link for link in network.links.values()
        if link.a in ends and link.b in ends
        and not isinstance(ends[link.a], Answering) and not isinstance(ends[link.b], Answering)
    )  # fmt: skip


class _Scale:
    """From map units to points of the picture."""

    def __init__(self, left: float, top: float, factor: float, shift: float) -> None:
        self._left, self._top, self._factor, self._shift = left, top, factor, shift

    def __call__(self, at: Point) -> Point:
        return (self._shift + (at[0] - self._left) * self._factor, MARGIN + (at[1] - self._top) * self._factor)


def _scale(points: list[Point], look: Look) -> tuple[_Scale, float]:
    """So that every place fits, and the height that they take."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
    edge = 2 * MARGIN
    factor = min((look.width - edge) / wide, (look.height - edge) / high)
    return _Scale(min(xs), min(ys), factor, (look.width - wide * factor) / 2), high * factor + edge


def _line(network: Network, link: Link, place: _Scale) -> Iterator[Mark]:
    """Lines to PSAPs are thin and pale, so that two hundred of them leave the rest readable."""
    if link.a not in network.elements or link.b not in network.elements:
        return
    ends = (network.elements[link.a], network.elements[link.b])
    leaf = any(isinstance(end, Answering) for end in ends)
    tone = Tone.PALE if leaf else Tone.DARK if link.carries == "calls" else Tone.MIDDLE
    yield Stroke((place(ends[0].at), place(ends[1].at)), tone, 0.3 if leaf else 0.8, DASHES.get(link.carries, ()))


def _sign(element: Element, x: float, y: float, grown: float) -> list[Mark]:
    """The sign of an element as if it worked, so that it tells nothing; larger where asked to."""
    if grown == 1.0:
        return symbol(element, Standing.WORKING, x, y)
    made: list[Mark] = []
    for mark in symbol(element, Standing.WORKING, 0.0, 0.0):
        if isinstance(mark, Stroke):
            points = tuple((x + px * grown, y + py * grown) for px, py in mark.points)
            made.append(Stroke(points, mark.tone, mark.weight * 1.3, mark.dash, mark.fill))
        elif not isinstance(mark, Label | Box):
            made.append(type(mark)(x, y, mark.radius * grown, mark.tone, mark.weight * 1.3, mark.fill))
    return made


def _rings(network: Network, told: Sequence[tuple[int, tuple[str, ...]]], place: _Scale, look: Look) -> Iterator[Mark]:
    """A ring around each element of which somebody was told; one ring however often it was."""
    names = dict.fromkeys(name for _, places in told for name in places)
    away, weight = (1.8, 0.9) if len(names) <= FEW else (1.3, 0.45)
    for name in names:
        element = network.elements[name]
        yield Disc(*place(element.at), SIZES[archetype(element)] * look.grown + away, weight=weight)


def _told_numbers(
    network: Network, told: Sequence[tuple[int, tuple[str, ...]]], place: _Scale, look: Look, taken: list[Area]
) -> Iterator[Mark]:
    """The numbers of the list in the middle of what each speaks of, by region; those of one place share a box."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, places in told:
        for region in dict.fromkeys(getattr(network.elements[name], "region", "") or name for name in places):
            own = tuple(n for n in places if (getattr(network.elements[n], "region", "") or n) == region)
            groups.setdefault(own, []).append(number)
    for own, numbers in groups.items():
        spots = [place(network.elements[name].at) for name in own]
        x, y = (sum(spot[axis] for spot in spots) / len(spots) for axis in (0, 1))
        text = ", ".join(str(number) for number in numbers)
        half = len(text) * 2.1 + 2.5
        for away in (9.0, -9.0, 18.0, -18.0, 27.0, -27.0):
            middle = min(max(x, half + 1), look.width - half - 1)
            here = (middle - half, y + away - 4.5, middle + half, y + away + 4.5)
            if here[1] > 0 and not any(_overlap(here, other) for other in taken):
                taken.append(here)
                yield Box(here[0], here[1], 2 * half, 9, Tone.INK, 0.7, Tone.PAPER)
                yield Label(middle, y + away + 2.6, text, 7, "middle", bold=True)
                break


def _around(x: float, y: float, reach: float) -> Area:
    return (x - reach, y - reach, x + reach, y + reach)


def _names(elements: list[Element], place: _Scale, look: Look, taken: list[Area]) -> Iterator[Mark]:
    """Names of everything, of PSAPs only where they are few; never one on another."""
    size = look.names
    few = sum(isinstance(one, Answering) for one in elements) <= FEW
    for element in sorted(elements, key=lambda one: isinstance(one, Answering)):
        if isinstance(element, Answering) and not few:
            continue
        text = one_line(element.name, 60)
        half, reach = len(text) * size * WIDE / 2, SIZES[archetype(element)] * look.grown
        for middle, baseline in _places(*place(element.at), half, reach, size):
            x = min(max(middle, half + 1), look.width - half - 1)
            here = (x - half, baseline - size * 0.85, x + half, baseline + size * 0.25)
            if not any(_overlap(here, other) for other in taken):
                taken.append(here)
                yield Label(x, baseline, text, size, "middle", halo=True)
                break


def _places(x: float, y: float, half: float, reach: float, size: float) -> Iterator[Point]:
    """Where a name may stand, the best first: below, above, beside, then further off."""
    below, above = y + reach + size, y - reach - 2.5
    beside = half + reach + 2
    yield from ((x, below), (x, above), (x + beside, y + size * 0.3), (x - beside, y + size * 0.3))
    for step in (1.1, 2.2, 3.3):
        yield from ((x, below + step * size), (x, above - step * size))
    for step in (1.2, 2.4):
        yield from ((x + beside, y + step * size), (x + beside, y - step * size))


def _numbers(network: Network, place: _Scale, taken: list[Area]) -> Iterator[Mark]:
    """The number of each link on its line, where there is room for it."""
    for number, link in enumerate(numbered_links(network), start=1):
        (ax, ay), (bx, by) = place(network.elements[link.a].at), place(network.elements[link.b].at)
        text = f"L{number}"
        half = len(text) * 2.7 + 2
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
            x, y = ax + (bx - ax) * share, ay + (by - ay) * share
            here = (x - half, y - 6, x + half, y + 6)
            if not any(_overlap(here, other) for other in taken):
                taken.append(here)
                yield Box(x - half, y - 6, 2 * half, 12, Tone.MIDDLE, 0.5, Tone.PAPER)
                yield Label(x, y + 3.2, text, 9, "middle", bold=True)
                break


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(elements: list[Element], y: float, look: Look, *, ringed: bool) -> list[Mark]:
    """Shapes that are on the map with their words, and below them how lines are drawn."""
    size, grown = look.names + 0.5, look.grown
    marks: list[Mark] = []
    x = 3 + 6 * grown
    met = {archetype(element): element for element in elements}
    for kind, words in SHAPES:
        if kind in met:
            marks += _sign(met[kind], x, y, grown)
            marks.append(Label(x + 3 + 6 * grown, y + size * 0.35, words, size))
            x += 16 + 8 * grown + len(words) * size * WIDE
    x, y = 9.0, y + size + 7 * grown
    for carries, words in CARRIES:
        tone = Tone.DARK if carries == "calls" else Tone.MIDDLE
        marks.append(Stroke(((x - 5, y), (x + 19, y)), tone, 0.8, DASHES.get(carries, ())))
        marks.append(Label(x + 24, y + size * 0.35, words, size))
        x += 36 + len(words) * size * WIDE
    if ringed:
        marks += [Disc(x, y, 4.5, weight=0.9), Label(x + 9, y + size * 0.35, RINGED, size)]
    return marks


def _in_words(network: Network, told: Sequence[tuple[int, tuple[str, ...]]]) -> str:
    """What is on the map, counted by kind."""
    found = [
        f"{number} {words}{'s' if number > 1 else ''}"
        for kind, words in SHAPES
        if (number := sum(archetype(element) is kind for element in network.elements.values()))
    ]
    spoken = [f"{number}: {named(network, places)}" for number, places in told if places]
    rings = f" Ringed, by the numbers of the list: {'; '.join(spoken)}." if spoken else ""
    return f"Map of the network as built: {', '.join(found)}; {len(network.links)} links.{rings}"
