"""Every figure of the scenario that the model runs on, in tables, with the source that each rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from hotwash.documents.aar.material import Material, count
from hotwash.documents.content import Block, Column, Heading, Row, Table
from hotwash.domain.callers import Callers
from hotwash.domain.fields import described_fields
from hotwash.domain.scenario import Practice
from hotwash.domain.time import clock
from hotwash.scenario.provenance import uses

GROUPS = 3
"""Groups of callers whose behaviour stands side by side in one table."""
_TIMES = ("least", "typical", "most")


def figures(material: Material) -> tuple[Block, ...]:
    """What rests on which source, then figure by figure: callers, call-backs and walk-ins, acts and faults."""
    return (
        Heading("What rests on which source", 2),
        _uses(material),
        *_callers(material),
        Heading("Beside 911", 2),
        _practice(material),
        *_acts(material),
    )


def _uses(material: Material) -> Table:
    found: dict[str, dict[str, int]] = {}
    for (what, source), number in uses(material.scenario).items():
        found.setdefault(what, {})[source] = number
    rows = tuple(
        Row((what, count(sum(sources.values())), "; ".join(source_in_words(material, source) for source in sources)))
        for what, sources in found.items()
    )
    columns = (Column("Figures and notes", 200), Column("How many", 52, "right"), Column("Source", 216))
    return Table(columns, rows, size=8.5)


def source_in_words(material: Material, source: str) -> str:
    """A source by its id with its standing."""
    standing = {one.id: one.standing for one in material.scenario.sources}
    return f"{source} ({standing[source]})" if source in standing else (source or "default")


def _callers(material: Material) -> Iterator[Block]:
    """The behaviour of each group of callers, field by field."""
    groups = tuple(material.scenario.network.callers.values())
    if groups:
        yield Heading("How callers behave", 2)
    for start in range(0, len(groups), GROUPS):
        yield _behaviour(material, groups[start : start + GROUPS])


def _behaviour(material: Material, groups: Sequence[Callers]) -> Table:
    rows = [
        Row((about.help, *(figure(getattr(group, field.name), about.unit) for group in groups)))
        for field, about in described_fields(Callers)
        if field.name not in ("id", "source")
    ]
    columns = (Column("Behaviour", 288), *(Column(group.id, 60.0, "right") for group in groups))
    rest = "; ".join(f"{group.id}: {source_in_words(material, group.source)}" for group in groups)
    return Table(columns, tuple(rows), caption=f"Times as h:mm:ss. Sources: {rest}.", size=8.5)


def _practice(material: Material) -> Table:
    practice = material.scenario.practice
    rows = [
        Row((about.help, figure(getattr(practice, field.name), about.unit), source_in_words(material, practice.source)))
        for field, about in described_fields(Practice)
        if not field.name.endswith("source")
    ]
    times = Counter(psap.pick_up for psap in material.scenario.network.psaps())
    rows += [
        Row(
            (
                f"Mean time until a free call taker picks up, at {number:,} PSAPs.",
                figure(time, "ms"),
                source_in_words(material, practice.pick_up_source),
            )
        )
        for time, number in sorted(times.items())
    ]
    return Table((Column("Figure", 228), Column("Value", 60, "right"), Column("Source", 180)), tuple(rows), size=8.5)


def _acts(material: Material) -> Iterator[Block]:
    """How long each act that is offered takes, then every other figure of acts and faults."""
    scenario = material.scenario
    rows = []
    for offered in scenario.actions.values():
        known = {field.name: getattr(offered.action, field.name) for field, _ in described_fields(type(offered.action))}
        times = (figure(known[name], "ms") if name in known else "\u2013" for name in _TIMES)
        title = material.act(offered.id, offered.action.title)
        rows.append(Row((title, *times, source_in_words(material, offered.source))))
    if rows:
        yield Heading("How long acts take", 2)
        yield Table(
            (
                Column("Act offered", 188), Column("Least", 48, "right"), Column("Typical", 48, "right"),
                Column("Most", 48, "right"), Column("Source", 136),
            ),
            tuple(rows), size=8.5,
            caption="Drawn between least and most, most often near typical, unless the facilitator ruled a time.",
        )  # fmt: skip
    others = [
        *(row for offered in scenario.actions.values()
          for row in _others(material, offered.action, material.act(offered.id, offered.action.title), offered.source)),
        *(row for planned in scenario.faults.values()
          for row in _others(material, planned.fault, f"{planned.fault.title} ({planned.id})", planned.source)),
        *(Row((f"{planned.fault.title} ({planned.id})", "When it begins by itself.", clock(planned.at),
               source_in_words(material, planned.source)))
          for planned in scenario.faults.values() if planned.at is not None),
    ]  # fmt: skip
    if others:
        yield Heading("Other figures of acts and faults", 2)
        columns = (Column("Act or fault", 140), Column("Figure", 152), Column("Value", 54, "right"),
                   Column("Source", 122))  # fmt: skip
        yield Table(columns, tuple(others), size=8.5)


def _others(material: Material, kind: Any, title: str, source: str) -> Iterator[Row]:
    for field, about in described_fields(type(kind)):
        value = getattr(kind, field.name)
        if field.name not in _TIMES and isinstance(value, int) and not isinstance(value, bool):
            yield Row((title, about.help, figure(value, about.unit), source_in_words(material, source)))


def figure(value: int, unit: str) -> str:
    """A figure with its unit: times as h:mm:ss, shares as percent."""
    if unit == "ms":
        return clock(value) if value % 1_000 == 0 else f"{value / 1000:g} s"
    if unit == "milliseconds":
        return f"{value:,} ms"
    if unit == "thousandths":
        return f"{value / 1000:g}"
    return f"{value / 10:g} %" if unit == "\u2030" else f"{value:,}"
