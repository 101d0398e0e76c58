"""The chart of calls per minute, drawn so that black and white loses nothing: each line has a stroke of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.documents.aar.material import Material
from hotwash.documents.picture import SOLID, Box, Dash, Disc, Label, Mark, Picture, Stroke, Tone
from hotwash.documents.text import one_line
from hotwash.domain.facts import ActionEnded, FaultBegan, FaultEnded
from hotwash.domain.time import MINUTE, Millis, clock, scenario_time
from hotwash.exercise.projections.measured import Minute

WIDTH, HEIGHT = 468.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 30.0, 462.0, 44.0, 206.0
MOST_POINTS = 240
"""Points along the time axis; a longer exercise is added up in steps of several minutes."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the chart."""

    name: str
    values: tuple[int, ...]
    dash: Dash
    weight: float
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class Axes:
    """Where times and counts lie on the sheet."""

    span: Millis
    top: int

    def x(self, at: Millis) -> float:
        """Distance from the left of a time."""
        return LEFT + (RIGHT - LEFT) * min(1.0, at / max(1, self.span))

    def y(self, value: float) -> float:
        """Distance from the top of a count."""
        return BOTTOM - (BOTTOM - TOP) * value / max(1, self.top)


def chart(material: Material) -> Picture:
    """Offered, answered, failed and other ways over time, with faults as bands and acts as numbered flags."""
    minutes = material.measures.minutes
    step = max(1, -(-len(minutes) // MOST_POINTS))
    groups = [minutes[start : start + step] for start in range(0, len(minutes), step)]
    series = _series(groups)
    highest = max((value for one in series for value in one.values), default=1)
    axes = Axes(max(material.measures.span, MINUTE), _nice(highest))
    times = [group[-1].at for group in groups]
    marks: list[Mark] = []
    marks += _bands(material, axes)
    marks += _grid(material, axes, step)
    for one in series:
        points = tuple((axes.x(at), axes.y(value)) for at, value in zip(times, one.values, strict=True))
        marks.append(Stroke(points, one.tone, one.weight, one.dash))
    marks += _flags(material, axes)
    marks += _legend(series)
    failed = material.measures.failed
    alt = (
        f"Line chart of calls per {step if step > 1 else ''} minute over {clock(material.measures.span)}: highest value "
        f"{highest}; {material.measures.answered} attempts answered and {failed} failed in all. The figures stand in the "
        "tables of this report."
    )
    return Picture(WIDTH, HEIGHT, tuple(marks), " ".join(alt.split()))


def flagged(material: Material) -> tuple[tuple[int, int, ActionEnded], ...]:
    """Acts that the chart flags, in order: journal number, time, fact."""
    return tuple((one.seq, one.at, one.fact) for one in material.happened if isinstance(one.fact, ActionEnded))


def _series(groups: Sequence[Sequence[Minute]]) -> tuple[Series, ...]:
    def added(name: str) -> tuple[int, ...]:
        return tuple(sum(getattr(minute, name) for minute in group) for group in groups)

    return (
        Series("offered on 911", added("offered"), SOLID, 0.5, Tone.MIDDLE),
        Series("answered", added("answered"), SOLID, 1.7),
        Series("failed", added("failed"), (4, 2), 1.1),
        Series("by other ways", added("other_way"), (0.9, 1.9), 1.3),
    )


def _nice(highest: int) -> int:
    """The next of 5, 10, 20, 50, 100 ... times one to ten that leaves no more than a fifth of the sheet empty."""
    for power in (1, 10, 100, 1_000, 10_000, 100_000):
        for factor in (5, 10, 15, 20, 25, 30, 40):
            if highest <= factor * power:
                return factor * power
    return highest


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
        marks.append(Box(axes.x(began), TOP, axes.x(ended) - axes.x(began), BOTTOM - TOP, weight=0, fill=Tone.PALE))
    for row, (began, ended, name) in enumerate(sorted(done)[:2]):
        y = TOP - 4 - 9 * row
        left, right = axes.x(began), axes.x(ended)
        marks.append(Stroke(((left, y), (right, y)), weight=2))
        middle = (left + right) / 2
        marks.append(Label(min(max(middle, LEFT + 70), RIGHT - 70), y + 2, f"fault: {name}", 6.5, "middle", halo=True))
    return marks


def _grid(material: Material, axes: Axes, step: int) -> list[Mark]:
    marks: list[Mark] = []
    for number in range(5 + 1):
        value = axes.top * number / 5
        marks.append(Stroke(((LEFT, axes.y(value)), (RIGHT, axes.y(value))), Tone.LIGHT, 0.3))
        marks.append(Label(LEFT - 4, axes.y(value) + 2.3, f"{value:g}", 6.5, "right"))
    minutes = next((m for m in (5, 10, 15, 30, 60, 120, 240, 480) if axes.span / (m * MINUTE) <= 12), 1440)
    for at in range(0, axes.span + 1, minutes * MINUTE):
        x = axes.x(at)
        marks.append(Stroke(((x, BOTTOM), (x, BOTTOM + 3)), weight=0.5))
        marks.append(Label(x, BOTTOM + 11, clock(at)[:-3], 6.5, "middle"))
        local = scenario_time(material.scenario.start, at)
        marks.append(Label(x, BOTTOM + 19, f"{local:%H:%M}", 6.5, "middle", tone=Tone.MIDDLE))
    marks.append(Label(0, BOTTOM + 11, "T+", 6.5, bold=True))
    marks.append(Label(0, BOTTOM + 19, "clock", 6.5, tone=Tone.MIDDLE))
    unit = "per minute" if step == 1 else f"per {step} minutes"
    marks.append(Label(0, TOP - 5, unit, 6.5, bold=True))
    marks.append(Stroke(((LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)), weight=0.7))
    return marks


def _flags(material: Material, axes: Axes) -> list[Mark]:
    """Numbered discs where acts ended; those close together stand one below the other."""
    marks: list[Mark] = []
    lanes: list[float] = []
    for number, (_, at, _) in enumerate(flagged(material), start=1):
        x = axes.x(at)
        lane = next((place for place, last in enumerate(lanes) if x - last > 11), len(lanes))
        lanes[lane : lane + 1] = [x]
        y = TOP + 7 + 11 * (lane % 12)
        marks.append(Stroke(((x, y), (x, BOTTOM)), Tone.MIDDLE, 0.35, (1, 2)))
        marks.append(Disc(x, y, 5, weight=0.6, fill=Tone.PAPER))
        marks.append(Label(x, y + 2.2, str(number), 6, "middle", bold=True))
    return marks


def _legend(series: Sequence[Series]) -> list[Mark]:
    marks: list[Mark] = []
    x = LEFT
    for one in series:
        marks.append(Stroke(((x, 9), (x + 26, 9)), one.tone, one.weight, one.dash))
        marks.append(Label(x + 30, 11.5, one.name, 7.5))
        x += 108
    marks.append(Disc(x - 6, 9, 4, weight=0.6, fill=Tone.PAPER))
    marks.append(Label(x + 1, 11.5, "act", 7.5))
    return marks
