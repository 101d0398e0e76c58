"""The record: one row per attempt, in flat columns of whole milliseconds.

Knows columns, not calls. Times leave the kernel as the whole millisecond they fall in.
"""

from __future__ import annotations

from hotwash.simulation.kernel import words


class Rows:
    """Columns of the attempts so far; -1 is "not yet" or "none"."""

    __slots__ = (
        "answered", "astray", "attempt", "border", "caller", "count", "delivered", "ended", "ended_count",
        "ended_order", "located", "outcome", "psap", "room", "route", "seized", "started", "version", "way",
    )  # fmt: skip

    def __init__(self, room: int) -> None:
        self.room = room
        self.count = 0
        self.ended_count = 0
        self.caller = words.ints(room)
        self.attempt = words.ints(room)
        self.way = words.ints(room)
        self.psap = words.ints(room)
        self.border = words.ints(room)
        self.route = words.ints(room)
        self.version = words.ints(room)
        self.started = words.ints(room)
        self.delivered = words.ints(room)
        self.seized = words.ints(room)
        self.answered = words.ints(room)
        self.ended = words.ints(room)
        self.outcome = words.ints(room)
        self.located = words.ints(room)
        self.astray = words.ints(room)
        self.ended_order = words.ints(room)

    def grow(self, room: int) -> None:
        """Make place for ``room`` rows."""
        held = self.count
        self.caller = words.more_ints(self.caller, held, room)
        self.attempt = words.more_ints(self.attempt, held, room)
        self.way = words.more_ints(self.way, held, room)
        self.psap = words.more_ints(self.psap, held, room)
        self.border = words.more_ints(self.border, held, room)
        self.route = words.more_ints(self.route, held, room)
        self.version = words.more_ints(self.version, held, room)
        self.started = words.more_ints(self.started, held, room)
        self.delivered = words.more_ints(self.delivered, held, room)
        self.seized = words.more_ints(self.seized, held, room)
        self.answered = words.more_ints(self.answered, held, room)
        self.ended = words.more_ints(self.ended, held, room)
        self.outcome = words.more_ints(self.outcome, held, room)
        self.located = words.more_ints(self.located, held, room)
        self.astray = words.more_ints(self.astray, held, room)
        self.ended_order = words.more_ints(self.ended_order, held, room)
        self.room = room

    def open(self, caller: int, attempt: int, way: int, version: int, started: float) -> int:
        """Begin a row; the caller has made sure of room."""
        row = self.count
        self.count = row + 1
        self.caller[row] = caller
        self.attempt[row] = attempt
        self.way[row] = way
        self.psap[row] = -1
        self.border[row] = -1
        self.route[row] = caller >> 32
        self.version[row] = version
        self.started[row] = int(started)
        self.delivered[row] = -1
        self.seized[row] = -1
        self.answered[row] = -1
        self.ended[row] = -1
        self.outcome[row] = 0
        self.located[row] = 0
        self.astray[row] = 0
        return row

    def close(self, row: int, time: float) -> None:
        """End a row."""
        self.ended[row] = int(time)
        self.ended_order[self.ended_count] = row
        self.ended_count += 1
