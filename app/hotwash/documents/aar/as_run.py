"""The MSEL as it was run: what was planned and what came of it, on a sheet across; pauses stand between the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hotwash.documents.aar.material import Material, reference
from hotwash.documents.content import Block, Column, Row, Table, Text
from hotwash.documents.sheet import Sheet, SheetColumn, Value
from hotwash.documents.text import one_line
from hotwash.domain.conduct_facts import BeliefStated, DecisionLogged, InjectImprovised, MessageSent
from hotwash.domain.facts import ActionBegan, AlarmAcknowledged, ClockPaused, ClockStarted, Happened
from hotwash.domain.msel import Inject
from hotwash.domain.predicate_text import written
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis, clock
from hotwash.exercise.projections.conduct import InjectLine

COLUMNS = (
    Column("#", 32), Column("Planned T+", 48), Column("Actual T+", 48), Column("\u0394", 36), Column("Subject", 130),
    Column("Released by", 60), Column("Outcome", 66), Column("First player response", 140), Column("Evidence", 65),
    Column("Controller notes", 80),
)  # fmt: skip
_OUTCOMES = {
    "waiting": "not played", "due": "due, not released", "held": "held", "released": "released", "skipped": "skipped",
    "lapsed": "lapsed: its condition did not come true",
}  # fmt: skip
_SHORT = 90
"""Most characters of a response or a reason in a narrow column; the chronology has the whole."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row with the time at which it belongs in the order of the run."""

    order: Millis
    row: Row


def as_run(material: Material) -> tuple[Block, ...]:
    """The table and what it counts; a sentence where the scenario has no MSEL and nothing was improvised."""
    rows = _rows(material)
    if not rows:
        return (Text("This scenario has no MSEL, and no inject was improvised."),)
    injects = material.board.conduct.injects
    counts = ", ".join(
        f"{sum(line.state == state for line in injects)} {_OUTCOMES[state].partition(':')[0]}"
        for state in ("released", "skipped", "held", "lapsed")
    )
    improvised = len(material.board.conduct.improvised)
    return (
        Text(
            f"{len(material.scenario.injects)} injects were planned; {counts}; {improvised} improvised. A response is "
            "the first act, message, decision, card or acknowledged alarm of a seat that the inject reached, after its "
            "release; whether it answers the inject is for the evaluator to say.",
            "small",
        ),
        Table(COLUMNS, rows, size=8.5),
    )


def _rows(material: Material) -> tuple[Row, ...]:
    """Injects and what broke the run between them, in its order; nothing where there is no inject."""
    lines = [*_planned(material), *_improvised(material)]
    if lines:
        lines += _breaks(material)
    return tuple(line.row for line in sorted(lines, key=lambda line: line.order))


def as_run_sheet(material: Material) -> Sheet:
    """The same as a table to go on working with; pauses stand as a subject of their own."""
    columns = tuple(SheetColumn(column.title, width=max(8.0, column.width / 4)) for column in COLUMNS)
    rows = tuple(_cells(row) for row in _rows(material))
    return Sheet("MSEL as run", columns, rows)


def _cells(row: Row) -> tuple[Value, ...]:
    if not row.hatched:
        return row.cells
    subject = next(place for place, column in enumerate(COLUMNS) if column.title == "Subject")
    return (*(None,) * subject, row.cells[0], *(None,) * (len(COLUMNS) - subject - 1))


def _planned(material: Material) -> Iterator[_Line]:
    for inject in material.scenario.injects.values():
        line = material.board.conduct.inject(inject.id)
        planned = inject.at if inject.at is not None else -1
        out = line.out_at
        cells = (
            inject.shown_number,
            clock(planned) if planned >= 0 else _trigger(inject),
            clock(out) if out >= 0 else "\u2013",
            _delta(planned, out),
            one_line(inject.subject),
            material.who(line.by) if line.state == "released" else "\u2013",
            _outcome(line),
            *_response(material, inject.delivery.recipients, out),
            one_line(line.reason, _SHORT),
        )
        order = out if out >= 0 else planned if planned >= 0 else line.due_at if line.due_at >= 0 else 1 << 60
        yield _Line(order, Row(cells))


def _trigger(inject: Inject) -> str:
    return f"when {one_line(written(inject.when), 40)}" if inject.when is not None else "by hand"


def _delta(planned: Millis, out: Millis) -> str:
    if planned < 0 or out < 0:
        return "\u2013"
    return f"{'+' if out >= planned else '-'}{_short(abs(out - planned))}"


def _short(ms: Millis) -> str:
    """A length as m:ss, as h:mm:ss from an hour on: the column is narrow."""
    return clock(ms) if ms >= HOUR else f"{ms // MINUTE}:{ms // SECOND % 60:02}"


def _outcome(line: InjectLine) -> str:
    words = _OUTCOMES[line.state]
    return f"put off to {clock(line.due_at)}, not played" if line.state == "waiting" and line.due_at >= 0 else words


def _improvised(material: Material) -> Iterator[_Line]:
    for one in material.board.conduct.improvised:
        fact = one.fact
        if isinstance(fact, InjectImprovised):
            cells = (
                fact.inject, "\u2013", clock(one.at), "\u2013", one_line(fact.subject), material.who(fact.by),
                "improvised", *_response(material, fact.to, one.at), one_line(fact.text, _SHORT),
            )  # fmt: skip
            yield _Line(one.at, Row(cells))


def _response(material: Material, reached: tuple[str, ...], out: Millis) -> tuple[str, str]:
    """What the first seat that was reached did first, and the entry that says so."""
    if out < 0:
        return "\u2013", "\u2013"
    for one in material.happened:
        seat, words = _doing(material, one)
        if seat and one.at >= out and (not reached or seat in reached):
            return f"{clock(one.at)} {material.who(seat)}: {one_line(words, _SHORT)}", reference(one.seq)
    return "none", "\u2013"


def _doing(material: Material, one: Happened) -> tuple[str, str]:
    """A seat's own doing; empty where it is nobody's."""
    fact = one.fact
    seats = material.scenario.seats
    match fact:
        case ActionBegan(seat=seat, action=action, title=title):
            return seat, material.act(action, title)
        case MessageSent(seat=seat, text=text) if seat in seats:
            return seat, f"message: {text}"
        case DecisionLogged(seat=seat, decision=decision):
            return seat, f"decision: {decision}"
        case BeliefStated(seat=seat, text=text, cause=cause):
            return seat, f"card: {text or cause}"
        case AlarmAcknowledged(seat=seat) if seat in seats:
            return seat, "alarm acknowledged"
        case _:
            return "", ""


def _breaks(material: Material) -> Iterator[_Line]:
    """Pauses after which play went on, and ways back to an earlier moment, as hatched rows."""
    paused: Happened | None = None
    for one in material.happened:
        match one.fact:
            case ClockPaused():
                paused = one
            case ClockStarted() if paused is not None and isinstance(paused.fact, ClockPaused):
                reason = one_line(paused.fact.reason, _SHORT) or "no reason given"
                length = material.pauses.get(paused.seq)
                words = f"PAUSED {clock(length)}" if length is not None else "PAUSED"
                yield _Line(paused.at, Row((f"{words} at T+ {clock(paused.at)} \u2013 {reason}",), hatched=True))
                paused = None
            case Rewound(to=to, left_at=left_at, reason=reason):
                words = f"TAKEN BACK from T+ {clock(left_at)} to T+ {clock(to)} \u2013 {one_line(reason, _SHORT)}"
                yield _Line(to, Row((words.rstrip(" \u2013"),), hatched=True))
            case _:
                pass
