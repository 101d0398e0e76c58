"""The network before, during and after: three maps on which shape says what a thing is, and filling and line say
how it stands; words say both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.analysis.conditions import Condition, Standing, conditions
from hotwash.documents.aar.material import Material, count, reference
from hotwash.documents.aar.symbols import LINES, SIZES, archetype, legend, symbol
from hotwash.documents.content import Block, Column, Figure, Heading, Row, Section, Table, Text
from hotwash.documents.outlines import outline_of
from hotwash.documents.picture import Label, Mark, Picture, Point, Stroke, Tone
from hotwash.documents.text import one_line
from hotwash.domain.effective import effective
from hotwash.domain.elements import Answering, Element
from hotwash.domain.facts import WorldChanged
from hotwash.domain.network import Network
from hotwash.domain.time import MINUTE, Millis, clock
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.measured import Outage
from hotwash.exercise.projections.measures import Measures

WIDTH, MOST_HEIGHT, LEGEND = 468.0, 236.0, 22.0
MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From map units to points of the picture."""

    left: float
    top: float
    factor: float
    shift: float

    def point(self, at: tuple[float, float]) -> Point:
        """Where a place of the map lies."""
        return (self.shift + (at[0] - self.left) * self.factor, MARGIN + (at[1] - self.top) * self.factor)


def network_pictures(material: Material) -> Section:
    """Three moments: just before the first fault, the worst minute, the end."""
    outline = outline_of(material.scenario.outline)
    tables: list[tuple[str, Mapping[str, Condition]]] = []
    blocks: list[Block] = [
        Heading("The network before, during and after"),
        Text(
            "How each element stands for new calls, judged by the rules of the network as they were at that moment. "
            "Shapes: triangle, originating network; diamond, BCF; square, proxy or router; hexagon, query server; "
            "house, telephone network; circle, PSAP.",
            "small",
        ),
    ]
    for title, at in moments(material):
        changes = [one for one in material.happened if isinstance(one.fact, WorldChanged) and one.at <= at]
        live = fold(changes).live
        network = effective(material.scenario.network, live).network
        standing = conditions(network)
        since = f", last changed by {reference(changes[-1].seq)}" if changes else ""
        caption = (
            f"{title}: T+ {clock(at)} ({material.local(at)}). {_live(len(live))}{since}. {_in_words(network, standing)}"
        )
        blocks.append(Figure(network_picture(network, standing, outline), caption))
        tables.append((title.split(",")[0], standing))
    return Section((*blocks, _table(material.scenario.network, tables)))


def _live(number: int) -> str:
    """How much was laid on the network then, by faults and by acts of the seats."""
    return "Nothing changed" if not number else f"{count(number)} {'change' if number == 1 else 'changes'} in force"


def _table(network: Network, tables: list[tuple[str, Mapping[str, Condition]]]) -> Table:
    """The pictures as a table: every element but the PSAPs, and the PSAPs of each region counted by word."""
    rows = [
        Row((element.name, *(standing[element.id].word for _, standing in tables)))
        for element in network.elements.values()
        if not isinstance(element, Answering)
    ]
    for region in network.regions.values():
        here = [psap.id for psap in network.psaps() if psap.region == region.id]
        if here:
            words = (_counted(standing, here) for _, standing in tables)
            rows.append(Row((f"{len(here)} PSAPs, {region.name}", *words)))
    width = 318 / max(1, len(tables))
    columns = (Column("Element", 150), *(Column(title, width) for title, _ in tables))
    return Table(columns, tuple(rows), caption="The same as a table.", size=8.0)


def _counted(standing: Mapping[str, Condition], psaps: list[str]) -> str:
    words = Counter(standing[psap].word for psap in psaps)
    return (
        words.most_common(1)[0][0] if len(words) == 1 else "; ".join(f"{n} {word}" for word, n in sorted(words.items()))
    )


def moments(material: Material) -> tuple[tuple[str, Millis], ...]:
    """Title and time of the three pictures; one alone where no fault began."""
    measures = material.measures
    if measures.onset is None:
        return (("At the end", measures.span),)
    onset = measures.onset.at
    at = max((_worst(measures, outage) for outage in measures.outages), key=lambda found: found[0])[1]
    return (("Before", max(0, onset - 1)), ("During, at the worst minute", at), ("At the end", measures.span))


def _worst(measures: Measures, outage: Outage) -> tuple[int, Millis]:
    """Most failed attempts in one minute of an outage, and a moment of that minute at which a fault was live."""
    onset, until = outage.onset.at, outage.over.at if outage.over else measures.span
    during = [minute for minute in measures.minutes if onset < minute.at <= max(until, onset + MINUTE)]
    worst = max(during, key=lambda minute: (minute.failed, minute.at), default=None)
    at = worst.at if worst else onset
    return worst.failed if worst else 0, min(at, until - 1) if until > onset else at


def network_picture(
    network: Network, standing: Mapping[str, Condition], outline: tuple[tuple[Point, ...], ...] = ()
) -> Picture:
    """One map with its legend, as wide as the text; names and words stand at everything but the PSAPs."""
    elements = list(network.elements.values())
    if not elements:
        return Picture(WIDTH, 40, (Label(WIDTH / 2, 20, "The network is empty.", anchor="middle"),), "Empty network.")
    scale, height = _scale([*(one.at for one in elements), *(point for ring in outline for point in ring)])
    marks: list[Mark] = [Stroke(tuple(map(scale.point, ring)), Tone.LIGHT, 0.5) for ring in outline]
    marks += _links(network, standing, scale)
    for element in sorted(elements, key=lambda one: not isinstance(one, Answering)):
        x, y = scale.point(element.at)
        marks += symbol(element, standing[element.id].standing, x, y)
    marks += _names(elements, standing, scale)
    marks += legend(height + 12, Counter(standing[element.id].standing for element in elements))
    return Picture(WIDTH, height + LEGEND, tuple(marks), f"Map of the network. {_in_words(network, standing)}")


def _scale(points: list[Point]) -> tuple[Scale, float]:
    """So that every element and the whole outline fit."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
    factor = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
    return Scale(min(xs), min(ys), factor, (WIDTH - wide * factor) / 2), high * factor + 2 * MARGIN


def _links(network: Network, standing: Mapping[str, Condition], scale: Scale) -> list[Mark]:
    """Lines to PSAPs are thin and pale while they work, so that two hundred of them leave the rest readable."""
    marks: list[Mark] = []
    for link in network.links.values():
        if link.a not in network.elements or link.b not in network.elements:
            continue
        ends = (network.elements[link.a], network.elements[link.b])
        found = standing[link.id].standing
        weight, dash = LINES[found]
        leaf = any(isinstance(end, Answering) for end in ends)
        quiet = found is Standing.WORKING and (leaf or link.carries != "calls")
        tone = Tone.PALE if leaf and quiet else Tone.LIGHT if quiet else Tone.DARK
        points = (scale.point(ends[0].at), scale.point(ends[1].at))
        marks.append(Stroke(points, tone, weight * (0.5 if leaf else 1.0), dash))
    return marks


def _names(elements: list[Element], standing: Mapping[str, Condition], scale: Scale) -> list[Mark]:
    """Names of everything but the PSAPs, with the word where a thing doesn't work; never one on another."""
    marks: list[Mark] = []
    taken: list[tuple[float, float, float, float]] = []
    for element in elements:
        x, y = scale.point(element.at)
        size = SIZES[archetype(element)] - 0.5
        if not isinstance(element, Answering):
            taken.append((x - size, y - size, x + size, y + size))
    for element in elements:
        if isinstance(element, Answering):
            continue
        x, y = scale.point(element.at)
        found = standing[element.id]
        word = "" if found.standing is Standing.WORKING else f": {found.word}"
        text = one_line(f"{element.name}{word}", 60)
        half = len(text) * 1.45
        x = min(max(x, half + 1), WIDTH - half - 1)
        below, above = y + SIZES[archetype(element)] + 6, y - SIZES[archetype(element)] - 2.5
        for baseline in (below, above, below + 6, above - 6, below + 12):
            here = (x - half, baseline - 5, x + half, baseline + 1.5)
            if not any(_overlap(here, other) for other in taken):
                taken.append(here)
                marks.append(Label(x, baseline, text, 5.6, "middle", bold=bool(word), halo=True))
                break
    return marks


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _in_words(network: Network, standing: Mapping[str, Condition]) -> str:
    """What stands how, grouped by word; the picture in a sentence."""
    psaps: Counter[str] = Counter(standing[psap.id].word for psap in network.psaps())
    said = [f"{number} PSAPs: {word}" for word, number in sorted(psaps.items(), key=lambda item: (-item[1], item[0]))]
    for element in network.elements.values():
        if not isinstance(element, Answering) and standing[element.id].standing is not Standing.WORKING:
            said.append(f"{one_line(element.name, 60)}: {standing[element.id].word}")
    cut = sum(standing[link].standing is Standing.DOWN for link in network.links)
    if cut:
        said.append(f"{cut} links cut")
    return "; ".join(said[:8]) + ("; and more" if len(said) > 8 else "") + "."
