"""The chart of calls per minute, drawn so that black and white loses nothing: each line has a stroke of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from hotwash.documents.aar.material import Material
from hotwash.documents.picture import SOLID, Box, Dash, Disc, Label, Mark, Picture, Stroke, Tone
from hotwash.documents.text import one_line
from hotwash.domain.facts import ActionBegan, ActionEnded, FaultBegan, FaultEnded, Happened
from hotwash.domain.time import MINUTE, Millis, clock, scenario_time
from hotwash.exercise.projections.measured import Minute

WIDTH, HEIGHT = 468.0, 246.0
LEFT, RIGHT = 30.0, 456.0
UPPER, LOWER = (42.0, 156.0), (178.0, 222.0)
"""Top and bottom of the two panels: calls on 911 above, other ways and test calls below."""
MOST_POINTS = 240
"""Points along the time axis; a longer exercise is added up in steps of several minutes."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the chart."""

    name: str
    values: tuple[float, ...]
    dash: Dash
    weight: float
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class Axes:
    """Where times and counts of one panel lie on the sheet."""

    span: Millis
    most: int
    top: float
    bottom: float

    def x(self, at: Millis) -> float:
        """Distance from the left of a time."""
        return LEFT + (RIGHT - LEFT) * min(1.0, at / max(1, self.span))

    def y(self, value: float) -> float:
        """Distance from the top of a count."""
        return self.bottom - (self.bottom - self.top) * value / max(1, self.most)


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a seat: journal numbers and times of its order and its completion (None while under way)."""

    action: str
    title: str
    seat: str
    ordered: Happened
    completed: Happened | None


def chart(material: Material) -> Picture:
    """Calls over time in two panels, with faults as bands and acts as numbered flags."""
    minutes = material.measures.minutes
    step = max(1, -(-len(minutes) // MOST_POINTS))
    groups = [minutes[start : start + step] for start in range(0, len(minutes), step)]
    times = [group[-1].at for group in groups]
    span = max(material.measures.span, MINUTE)
    marks: list[Mark] = []
    every: list[Series] = []
    for (top, bottom), series in ((UPPER, _on_911(groups)), (LOWER, _beside(groups))):
        every += series
        highest = max((value for one in series for value in one.values), default=1)
        axes = Axes(span, _nice(highest), top, bottom)
        marks += _bands(material, axes)
        marks += _grid(axes)
        for one in series:
            points = tuple((axes.x(at), axes.y(value)) for at, value in zip(times, one.values, strict=True))
            marks.append(Stroke(points, one.tone, one.weight, one.dash))
    marks += _times(material, Axes(span, 1, *LOWER), step)
    marks += _flags(material, Axes(span, 1, *UPPER))
    marks += _legend(every)
    unit = "minute" if step == 1 else f"{step} minutes"
    alt = (
        f"Line chart of calls per {unit} over {clock(material.measures.span)}: {material.measures.answered} attempts "
        f"answered and {material.measures.failed} failed in all. The figures stand in the tables of this report."
    )
    return Picture(WIDTH, HEIGHT, tuple(marks), alt)


def acts(material: Material) -> tuple[Act, ...]:
    """Acts in the order in which they were ordered; the chart flags them by their place here, from 1."""
    ended = {one.fact.run: one for one in material.happened if isinstance(one.fact, ActionEnded)}
    return tuple(
        Act(one.fact.action, one.fact.title, one.fact.seat, one, ended.get(one.fact.run))
        for one in material.happened
        if isinstance(one.fact, ActionBegan)
    )


def _on_911(groups: Sequence[Sequence[Minute]]) -> tuple[Series, ...]:
    return (
        Series("offered on 911", _added(groups, "offered"), SOLID, 0.5, Tone.MIDDLE),
        Series("answered", _added(groups, "answered"), SOLID, 1.7),
        Series("failed", _added(groups, "failed"), (4, 2), 1.1),
    )


def _beside(groups: Sequence[Sequence[Minute]]) -> tuple[Series, ...]:
    return (
        Series("by other ways", _added(groups, "other_way"), SOLID, 0.9),
        Series("test calls", _added(groups, "test"), (0.9, 1.9), 1.3),
    )


def _added(groups: Sequence[Sequence[Minute]], name: str) -> tuple[float, ...]:
    """Counts per step of the axis; what is left of a minute at the end is drawn at the rate that it had."""
    step = max((sum(minute.length for minute in group) for group in groups), default=MINUTE)
    return tuple(
        sum(getattr(minute, name) for minute in group) * step / max(1, sum(minute.length for minute in group))
        for group in groups
    )


def _nice(highest: float) -> int:
    """The next of 5, 10, 20, 50, 100 ... times one to ten that leaves no more than a fifth of the sheet empty."""
    for power in (1, 10, 100, 1_000, 10_000, 100_000):
        for factor in (5, 10, 15, 20, 25, 30, 40):
            if highest <= factor * power:
                return factor * power
    return ceil(highest)


def _bands(material: Material, axes: Axes) -> list[Mark]:
    """Each fault as a pale band with its name on top, from its beginning to its end."""
    marks: list[Mark] = []
    open_bands: dict[str, tuple[Millis, str]] = {}
    done: list[tuple[Millis, Millis, str]] = []
    for one in material.happened:
        if isinstance(one.fact, FaultBegan):
            name = f"{one.fact.code} {one.fact.title}".strip()
            open_bands[one.fact.fault] = (one.at, one_line(name, 46))
        elif isinstance(one.fact, FaultEnded) and one.fact.fault in open_bands:
            began, name = open_bands.pop(one.fact.fault)
            done.append((began, one.at, name))
    done += [(began, axes.span, name) for began, name in open_bands.values()]
    for began, ended, _ in done:
        left, right = axes.x(began), axes.x(ended)
        marks.append(Box(left, axes.top, right - left, axes.bottom - axes.top, weight=0, fill=Tone.PALE))
    if axes.top != UPPER[0]:
        return marks
    for row, (began, ended, name) in enumerate(_named(sorted(done))):
        y = axes.top - 5 - 9 * row
        left, right = axes.x(began), axes.x(ended)
        marks.append(Stroke(((left, y), (right, y)), weight=2))
        middle = min(max((left + right) / 2, LEFT + 90), RIGHT - 90)
        marks.append(Label(middle, y + 2, f"fault: {name}", 6.5, "middle", halo=True))
    return marks


def _named(bands: Sequence[tuple[Millis, Millis, str]]) -> list[tuple[Millis, Millis, str]]:
    """The first two faults have a line each; the second says how many more the bands show."""
    named = list(bands[:2])
    if len(bands) > 2:
        began, ended, name = named[1]
        named[1] = (began, ended, f"{name}, and {len(bands) - 2} more in the event chronology")
    return named


def _grid(axes: Axes) -> list[Mark]:
    marks: list[Mark] = []
    steps = 5 if axes.top == UPPER[0] else 2
    for number in range(steps + 1):
        value = axes.most * number / steps
        marks.append(Stroke(((LEFT, axes.y(value)), (RIGHT, axes.y(value))), Tone.LIGHT, 0.3))
        marks.append(Label(LEFT - 4, axes.y(value) + 2.3, f"{value:g}", 6.5, "right"))
    marks.append(Stroke(((LEFT, axes.top), (LEFT, axes.bottom), (RIGHT, axes.bottom)), weight=0.7))
    return marks


def _times(material: Material, axes: Axes, step: int) -> list[Mark]:
    """The time axis under both panels, as exercise time and as the clock of the story."""
    marks: list[Mark] = []
    minutes = next((m for m in (5, 10, 15, 30, 60, 120, 240, 480) if axes.span / (m * MINUTE) <= 12), 1440)
    for at in range(0, axes.span + 1, minutes * MINUTE):
        x = axes.x(at)
        for _, bottom in (UPPER, LOWER):
            marks.append(Stroke(((x, bottom), (x, bottom + 3)), weight=0.5))
        marks.append(Label(x, axes.bottom + 11, clock(at)[:-3], 6.5, "middle"))
        local = scenario_time(material.scenario.start, at)
        marks.append(Label(x, axes.bottom + 19, f"{local:%H:%M}", 6.5, "middle", tone=Tone.MIDDLE))
    marks.append(Label(0, axes.bottom + 11, "T+", 6.5, bold=True))
    marks.append(Label(0, axes.bottom + 19, "clock", 6.5, tone=Tone.MIDDLE))
    unit = "per minute" if step == 1 else f"per {step} min"
    marks += [Label(0, top - 7, unit, 6.5, bold=True) for top, _ in (UPPER, LOWER)]
    return marks


def _flags(material: Material, axes: Axes) -> list[Mark]:
    """Numbered discs where acts were ordered; those close together stand one below the other."""
    marks: list[Mark] = []
    lanes: list[float] = []
    for number, act in enumerate(acts(material), start=1):
        x = axes.x(act.ordered.at)
        lane = next((place for place, last in enumerate(lanes) if x - last > 11), len(lanes))
        lanes[lane : lane + 1] = [x]
        y = axes.top + 7 + 11 * (lane % 10)
        marks.append(Stroke(((x, y), (x, LOWER[1])), Tone.MIDDLE, 0.35, (1, 2)))
        marks.append(Disc(x, y, 5, weight=0.6, fill=Tone.PAPER))
        marks.append(Label(x, y + 2.2, str(number), 6, "middle", bold=True))
    return marks


def _legend(series: Sequence[Series]) -> list[Mark]:
    marks: list[Mark] = []
    for place, one in enumerate(series):
        x = LEFT + 84 * place
        marks.append(Stroke(((x, 9), (x + 22, 9)), one.tone, one.weight, one.dash))
        marks.append(Label(x + 25, 11.5, one.name, 7))
    marks.append(Disc(LEFT + 412, 9, 4, weight=0.6, fill=Tone.PAPER))
    marks.append(Label(LEFT + 418, 11.5, "act", 7))
    return marks
