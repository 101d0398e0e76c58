"""A seat's own map as a picture (SVG) with a table beside it: places, states that tools tell, alarms; never a cause.

Shapes and words are those of the window's map. A state shows by outline, badge and word, never by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from hotwash.domain.roles import Role
from hotwash.domain.sentences import Sentence, say, term
from hotwash.exercise.desk_rows import floor_words, state_words
from hotwash.exercise.instruments import MapMark, SeatInstruments
from hotwash.seats.markup import Html, joined, manner, said, tag
from hotwash.seats.pages.parts import folded, heading, table

WIDE, TALL, EDGE = 1000.0, 560.0, 70.0
"""Units of the picture and of its free edge."""
NAMED, FEW = 40, 10
"""Elements up to which every one is named in the picture, of more only those that call for attention; and up to which
they are drawn large."""
SHAPES: Mapping[Role, tuple[tuple[float, float], ...]] = {
    Role.ORIGIN: tuple((math.cos(math.pi * k / 12), math.sin(math.pi * k / 12)) for k in range(24)),
    Role.GATEWAY: ((-1, -0.85), (1, -0.5), (1, 0.5), (-1, 0.85)),
    Role.BORDER: ((0, -1.1), (1, -0.75), (0.9, 0.2), (0, 1.15), (-0.9, 0.2), (-1, -0.75)),
    Role.FIREWALL: ((-1.05, -0.7), (1.05, -0.7), (1.05, 0.7), (-1.05, 0.7)),
    Role.ROUTING: tuple((math.cos(math.pi * k / 3), math.sin(math.pi * k / 3)) for k in range(6)),
    Role.ROUTER: ((-0.55, -1), (0.55, -1), (1, -0.55), (1, 0.55), (0.55, 1), (-0.55, 1), (-1, 0.55), (-1, -0.55)),
    Role.SERVICE: ((-0.65, -0.8), (1.1, -0.8), (0.65, 0.8), (-1.1, 0.8)),
    Role.PSAP: ((0, -1.1), (1, -0.3), (1, 0.95), (-1, 0.95), (-1, -0.3)),
    Role.TELEPHONE: (
        (-0.7, -0.75),
        (0.7, -0.75),
        (1.1, -0.3),
        (1.1, 0.3),
        (0.7, 0.75),
        (-0.7, 0.75),
        (-1.1, 0.3),
        (-1.1, -0.3),
    ),
}
"""Outline of a role in a box from -1 to 1."""


def symptom_map(tools: SeatInstruments) -> Html:
    """The picture, its legend, and the same as a table."""
    return _drawn(tools.marks, tools.lines, manner())


@lru_cache(maxsize=64)
def _drawn(marks: tuple[MapMark, ...], wires: tuple[tuple[str, str], ...], _: object) -> Html:
    """Seats whose maps look alike, and who read the same language, share one text."""
    if not marks:
        return joined(heading(term("Map")), tag("p", term("This desk has no map of its own."), class_="small"))
    troubled = sum(mark.attention for mark in marks)
    words = say(
        "Elements on your map: {count}; with an alarm or an unusual state: {troubled}.",
        count=len(marks),
        troubled=troubled,
    )
    rows = [
        (said(mark.name), Sentence(mark.role.value), said(state_words(mark)), floor_words(mark))
        for mark in _order(marks)
    ]
    heads = (term("Element"), term("Kind"), term("What tools report"), term("Floor"))
    rows_table = table("map-rows", term("Elements of your map"), heads, rows)
    twin = folded("map-table", term("The map as a table"), rows_table)
    return joined(
        heading(term("Map")), tag("p", words, class_="small"), _picture(marks, wires, words), _legend(marks), twin
    )


def _order(marks: Sequence[MapMark]) -> list[MapMark]:
    return sorted(marks, key=lambda mark: not mark.attention)


def _picture(marks: tuple[MapMark, ...], links: tuple[tuple[str, str], ...], words: str) -> Html:
    place = _places(marks)
    radius = 24.0 if len(marks) <= FEW else 17.0 if len(marks) <= NAMED else 7.0
    wires = [
        tag("polygon", points=f"{place[a][0]:.0f},{place[a][1]:.0f} {place[b][0]:.0f},{place[b][1]:.0f}")
        for a, b in links
    ]
    named = len(marks) <= NAMED
    made = [_mark(mark, place[mark.id], radius, named=named) for mark in reversed(_order(marks))]
    return tag(
        "svg",
        tag("title", term("Map of your own elements")),
        tag("desc", words),
        tag("g", wires, class_="wires"),
        made,
        viewBox=f"0 0 {WIDE:.0f} {TALL:.0f}",
        role="img",
        class_="map",
        aria_label=words,
    )


def _mark(mark: MapMark, at: tuple[float, float], radius: float, *, named: bool) -> Html:
    x, y = at
    points = " ".join(f"{x + radius * dx:.1f},{y + radius * dy:.1f}" for dx, dy in SHAPES[mark.role])
    parts = [
        tag("title", say("{name}: {state}", name=mark.name, state=state_words(mark))),
        tag("polygon", points=points, class_="shape"),
    ]
    if mark.attention:
        parts.append(_badge(x + radius, y - radius, "!" if mark.alarms else "?"))
    if named or mark.attention:
        parts.append(tag("text", mark.name, x=f"{x:.0f}", y=f"{y + radius + 30:.0f}", text_anchor=_anchor(x)))
    if mark.queue is not None:
        queue = say(
            "{busy}/{all} · {waiting} waiting",
            busy=mark.queue.busy,
            all=mark.queue.positions,
            waiting=mark.queue.waiting,
        )
        below = f"{y + radius + 66:.0f}"
        parts.append(tag("text", queue, x=f"{x:.0f}", y=below, text_anchor=_anchor(x), class_="floor"))
    return tag("g", parts, class_="mark attention" if mark.attention else "mark")


def _anchor(x: float) -> str:
    """On which side of its place a name stands, so that none leaves the picture."""
    return "start" if x < WIDE / 5 else "end" if x > WIDE * 4 / 5 else "middle"


def _badge(x: float, y: float, sign: str) -> Html:
    corners = ((0, -11), (11, 8), (-11, 8)) if sign == "!" else ((0, -10), (10, 0), (0, 10), (-10, 0))
    points = " ".join(f"{x + dx:.0f},{y + dy:.0f}" for dx, dy in corners)
    return tag(
        "g",
        tag("polygon", points=points),
        tag("text", sign, x=f"{x:.0f}", y=f"{y + 5:.0f}", text_anchor="middle"),
        class_="badge",
    )


def _legend(marks: Sequence[MapMark]) -> Html:
    used = [role for role in Role if any(mark.role is role for mark in marks)]
    lines = [_key(tag("polygon", points=_at_home(role), class_="shape"), Sentence(role.value)) for role in used]
    lines.append(_key(_badge(15, 16, "!"), term("an alarm names it")))
    lines.append(_key(_badge(15, 15, "?"), term("a tool reports an unusual state")))
    return tag("ul", lines, class_="legend", aria_label=term("Legend"))


def _key(shape: Html, words: str) -> Html:
    return tag("li", tag("svg", shape, viewBox="0 0 30 30", class_="glyph", aria_hidden="true"), words)


def _at_home(role: Role) -> str:
    return " ".join(f"{15 + 11 * x:.1f},{15 + 11 * y:.1f}" for x, y in SHAPES[role])


def _places(marks: Sequence[MapMark]) -> dict[str, tuple[float, float]]:
    """Map units fitted into the picture; one element alone stands in its middle."""
    left, right = min(mark.x for mark in marks), max(mark.x for mark in marks)
    top, bottom = min(mark.y for mark in marks), max(mark.y for mark in marks)

    def fit(value: int, least: int, most: int, size: float) -> float:
        return size / 2 if most == least else EDGE + (value - least) * (size - 2 * EDGE) / (most - least)

    return {mark.id: (fit(mark.x, left, right, WIDE), fit(mark.y, top, bottom, TALL)) for mark in marks}
