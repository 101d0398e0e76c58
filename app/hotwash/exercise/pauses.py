"""How long the clock stood still in real time, from the wall clock of a journal's rows."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.domain.time import Millis
from hotwash.journal.rows import Row

_PAUSED, _STARTED = "fact.clock_paused", "fact.clock_started"
_NS_PER_MS = 1_000_000


def pauses(rows: Iterable[Row]) -> dict[int, Millis]:
    """Real time of each pause after which play went on, in ms, by the number of the fact that tells the pause.

    One in which the wall clock was set back is left out: nobody knows its length.
    """
    found: dict[int, Millis] = {}
    paused: Row | None = None
    for row in rows:
        if row.kind == _PAUSED:
            paused = row
        elif row.kind == _STARTED and paused is not None:
            if 0 < paused.wall_ns <= row.wall_ns:
                found[paused.seq] = (row.wall_ns - paused.wall_ns) // _NS_PER_MS
            paused = None
    return found
