"""What a border function refuses: new calls above its rate, sessions above its table; and the notices.

Knows token buckets and session counts; not what a refused caller does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, words
from hotwash.simulation.kernel.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Border, Tables


class Borders(Ledger):
    """Borders in flat arrays, and the thresholds that are armed.

    A bucket is refilled when it is looked at, never by a tick. An armed threshold that trips puts
    its notice in line and stops the event loop at the next whole millisecond.
    """

    __slots__ = (
        "armed", "burst", "note_index", "note_kind", "note_time", "notes", "rate", "rate_refused", "session_limit",
        "sessions_refused", "stop", "token_time", "tokens", "widest",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.session_limit = words.ints(self.borders)
        self.rate = words.floats(self.borders)
        self.burst = words.floats(self.borders)
        self.tokens = words.floats(self.borders)
        self.token_time = words.floats(self.borders)
        self.sessions_refused = 0
        self.rate_refused = 0
        widest = max(1, self.borders, self.psaps)
        self.widest = widest
        self.armed = words.ints(3 * widest)
        self.note_kind = words.ints(3 * widest)
        self.note_index = words.ints(3 * widest)
        self.note_time = words.ints(3 * widest)
        self.notes = 0
        self.stop = 0.0
        for b in range(self.borders):
            self.tokens[b] = codes.NEVER
        self.set_borders(tables.borders, 0.0)

    def set_borders(self, borders: Sequence[Border], now: float) -> None:
        """Give every border its limits from ``now`` on; sessions that are open stay open."""
        for b in range(self.borders):
            self.refill_tokens(b, now)
            self.session_limit[b] = int(borders[b].session_limit)
            self.rate[b] = float(borders[b].rate_per_s) / 1000.0
            self.burst[b] = float(borders[b].burst)
            self.tokens[b] = min(self.burst[b], self.tokens[b]) if self.rate[b] > 0.0 else codes.NEVER

    def refill_tokens(self, b: int, time: float) -> None:
        """Bring a bucket up to ``time``."""
        if self.rate[b] > 0.0:
            tokens = self.tokens[b] + (time - self.token_time[b]) * self.rate[b]
            self.tokens[b] = tokens if tokens < self.burst[b] else self.burst[b]
        self.token_time[b] = time

    def has_session(self, b: int, time: float) -> bool:
        """Say whether border ``b``, whose table looks full, has a session for one more call."""
        if self.soonest <= time:
            self.settle_over(time)
        if self.door_held[b] < self.session_limit[b]:
            return True
        self.sessions_refused += 1
        self.trip(codes.SESSIONS_FULL, b, time)
        return False

    def trip(self, kind: int, index: int, time: float) -> None:
        """Note that an armed threshold tripped, and stop at the next whole millisecond."""
        mark = kind * self.widest + index
        if self.armed[mark] == 0:
            return
        self.armed[mark] = 0
        whole = int(time)
        if whole < time:
            whole += 1
        self.note_kind[self.notes] = kind
        self.note_index[self.notes] = index
        self.note_time[self.notes] = whole
        self.notes += 1
        if whole < self.stop:
            self.stop = whole * 1.0
