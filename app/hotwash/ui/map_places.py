"""Where everything that is written on the map stands: names, region boxes, queues, arrows; no two ever overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import product

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from hotwash.analysis.conditions import Standing
from hotwash.ui.labels import Room
from hotwash.ui.map_layer import READABLE, Layer
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import font
from hotwash.viewmodels.map_state import Queue, wait_text
from hotwash.viewmodels.scene import Area, Role

NAME, COUNTER = 12, 11
"""Pixels of the letters of names, and of queues and arrows."""
WIDTHS = (190, 110, 64, 34)
"""Pixels that a name may take; where it finds no room its middle is cut out, because names differ at their ends."""
TELLING = 110
"""Pixels below which the name of one among many tells nothing."""
WORD, WIDE = 84, 160
"""Pixels from which what is written under a name, and the trouble of a region, is broken into two lines."""
REACHES = (45.0, 110.0, 4_000.0)
"""Pixels from its element to which a name may move, on a line that leads back to it; tried one after the other."""
FEW = 12
"""At most so many PSAPs in trouble are named at any zoom; more are told by region."""
SURE = 60
"""So many elements are named whatever it takes; on a fuller map the others only where there is room."""
CLOSE = 1.8
"""Magnification from which regions are too large to be told in one box."""
CROWDED = 9.0
"""Radius in pixels below which a PSAP has no room for a row of people and shows their number only."""
PARKED = 12.0
"""Pixels around a PSAP that its calls take; its name stands beyond them."""
PEOPLE, PERSON = 5, 9
"""Most people of a queue drawn one by one, and pixels across each; more are written as a number."""
QUEUES = 150
"""Most queues with a box of their own; the longest waits come first."""
AWAY = 130.0
"""Pixels from a region's middle to the middle of its box that are near enough to look no further."""
ORDERS = 2
"""Orders in which the boxes of regions are tried; more of them are seldom better, and hold the window up."""
APART = 2.0
"""Pixels that stay free around the box of a region."""
EDGE = 3.0
"""Pixels at the edge of the map that stay free, where the frame of the focus is drawn."""
ROW = 16
"""Pixels from one row of a region's box to the next."""


class Telling(Enum):
    """How the box of a region is told: in full; the name and the number of PSAPs in trouble together; the name only."""

    WHOLE, PACKED, NAME = range(3)


@dataclass(frozen=True, slots=True)
class Tag:
    """The name of a node, and how it stands; `leader` where it had to move away from it."""

    place: int
    box: QRectF
    rows: tuple[str, ...]
    standing: Standing
    leader: bool = False


@dataclass(frozen=True, slots=True)
class AreaBox:
    """Where a region is told, the pixel it is about, and how much is told."""

    area: Area
    box: QRectF
    about: QPointF
    telling: Telling

    @property
    def leader(self) -> bool:
        """Whether a line must lead from the box to its region."""
        return not self.box.adjusted(-8, -8, 8, 8).contains(self.about)


@dataclass(frozen=True, slots=True)
class QueueBox:
    """People who wait at a node: `people` figures and a text; no text where there is room for one figure only."""

    place: int
    box: QRectF
    people: int
    text: str
    queue: Queue


@dataclass(frozen=True, slots=True)
class EdgeArrow:
    """Trouble beyond an edge: where, into which direction, how bad, how much of it, and where that is written."""

    at: QPointF
    side: tuple[int, int]
    standing: Standing
    count: int
    box: QRectF | None


@dataclass(frozen=True, slots=True)
class Places:
    """Everything placed for one camera and one set of standings, and the room that is left."""

    tags: tuple[Tag, ...]
    areas: tuple[AreaBox, ...]
    arrows: tuple[EdgeArrow, ...]
    room: Room


def placed(layer: Layer) -> Places:
    """Place what is written: arrows, elements in trouble, the core, regions, and last PSAPs that are large enough."""
    room = Room(layer.frame.adjusted(EDGE, EDGE, -EDGE, -EDGE))
    inside = [place for place in range(len(layer.scene.nodes)) if layer.seen(place)]
    for place in inside:
        for sign in layer.signs(place):
            room.take(sign)
    for middle in cuts(layer):
        room.take(QRectF(middle.x() - 8, middle.y() - 8, 16, 16))
    arrows = tuple(_arrows(layer, room))
    first, routers, psaps = _named(layer, inside)
    writer = _Writer(layer, room, first + routers)
    tags = [tag for number, place in enumerate(first) if (tag := writer.write(place, sure=number < SURE))]
    areas = _areas(layer, room)
    later = enumerate(routers + psaps, start=len(first))
    tags += [tag for number, place in later if (tag := writer.write(place, sure=number < SURE))]
    return Places(tuple(tags), areas, arrows, room)


def cuts(layer: Layer) -> Iterator[QPointF]:
    """Middles of the links that are down, where that is on the map."""
    for line in layer.scene.lines:
        if layer.state.condition(line.id).standing is Standing.DOWN:
            middle = (layer.spot(line.a) + layer.spot(line.b)) / 2
            if layer.frame.contains(middle):
                yield middle


def _named(layer: Layer, inside: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Nodes to be named, trouble first: what every call passes; routers that work; PSAPs that are large or few."""
    nodes = layer.scene.nodes
    few = _psaps_in_trouble(layer) <= FEW

    def trouble(place: int) -> bool:
        return layer.state.troubled(nodes[place].id)

    known = [place for place in inside if layer.state.on_map(nodes[place].id)]
    ranked = sorted(known, key=lambda place: (not trouble(place), -float(layer.radii[place])))
    core = [place for place in ranked if nodes[place].role is not Role.PSAP]
    routers = [place for place in core if nodes[place].role is Role.ROUTER and not trouble(place)]
    psaps = [
        place
        for place in ranked
        if nodes[place].role is Role.PSAP and (float(layer.radii[place]) >= READABLE or (few and trouble(place)))
    ]
    return [place for place in core if place not in set(routers)], routers, psaps


def _psaps_in_trouble(layer: Layer) -> int:
    return sum(node.role is Role.PSAP and layer.state.troubled(node.id) for node in layer.scene.nodes)


class _Writer:
    """Finds a place for one name after the other."""

    def __init__(self, layer: Layer, room: Room, core: list[int]) -> None:
        self._layer, self._room = layer, room
        self._metrics = QFontMetricsF(font(NAME))
        self._many = _psaps_in_trouble(layer) > FEW
        self._core = np.array([(layer.spot(place).x(), layer.spot(place).y(), layer.radii[place]) for place in core])
        self._core.shape = (len(core), 3)

    def write(self, place: int, *, sure: bool) -> Tag | None:
        """The tag of a node: beside it; else, where it is sure, moved; else cut shorter and moved again."""
        layer, spot = self._layer, self._layer.spot(place)
        node = layer.scene.nodes[place]
        condition = layer.state.condition(node.id)
        psap = node.role is Role.PSAP
        terse = condition.standing is Standing.WORKING or (psap and self._many)
        near = self._near(spot)
        reach = float(layer.radii[place]) + (PARKED if psap else 3)
        for widest in WIDTHS if sure and not psap else [width for width in WIDTHS if width >= TELLING]:
            name = self._metrics.elidedText(shown(node.name), Qt.TextElideMode.ElideMiddle, widest)
            words = [] if terse else broken(tr(condition.word), self._metrics, WORD)
            rows = (name, *(self._metrics.elidedText(row, Qt.TextElideMode.ElideRight, widest) for row in words))
            width = max(self._metrics.horizontalAdvance(row) for row in rows) + 6
            height = self._metrics.height() * len(rows)
            box = self._room.place(spot.x(), spot.y(), reach, width, height, near)
            if box is not None:
                return Tag(place, box, rows, condition.standing)
            for farthest in self._reaches(place, widest) if sure else ():
                box = self._room.nearest(spot.x(), spot.y(), width, height, farthest)
                if box is not None:
                    return Tag(place, box, rows, condition.standing, leader=True)
        return None

    def _near(self, spot: QPointF) -> list[tuple[float, float, float]]:
        """Middles and radii of what every call passes, as far around an element as its name beside it can reach."""
        across, down = np.abs(self._core[:, 0] - spot.x()), np.abs(self._core[:, 1] - spot.y())
        beside = (across < WIDTHS[0] + 60) & (down < 60) & (across + down > 0)
        return [(x, y, radius) for x, y, radius in self._core[beside].tolist()]

    def _reaches(self, place: int, widest: int) -> tuple[float, ...]:
        """How far a name may move; a PSAP's only a little, and a whole one not over the whole map."""
        if self._layer.scene.nodes[place].role is Role.PSAP:
            return REACHES[:1]
        return REACHES if widest < WIDTHS[0] else REACHES[:2]


def _areas(layer: Layer, room: Room) -> tuple[AreaBox, ...]:
    """Region boxes, while PSAPs are too small to be read one by one; all told alike, as much as there is room for."""
    if layer.state.seat_view or layer.camera.magnification > CLOSE:
        return ()
    areas = [
        area
        for area in layer.scene.areas
        if any(layer.seen(place) for place in area.members) and float(layer.radii[list(area.members)].mean()) < CROWDED
    ]
    best: tuple[AreaBox, ...] = ()
    least = float("inf")
    for telling, first in product((Telling.WHOLE, Telling.PACKED), range(min(len(areas), ORDERS))):
        found = _told(layer, room.copy(), areas[first:] + areas[:first], telling)
        away = [QLineF(box.box.center(), box.about).length() for box in found]
        strain = sum(length**2 for length in away)
        if len(found) == len(areas) and strain < least:
            best, least = found, strain
        if best is found and max(away, default=0.0) < AWAY:
            break
    best = best or _told(layer, room.copy(), areas, Telling.NAME)
    for one in best:
        room.take(one.box)
    return best


def _told(layer: Layer, room: Room, areas: list[Area], telling: Telling) -> tuple[AreaBox, ...]:
    """Boxes of the regions that find room, in this order."""
    return tuple(box for area in areas if (box := _area(layer, room, area, telling)) is not None)


def _area(layer: Layer, room: Room, area: Area, telling: Telling) -> AreaBox | None:
    """The box of a region. It keeps its place while its figures change."""
    about = QPointF(*layer.camera.to_screen(area.x, area.y))
    if not layer.frame.contains(about):
        about = next(layer.spot(place) for place in area.members if layer.seen(place))
    metrics = QFontMetricsF(font(NAME, bold=True))
    rows = area_rows(layer, area, telling)
    widest = max(metrics.horizontalAdvance(row) for row in rows)
    if telling is not Telling.NAME:
        most = tr("{busy} busy, {waiting} waiting", busy=888, waiting=888)
        widest = max(metrics.horizontalAdvance(most), widest)
    width, height = widest + 14 + 2 * APART, ROW * len(rows) + 5 + 2 * APART
    for farthest in REACHES[1:]:
        box = room.nearest(about.x(), about.y(), width, height, farthest)
        if box is not None:
            return AreaBox(area, box.adjusted(APART, APART, -APART, -APART), about, telling)
    return None


def area_rows(layer: Layer, area: Area, telling: Telling) -> list[str]:
    """Name, people, and the commonest trouble of a region, on two lines where it is long.

    Call takers on a line may be spoken to or hear nothing at all. A recording does not say where anybody is.
    """
    if telling is Telling.NAME:
        return [shown(area.name)]
    ids = [layer.scene.nodes[place].id for place in area.members]
    queues = [layer.state.queues[psap] for psap in ids if psap in layer.state.queues]
    busy, waiting = sum(queue.busy for queue in queues), sum(queue.waiting for queue in queues)
    rows = [shown(area.name)]
    if queues:
        rows.append(tr("{busy} busy, {waiting} waiting", busy=busy, waiting=waiting))
    troubles = Counter(layer.state.condition(psap).word for psap in ids if layer.state.troubled(psap))
    for word, number in troubles.most_common(1):
        if telling is Telling.PACKED:
            rows[0] = tr("{region}: {number} of {all} PSAPs", region=rows[0], number=number, all=len(ids))
            rows.append(tr(word))
        else:
            text = tr("{number} of {all} PSAPs: {word}", number=number, all=len(ids), word=word)
            rows += broken(text, QFontMetricsF(font(NAME, bold=True)), WIDE)
    return rows


def broken(text: str, metrics: QFontMetricsF, widest: float) -> list[str]:
    """A text on one line, or, where that is wider than `widest`, on two that are as even as can be."""
    parts, across = text.split(), metrics.horizontalAdvance
    if across(text) <= widest or len(parts) < 2:
        return [text]
    best = min(range(1, len(parts)), key=lambda cut: max(across(" ".join(parts[:cut])), across(" ".join(parts[cut:]))))
    return [" ".join(parts[:best]), " ".join(parts[best:])]


def queue_boxes(layer: Layer, room: Room) -> Iterator[QueueBox]:
    """Queues in what room is left, the longest wait first; where there is none, one figure stands on the PSAP."""
    metrics = QFontMetricsF(font(COUNTER, bold=True))
    waits = sorted(layer.state.queues.items(), key=lambda item: (-item[1].oldest, item[0]))
    found = 0
    for node_id, queue in waits:
        place = layer.scene.index.get(node_id, -1)
        if place < 0 or not queue.waiting or not layer.seen(place):
            continue
        spot, radius = layer.spot(place), float(layer.radii[place])
        people, text = _queue_words(queue, roomy=radius >= CROWDED)
        width = people * PERSON + metrics.horizontalAdvance(text) + 8
        found += 1
        box = None
        if found <= QUEUES:
            reach = radius + (PARKED if radius >= CROWDED else 3)
            beside = QRectF(spot.x() + reach, spot.y() - 8, width, 16)
            if room.is_free(beside):
                room.take(beside)
                box = beside
            else:
                box = room.nearest(spot.x(), spot.y(), width, 16, 26)
        if box is None:
            yield QueueBox(place, QRectF(spot.x() - 6, spot.y() - 7, 12, 14), 1, "", queue)
        else:
            yield QueueBox(place, box, people, text, queue)


def _queue_words(queue: Queue, *, roomy: bool) -> tuple[int, str]:
    """How many figures are drawn for a queue, and what is written beside them."""
    if not roomy:
        return 1, f"{queue.waiting}"
    more = f"×{queue.waiting} " if queue.waiting > PEOPLE else ""
    return min(queue.waiting, PEOPLE), f"{more}{wait_text(queue.oldest)}"


def _arrows(layer: Layer, room: Room) -> Iterator[EdgeArrow]:
    """One arrow at each side of the map beyond which there is trouble, with how many and how bad."""
    inside = layer.frame.adjusted(16, 16, -16, -16)
    sides: dict[tuple[int, int], list[tuple[QPointF, Standing]]] = {}
    for place, node in enumerate(layer.scene.nodes):
        spot = layer.spot(place)
        if not layer.state.troubled(node.id) or layer.frame.contains(spot):
            continue
        side = (
            (spot.x() > inside.right()) - (spot.x() < inside.left()),
            (spot.y() > inside.bottom()) - (spot.y() < inside.top()),
        )
        sides.setdefault(side, []).append((spot, layer.state.condition(node.id).standing))
    order = list(Standing)
    for side, found in sides.items():
        x = sum(spot.x() for spot, _ in found) / len(found)
        y = sum(spot.y() for spot, _ in found) / len(found)
        at = QPointF(min(max(x, inside.left()), inside.right()), min(max(y, inside.top()), inside.bottom()))
        room.take(QRectF(at.x() - 15, at.y() - 15, 30, 30))
        worst = max((standing for _, standing in found), key=order.index)
        standing = worst if worst is not Standing.WORKING else Standing.DEGRADED
        width = QFontMetricsF(font(COUNTER, bold=True)).horizontalAdvance(f"×{len(found)}") + 8
        box = room.nearest(at.x(), at.y(), width, 14, 22) if len(found) > 1 else None
        yield EdgeArrow(at, side, standing, len(found), box)
