"""The event heap of the plain kernel: the same events in the same order, kept by ``heapq``.

Knows what heap.py knows; is never compiled itself. An order by (time, kind, caller) is the same
however it is kept, and Python's own heap is several times as fast as one written in Python.
"""

from __future__ import annotations

from heapq import heappop, heappush

from hotwash.simulation.kernel import codes
from hotwash.simulation.kernel.heap import Heap
from hotwash.simulation.kernel.words import Ints


class PlainHeap(Heap):
    """A heap of (time, kind, caller, packed event); ``time[0]`` is all there is of ``time``."""

    __slots__ = ("queue",)

    def __init__(self, room: int, owner: Ints) -> None:
        super().__init__(1, owner)
        self.room = room
        self.queue: list[tuple[float, int, int, int]] = []

    def grow(self, room: int) -> None:
        """Allow ``room`` events."""
        self.room = room

    def push(self, time: float, what: int) -> None:
        """Add an event."""
        heappush(self.queue, (time, what & 7, self.owner[(what & codes.LOW) >> 3], what))
        self.size += 1
        if time < self.time[0]:
            self.time[0] = time

    def pop(self) -> int:
        """Take the first event; its time was ``time[0]``, which is never when no event is left."""
        queue = self.queue
        what = heappop(queue)[3]
        self.size -= 1
        self.time[0] = queue[0][0] if queue else codes.NEVER
        return what
