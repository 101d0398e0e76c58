"""What a border function or a door refuses: calls above its rate, sessions above its tables; and the notices.

Knows token buckets, session counts and quiet trunks; not what a refused caller does. A trunk is one
border and one source of calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, words
from hotwash.simulation.kernel.book import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Border, Door, Tables


class Borders(Book):
    """Borders and doors in flat arrays, and the thresholds that are armed.

    A bucket is refilled when it is looked at, never by a tick; there is one for each trunk, and a
    border that counts all sources together uses that of source 0. ``least_limit`` is the smallest of
    a border's session limits, 0 where it has none. An armed threshold that trips puts its notice in
    line and stops the event loop at the next whole millisecond.
    """

    __slots__ = (
        "aged", "aging", "armed", "burst", "door_limit", "door_over", "doors_refused", "idle_lost", "least_limit",
        "no_audio_limit", "note_index", "note_kind", "note_time", "notes", "per_source", "rate", "rate_over",
        "rate_refused", "reject_limit", "sessions_refused", "silent_limit", "sources", "stop", "token_time", "tokens",
        "used", "widest",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.sources = 1 + max((max(stream.source, stream.tag) for stream in tables.streams), default=0)
        trunks = self.borders * self.sources
        self.silent_limit = words.ints(self.borders)
        self.reject_limit = words.ints(self.borders)
        self.no_audio_limit = words.ints(self.borders)
        self.least_limit = words.ints(self.borders)
        self.rate = words.floats(self.borders)
        self.burst = words.floats(self.borders)
        self.rate_over = words.ints(self.borders)
        self.per_source = words.ints(self.borders)
        self.aged = words.floats(self.borders)
        self.tokens = words.floats(trunks)
        self.token_time = words.floats(trunks)
        self.used = words.floats(trunks)
        self.door_limit = words.ints(self.doors)
        self.door_over = words.ints(self.doors)
        self.sessions_refused = 0
        self.rate_refused = 0
        self.doors_refused = 0
        self.idle_lost = 0
        widest = max(1, self.borders, self.psaps)
        self.widest = widest
        self.armed = words.ints(3 * widest)
        self.note_kind = words.ints(3 * widest)
        self.note_index = words.ints(3 * widest)
        self.note_time = words.ints(3 * widest)
        self.notes = 0
        self.stop = 0.0
        for trunk in range(trunks):
            self.tokens[trunk] = codes.NEVER
        self.set_borders(tables.borders, 0.0)
        self.set_doors(tables.doors)

    def set_borders(self, borders: Sequence[Border], now: float) -> None:
        """Give every border its limits from ``now`` on; sessions that are open stay open, buckets as full as they are.

        A trunk is taken to have been in use when its border begins to age idle ones.
        """
        self.aging = any(border.idle_ms > 0 for border in borders)
        for b in range(self.borders):
            border = borders[b]
            idle = float(border.idle_ms)
            per_source = 1 if border.per_source else 0
            fresh = per_source != self.per_source[b]  # other buckets than before: full ones
            for source in range(self.sources):
                trunk = b * self.sources + source
                self.refill_tokens(b, trunk, now)
                if fresh:
                    self.tokens[trunk] = codes.NEVER
                if self.aged[b] <= 0.0:
                    self.used[trunk] = now
            self.aged[b] = idle
            self.per_source[b] = per_source
            self.silent_limit[b] = int(border.silent_limit)
            self.reject_limit[b] = int(border.reject_limit)
            self.no_audio_limit[b] = int(border.no_audio_limit)
            limits = [limit for limit in (border.silent_limit, border.reject_limit, border.no_audio_limit) if limit > 0]
            self.least_limit[b] = min(limits, default=0)
            self.rate[b] = float(border.rate_per_s) / 1000.0
            self.burst[b] = float(border.burst)
            self.rate_over[b] = int(border.rate_over)
            for source in range(self.sources):
                trunk = b * self.sources + source
                self.tokens[trunk] = min(self.burst[b], self.tokens[trunk]) if self.rate[b] > 0.0 else codes.NEVER

    def set_doors(self, doors: Sequence[Door]) -> None:
        """Give every door its limit; calls behind it stay."""
        for d in range(self.doors):
            self.door_limit[d] = int(doors[d].limit)
            self.door_over[d] = int(doors[d].over)

    def refill_tokens(self, b: int, trunk: int, time: float) -> None:
        """Bring a bucket up to ``time``."""
        if self.rate[b] > 0.0:
            tokens = self.tokens[trunk] + (time - self.token_time[trunk]) * self.rate[b]
            self.tokens[trunk] = tokens if tokens < self.burst[b] else self.burst[b]
        self.token_time[trunk] = time

    def repeat(self, b: int, trunk: int, times: float) -> None:
        """Count an INVITE that stays unanswered and is sent ``times`` times more; a debt of one burst is the most."""
        left = self.tokens[trunk] - times
        least = -self.burst[b]
        self.tokens[trunk] = left if left > least else least

    def has_aged(self, b: int, trunk: int, time: float) -> bool:
        """Say whether a trunk was quiet for too long; from now on it is in use."""
        quiet = time - self.used[trunk]
        self.used[trunk] = time
        if quiet <= self.aged[b]:
            return False
        self.idle_lost += 1
        return True

    def over_rate(self, b: int, time: float) -> int:
        """What becomes of a call above the rate: a treatment."""
        self.rate_refused += 1
        self.trip(codes.RATE_EXCEEDED, b, time)
        return self.rate_over[b]

    def over_sessions(self, b: int, time: float) -> int:
        """What becomes of one more call at border ``b``, one of whose tables looks full: a treatment."""
        self.settle_over(time)
        held = self.session_held[b]
        if held < self.least_limit[b]:
            return codes.TREAT_DELIVER
        self.sessions_refused += 1
        self.trip(codes.SESSIONS_FULL, b, time)
        if 0 < self.silent_limit[b] <= held:
            return codes.TREAT_SILENT
        if 0 < self.reject_limit[b] <= held:
            return codes.TREAT_REJECT
        return codes.TREAT_NO_AUDIO

    def over_door(self, d: int, time: float) -> int:
        """What becomes of one more call at door ``d``: a treatment."""
        if self.door_limit[d] <= 0 or self.door_held[d] < self.door_limit[d]:
            return codes.TREAT_DELIVER
        if self.soonest <= time:  # what holds a door is in a slot
            self.settle_over(time)
            if self.door_held[d] < self.door_limit[d]:
                return codes.TREAT_DELIVER
        self.doors_refused += 1
        return self.door_over[d]

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
