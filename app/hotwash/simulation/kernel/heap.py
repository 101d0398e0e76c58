"""The event heap: four children a node, ordered by (time, kind, caller).

Knows how an event is packed (generation << 32 | slot << 3 | kind) and nothing of what it means.
"""

from __future__ import annotations

from hotwash.simulation.kernel import codes, words
from hotwash.simulation.kernel.words import Ints


class Heap:
    """Times and packed events in two parallel arrays; ``owner`` gives each slot's caller for ties."""

    __slots__ = (
        "owner", "room", "size", "time", "what",
    )  # fmt: skip

    def __init__(self, room: int, owner: Ints) -> None:
        self.time = words.floats(room)
        self.what = words.ints(room)
        self.room = room
        self.size = 0
        self.owner = owner
        self.time[0] = codes.NEVER

    def grow(self, room: int) -> None:
        """Make place for ``room`` events."""
        self.time = words.more_floats(self.time, max(1, self.size), room)
        self.what = words.more_ints(self.what, self.size, room)
        self.room = room

    def before(self, one: int, other: int) -> bool:
        """Say whether event ``one`` goes first at equal times."""
        if (one & 7) != (other & 7):
            return (one & 7) < (other & 7)
        first = self.owner[(one & codes.LOW) >> 3]
        second = self.owner[(other & codes.LOW) >> 3]
        if first != second:
            return first < second
        return one < other

    def push(self, time: float, what: int) -> None:
        """Add an event; the caller has made sure of room."""
        at = self.size
        self.size = at + 1
        while at > 0:
            up = (at - 1) >> 2
            above = self.time[up]
            if above < time or (above == time and self.before(self.what[up], what)):
                break
            self.time[at] = above
            self.what[at] = self.what[up]
            at = up
        self.time[at] = time
        self.what[at] = what

    def pop(self) -> int:
        """Take the first event; its time was ``time[0]``, which is never when no event is left."""
        first = self.what[0]
        last = self.size - 1
        self.size = last
        if last == 0:
            self.time[0] = codes.NEVER
            return first
        time = self.time[last]
        what = self.what[last]
        at = 0
        child = 1
        while child < last:
            best = child
            soonest = self.time[child]
            end = child + 4 if child + 4 < last else last
            child += 1
            while child < end:
                if self.time[child] < soonest or (
                    self.time[child] == soonest and self.before(self.what[child], self.what[best])
                ):
                    best = child
                    soonest = self.time[child]
                child += 1
            if soonest > time or (soonest == time and not self.before(self.what[best], what)):
                break
            self.time[at] = soonest
            self.what[at] = self.what[best]
            at = best
            child = 4 * at + 1
        self.time[at] = time
        self.what[at] = what
        return first
