"""Slots: everything the kernel remembers of one caller, in flat arrays, and the events ahead of it.

Knows what is stored, not what it means. A slot is one caller who is trying, in a call, or in a
log; a call-back in progress has a slot of its own.
"""

from __future__ import annotations

from hotwash.simulation.kernel import codes, queueing, words
from hotwash.simulation.kernel.heap import Heap

_FIRST_ROOM = 1024 if words.COMPILED else 4096


class Slots:
    """The slot arrays, the free ones among them, and the event heap.

    Times are floating milliseconds; -1 is "not yet" in a time and "none" in a number. ``lane``
    links join the calls of one PSAP. ``held_doors`` packs the rows of two doors, each plus one, 20
    bits apart; it is 0 whenever no door is held.
    """

    __slots__ = (
        "again", "answered", "attempt", "border", "caller", "delivered", "events", "free", "gen", "held_doors",
        "key", "lane", "lane_after", "lane_before", "located", "log_after", "log_at", "log_time", "logged",
        "outcome", "overflowed", "peer", "picks", "psap", "release", "room", "row", "seized", "spare", "started",
        "state", "talk", "turn", "verdict", "way", "who",
    )  # fmt: skip

    def __init__(self) -> None:
        self.room = 0
        self.spare = 0
        self._first_slots()
        heap = Heap if words.COMPILED else queueing.PlainHeap
        self.events = heap(4 * self.room, self.caller)

    def _first_slots(self) -> None:
        self.key = words.words(0)
        self.caller = words.ints(0)
        self.attempt = words.ints(0)
        self.row = words.ints(0)
        self.who = words.ints(0)
        self.way = words.ints(0)
        self.psap = words.ints(0)
        self.border = words.ints(0)
        self.held_doors = words.ints(0)
        self.state = words.ints(0)
        self.gen = words.ints(0)
        self.outcome = words.ints(0)
        self.verdict = words.ints(0)
        self.again = words.ints(0)
        self.located = words.ints(0)
        self.logged = words.ints(0)
        self.overflowed = words.ints(0)
        self.peer = words.ints(0)
        self.turn = words.ints(0)
        self.lane = words.ints(0)
        self.lane_before = words.ints(0)
        self.lane_after = words.ints(0)
        self.log_at = words.ints(0)
        self.log_after = words.ints(0)
        self.free = words.ints(0)
        self.started = words.floats(0)
        self.delivered = words.floats(0)
        self.seized = words.floats(0)
        self.picks = words.floats(0)
        self.answered = words.floats(0)
        self.release = words.floats(0)
        self.log_time = words.floats(0)
        self.talk = words.floats(0)
        self.more_slots(_FIRST_ROOM)

    def more_slots(self, room: int) -> None:
        """Make place for ``room`` slots."""
        held = self.room
        self.key = words.more_words(self.key, held, room)
        self.caller = words.more_ints(self.caller, held, room)
        self.attempt = words.more_ints(self.attempt, held, room)
        self.row = words.more_ints(self.row, held, room)
        self.who = words.more_ints(self.who, held, room)
        self.way = words.more_ints(self.way, held, room)
        self.psap = words.more_ints(self.psap, held, room)
        self.border = words.more_ints(self.border, held, room)
        self.held_doors = words.more_ints(self.held_doors, held, room)
        self.state = words.more_ints(self.state, held, room)
        self.gen = words.more_ints(self.gen, held, room)
        self.outcome = words.more_ints(self.outcome, held, room)
        self.verdict = words.more_ints(self.verdict, held, room)
        self.again = words.more_ints(self.again, held, room)
        self.located = words.more_ints(self.located, held, room)
        self.logged = words.more_ints(self.logged, held, room)
        self.overflowed = words.more_ints(self.overflowed, held, room)
        self.peer = words.more_ints(self.peer, held, room)
        self.turn = words.more_ints(self.turn, held, room)
        self.lane = words.more_ints(self.lane, held, room)
        self.lane_before = words.more_ints(self.lane_before, held, room)
        self.lane_after = words.more_ints(self.lane_after, held, room)
        self.log_at = words.more_ints(self.log_at, held, room)
        self.log_after = words.more_ints(self.log_after, held, room)
        self.started = words.more_floats(self.started, held, room)
        self.delivered = words.more_floats(self.delivered, held, room)
        self.seized = words.more_floats(self.seized, held, room)
        self.picks = words.more_floats(self.picks, held, room)
        self.answered = words.more_floats(self.answered, held, room)
        self.release = words.more_floats(self.release, held, room)
        self.log_time = words.more_floats(self.log_time, held, room)
        self.talk = words.more_floats(self.talk, held, room)
        self.free = words.more_ints(self.free, self.spare, room)
        for slot in range(room - 1, held - 1, -1):
            self.log_at[slot] = -1  # as whenever a slot is free
            self.free[self.spare] = slot
            self.spare += 1
        self.room = room

    def take(self, caller: int, who: int, key: int) -> int:
        """A slot for a caller; the event loop has made sure that one is free."""
        self.spare -= 1
        slot = self.free[self.spare]
        self.caller[slot] = caller
        self.who[slot] = who
        self.key[slot] = key
        self.attempt[slot] = 0
        self.lane[slot] = -1
        self.border[slot] = -1
        self.log_at[slot] = -1
        self.turn[slot] = 0
        return slot

    def put_back(self, slot: int) -> None:
        """Free a slot; events still ahead of it are void."""
        self.state[slot] = codes.FREE
        self.gen[slot] = (self.gen[slot] + 1) & 0x7FFFFFFF
        self.free[self.spare] = slot
        self.spare += 1

    def void(self, slot: int) -> None:
        """Make every event still ahead of the slot void."""
        self.gen[slot] = (self.gen[slot] + 1) & 0x7FFFFFFF

    def expect(self, slot: int, kind: int, time: float) -> None:
        """Put an event of this slot into the heap."""
        self.events.push(time, (self.gen[slot] << 32) | (slot << 3) | kind)
