"""How the day runs: what follows what, for how long, with whom; lengths that nobody set are marked as defaults."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Column, Row, Table

REGISTRATION, WELCOME, BREAK, HOT_WASH, CLOSING = 15, 15, 10, 30, 10
"""Minutes that are given where the scenario sets none."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the day. Times in minutes since the doors open; `set_by` says who set the length."""

    start: int
    end: int
    activity: str
    personnel: str
    place: str = ""
    is_default: bool = True


def agenda(plan: Beforehand) -> tuple[Item, ...]:
    """Registration, welcome, modules with breaks between them, hot wash, closing, debrief of the staff."""
    parts: list[tuple[int, str, str, bool]] = [
        (REGISTRATION, "Registration; role cards and forms are handed out", "Everybody", True),
        (WELCOME, "Welcome, ground rules, real-emergency word, a look at the seats", "Facilitator", True),
    ]
    for place, module in enumerate(plan.scenario.modules):
        if place:
            parts.append((BREAK, "Break", "Everybody", True))
        parts.append((module.minutes, module.title, "Players; evaluators watch", False))
    if not plan.scenario.modules:
        parts.append((max(1, plan.scenario.span // 60_000), "Play", "Players; evaluators watch", False))
    parts += [
        (HOT_WASH, "Hot wash, feedback forms", "Everybody", True),
        (CLOSING, "Closing; papers are collected", "Facilitator", True),
    ]
    items: list[Item] = []
    now = 0
    for minutes, activity, personnel, is_default in parts:
        items.append(Item(now, now + minutes, activity, personnel, is_default=is_default))
        now += minutes
    return tuple(items)


def agenda_table(plan: Beforehand) -> Table:
    """Start, end, activity."""
    rows = tuple(Row((_time(one.start), _time(one.end), _marked(one))) for one in agenda(plan))
    return Table((Column("Start", 60), Column("End", 60), Column("Activity", 348)), rows)


def schedule_table(plan: Beforehand) -> Table:
    """Time, personnel, activity and location, in detail: before, on the day, after."""
    items = [*agenda(plan)]
    end = items[-1].end
    rows = [
        Row(("\u221260 min", "Facilitator, controllers, SimCell", ("Room, screens, telephones and papers are checked; "
             "a dry run of the first inject"), "")),
        Row(("\u221230 min", "Facilitator, controllers, evaluators", "Briefing of controllers and evaluators", "")),
        *(Row((f"{_time(one.start)}\u2013{_time(one.end)}", one.personnel, _marked(one), one.place)) for one in items),
        Row((f"from {_time(end)}", "Controllers, evaluators", ("Debrief of controllers and evaluators (30 min); EEGs "
             "are turned in"), "")),
    ]  # fmt: skip
    columns = (Column("Time", 62), Column("Personnel", 110), Column("Activity", 226), Column("Location", 70))
    return Table(columns, tuple(rows), form="schedule")


NOTE = (
    "Times are hours and minutes since the doors open (start: ________). Lengths marked \u201cdefault\u201d may be "
    "edited."
)


def _marked(one: Item) -> str:
    return f"{one.activity} ({one.end - one.start} min{', default' if one.is_default else ''})"


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
