"""Faults, injects and the clock of the exercise on one line of time, and moving them along it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import HOUR, MINUTE, Millis, clock, parse_clock
from hotwash.editor.edits import changed, entry
from hotwash.scenario.draft import Item
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.inspected import kind_of
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg, noop, said

STEP: Millis = MINUTE
"""How far an arrow key moves a mark."""
LANES = (("faults", noop("Faults")), ("injects", noop("Injects")))
_USUAL_SPAN: Millis = 3 * HOUR


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One entry on the line: when it is due (None: by hand, or by a condition), and what to call it."""

    key: int
    at: Millis | None
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Lane:
    """All entries of one list, those with a time in its order, then those without."""

    section: str
    title: str
    marks: tuple[TimeMark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over the length of the exercise."""

    span: Millis
    lanes: tuple[Lane, ...]


def timeline(table: DesignTable) -> Timeline:
    """The line of time of the draft as it is."""
    written = table.draft.head.get("span")
    span = _time(written) if isinstance(written, str) else None
    lanes = []
    for section, title in LANES:
        marks = [_mark(section, item) for item in table.draft.items(section)]
        marks.sort(key=lambda mark: (mark.at is None, mark.at or 0))
        lanes.append(Lane(section, said(title), tuple(marks)))
    latest = max((mark.at for lane in lanes for mark in lane.marks if mark.at is not None), default=0)
    return Timeline(max(span or _USUAL_SPAN, latest), tuple(lanes))


def moved_to(table: DesignTable, key: int, at: Millis, *, gesture: str = "") -> None:
    """Have an entry be due at another time, to the second; not before the beginning."""
    item = entry(table.draft, key)[1]
    time = clock(max(0, at) // 1000 * 1000)
    name = msg("Move {what} to {time}", what=title_of(item), time=time)
    table.edit(name, changed(table.draft, {key}, ("at",), time), gesture=gesture)


def told_of(mark: TimeMark) -> str:
    """A mark in words, for screen readers and tips."""
    when = clock(mark.at) if mark.at is not None else msg("no time")
    return msg("{when}: {what}, {detail}", when=when, what=mark.label, detail=mark.detail)


def _mark(section: str, item: Item) -> TimeMark:
    written = item.fields.get("at")
    at = _time(written) if isinstance(written, str) else None
    condition = item.fields.get("when")
    detail = kind_of(section, item)
    if isinstance(condition, str) and condition:
        detail = msg("{kind}, when {condition}", kind=detail, condition=condition)
    elif at is None:
        detail = msg("{kind}, by hand", kind=detail)
    return TimeMark(item.key, at, title_of(item), detail)


def _time(text: str) -> Millis | None:
    try:
        return parse_clock(text)
    except ValueError:
        return None
