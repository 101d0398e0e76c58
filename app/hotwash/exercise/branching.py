"""The histories of an exercise that was taken back: which facts and rows belong to which. The journal stays one chain;
who reads it from end to end asks here what is played now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotwash.domain.facts import Happened
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.time import Millis
from hotwash.journal.rows import Row

COMMAND = "command."
FACT = "fact."
REWOUND = "fact.rewound"
STANDS = frozenset({"fact.clock_paused", "fact.exercise_closed", REWOUND})
"""After these time stands, until one of the others."""
PASSES = frozenset({"fact.clock_started", "fact.clock_jumped"})


@dataclass(frozen=True, slots=True)
class Branch:
    """One history: what was played from the beginning, or from where it leaves its `parent`, to its end.

    `facts` are all of it, from the first fact of the exercise on; those before `begins` it shares with its parent.
    `left` is the fact by which the exercise was taken back from it; None for the history that is played.
    """

    number: int
    parent: int
    begins: Millis
    ends: Millis
    facts: tuple[Happened, ...]
    left: Rewound | None


def active(happened: Iterable[Happened]) -> list[Happened]:
    """The facts of the history that is played, out of all facts in the order of the journal (or any part of them)."""
    kept: list[Happened] = []
    for one in happened:
        if isinstance(one.fact, Rewound):
            _cut(kept, one.fact.last)
        kept.append(one)
    return kept


def branches_of(happened: Iterable[Happened]) -> tuple[Branch, ...]:
    """Every history by its number, out of all facts in the order of the journal; the last one is played now."""
    made: list[Branch] = []
    kept: list[Happened] = []
    made_on: dict[int, int] = {}
    parent, begins = 0, 0
    for one in happened:
        if isinstance(one.fact, Rewound):
            made.append(Branch(len(made), parent, begins, one.fact.left_at, tuple(kept), one.fact))
            _cut(kept, one.fact.last)
            parent, begins = made_on.get(one.fact.last, 0), one.fact.to
        made_on[one.seq] = len(made)
        kept.append(one)
    ends = max((one.at for one in kept), default=0)
    return (*made, Branch(len(made), parent, begins, ends, tuple(kept), None))


def _cut(kept: list[Happened], last: int) -> None:
    while kept and kept[-1].seq > last:
        kept.pop()


def places_of(rows: Sequence[Row]) -> list[tuple[int, bool]]:
    """For every row, the number of the history on which it was written, and whether that row still holds now.

    Facts hold up to the last that a way back kept; commands hold where they were given up to its time.
    """
    numbers: list[int] = []
    holds = [True] * len(rows)
    live: list[int] = []
    for index, row in enumerate(rows):
        if row.kind == REWOUND:
            last, to = row.body.get("last"), row.body.get("to")
            gone = [n for n in live if not _still(rows[n], last, to)]
            for n in gone:
                holds[n] = False
            live = [n for n in live if holds[n]]
        numbers.append(numbers[-1] + (row.kind == REWOUND) if numbers else 0)
        live.append(index)
    return list(zip(numbers, holds, strict=True))


def _still(row: Row, last: object, to: object) -> bool:
    if row.kind.startswith(COMMAND):
        return isinstance(to, int) and row.at_ms <= to
    return isinstance(last, int) and row.seq <= last


def standing(rows: Sequence[Row], noted: Millis | None, noted_wall_ns: int = 0) -> Millis:
    """Where the clock of a record stands, in ms of exercise time, and whence it is gone on with.

    Between two rows the clock may have gone further than the journal tells; `noted` is where it was last seen, and
    `noted_wall_ns` when that was. It counts only where time can have passed since the last row, and where it was noted
    after the exercise was last taken back.
    """
    at = rows[-1].at_ms if rows else 0
    if noted is None or noted <= at:
        return at
    for row in reversed(rows):
        if row.kind in STANDS:
            return at
        if row.kind in PASSES:
            break
    back = next((row for row in reversed(rows) if row.kind == REWOUND), None)
    return at if back is not None and noted_wall_ns < back.wall_ns else noted
