"""What acts on the call plane from outside: whole tables replaced, calls cut, thresholds armed.

Knows the event loop and the present instant; not who asks. Everything here happens at the present
instant, before any event of that instant.
"""

from __future__ import annotations

from math import inf, nextafter
from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, words
from hotwash.simulation.kernel.loop import Loop
from hotwash.simulation.kernel.misuse import NoSuchRow, WrongNumberOfRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Answering, Border, Door, Notice, Route, Tables

_LEAST_LINES = 8


class Controls(Loop):
    """The call plane with its handles. A table is replaced whole, never patched."""

    __slots__ = (
        "now", "sorted_rows",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool = True) -> None:
        super().__init__(tables, seed, record=record)
        self.now = 0
        self.sorted_rows = 0
        self._set_answering(tables.answering)

    def arm(self, kind: int, index: int) -> None:
        """Ask for one notice when a threshold of ``tables.Threshold`` next trips at a border or PSAP."""
        rows = self.psaps if kind == codes.QUEUE_FULL else self.borders
        if not 0 <= index < rows:
            raise NoSuchRow("PSAP" if kind == codes.QUEUE_FULL else "border", index, rows)
        self.armed[kind * self.widest + index] = 1

    def take_note(self) -> tuple[int, int, int]:
        """The oldest notice not taken yet: kind, index, and the millisecond it was given at."""
        if self.notes == 0:
            raise NoSuchRow("notice", 0, 0)
        note = (int(self.note_kind[0]), int(self.note_index[0]), int(self.note_time[0]))
        self.notes -= 1
        for at in range(self.notes):
            self.note_kind[at] = self.note_kind[at + 1]
            self.note_index[at] = self.note_index[at + 1]
            self.note_time[at] = self.note_time[at + 1]
        return note

    def load_routes(self, routes: Sequence[Route], version: int) -> None:
        """Replace every route from now on; attempts that begin later carry ``version``."""
        self._same(len(routes), self.arrivals.streams, "routes")
        self.set_routes(routes)
        self.version = version

    def load_borders(self, borders: Sequence[Border]) -> None:
        """Replace every border's limits from now on."""
        self._same(len(borders), self.borders, "borders")
        self.set_limits(borders, float(self.now))

    def load_doors(self, doors: Sequence[Door]) -> None:
        """Replace every door's limit from now on."""
        self._same(len(doors), self.doors, "doors")
        self.set_doors(doors)

    def load_notices(self, notices: Sequence[Notice]) -> None:
        """Replace what the public of every area has been told, from now on."""
        self._same(len(notices), len(self.walk_in_mean), "notices")
        self.set_notices(notices)

    def load_factors(self, factors: Sequence[float]) -> None:
        """Multiply every stream's rate from now on; streams whose factor stays keep every caller."""
        self._same(len(factors), self.arrivals.streams, "factors")
        self.arrivals.bend(factors, float(self.now))

    def load_answering(self, answering: Sequence[Answering]) -> None:
        """Replace what every PSAP can take, from now on.

        A PSAP whose positions, pick-up, talk or patience change, or that begins to call back, while
        calls are in it goes on event by event with the same calls; more positions take waiting calls at once, fewer let
        talks finish. It is planned again when the tables allow it and no call is in it.
        """
        self._same(len(answering), self.psaps, "answering rows")
        before = self._before()
        for p in range(self.psaps):
            new = answering[p]
            wanted = new.evented or new.call_backs or new.positions <= 0
            if self.evented[p] == 0:
                self.settle_psap(p, before)
                changed = (self.lane_head[2 * p] >= 0 or self.emergency[p] > 0) and (
                    new.positions != self.positions[p]
                    or float(new.pick_up_mean_ms) != self.pick_up[p]
                    or float(new.talk_factor) != self.talk_factor[p]
                    or float(new.patience_factor) != self.patience_factor[p]
                )
                if wanted or changed:
                    self._convert(p, before)
        self._set_answering(answering)
        for p in range(self.psaps):
            if self.evented[p]:
                self._make_room(2 * max(0, self.positions[p] - self.taken[p]) + 4, before)
                self.serve(p, float(self.now))

    def drop(self, border: int) -> int:
        """Cut every call that holds a session of a border, in transit, waiting or talking; how many."""
        if not 0 <= border < self.borders:
            raise NoSuchRow("border", border, self.borders)
        before = self._before()
        self.settle_all(before)
        packed = [int(self.line_word[4 * line + 2]) for line in self.all_lines()]
        for p in sorted({(pack >> 21) & 0x3FFFFF for pack in packed if (pack >> 1) & 0xFFFFF == border + 1}):
            self._convert(p, before)
        slots = [slot for slot in range(self.room) if self.state[slot] != codes.FREE and self.border[slot] == border]
        return self._cut(slots, before)

    def drop_door(self, door: int) -> int:
        """Cut every call that holds a door, in transit, waiting or talking; how many."""
        if not 0 <= door < self.doors:
            raise NoSuchRow("door", door, self.doors)
        before = self._before()
        self.settle_all(before)
        slots = [
            slot
            for slot in range(self.room)
            if door + 1 in (int(self.held_doors[slot]) & 0xFFFFF, int(self.held_doors[slot]) >> 20)
        ]
        return self._cut(slots, before)

    def drop_rows(self, rows: Sequence[int]) -> int:
        """Cut those calls in PSAPs whose present attempts are these rows of the record (it must be kept); how many."""
        before = self._before()
        self.settle_all(before)
        wanted = frozenset(rows)
        slots = [
            slot
            for slot in range(self.room)
            if self.state[slot] != codes.FREE and self.lane[slot] >= 0 and int(self.row[slot]) in wanted
        ]
        return self._cut(slots, before)

    def drop_all_at(self, psap: int) -> int:
        """Cut every call in a PSAP, waiting or talking, call-backs too; how many."""
        if not 0 <= psap < self.psaps:
            raise NoSuchRow("PSAP", psap, self.psaps)
        before = self._before()
        if self.evented[psap] == 0:
            self.settle_psap(psap, before)
            if self.emergency[psap] > 0:
                self._convert(psap, before)
        slots = []
        for lane in (2 * psap, 2 * psap + 1):
            slot = self.lane_head[lane]
            while slot >= 0:
                slots.append(int(slot))
                slot = self.lane_after[slot]
        return self._cut(slots, before)

    def _cut(self, slots: list[int], before: float) -> int:
        touched = sorted({int(self.psap[slot]) for slot in slots if self.lane[slot] >= 0})
        for p in touched:
            if self.evented[p] == 0:
                self._convert(p, before)
        self._make_room(2 * len(slots) + 4, before)
        for slot in slots:
            self.cut(slot, float(self.now))
        for p in touched:
            self._make_room(2 * max(0, self.positions[p] - self.taken[p]) + 4, before)
            self.serve(p, float(self.now))
        return len(slots)

    def _convert(self, p: int, before: float) -> None:
        self._make_room(self.lines_at(p) + 4, before)
        self.convert(p, before)
        self._sort_log(p)

    def _make_room(self, slots: int, time: float) -> None:
        """See to it that ``slots`` more slots, rows and events fit."""
        if self.spare < slots or self.line_spare < _LEAST_LINES:
            self.settle_all(time)
        if self.line_spare < self.lines // 4:
            self.more_lines(2 * self.lines)
        room = self.room
        while self.spare + room - self.room < max(slots, room // 4):
            room *= 2
        if room > self.room:
            self.more_slots(room)
            self.events.owner = self.caller
        if self.events.size + 2 * slots + 8 > self.events.room:
            self.events.grow(2 * self.events.room + 2 * slots)
        if self.rows.count + slots + 4 > self.rows.room:
            self.rows.grow(2 * self.rows.room + slots)
        self.most_events = self.events.room - 8
        self.most_rows = self.rows.room - 4

    def _set_answering(self, answering: Sequence[Answering]) -> None:
        self.triaged = any(new.talk_factor != 1.0 for new in answering)
        free: list[float] = []
        start: list[int] = []
        for p in range(self.psaps):
            new = answering[p]
            count = max(0, int(new.positions))
            wanted = new.evented or new.call_backs or count == 0
            idle = self.lane_head[2 * p] < 0 and self.lane_head[2 * p + 1] < 0
            stays = self.evented[p] == 0 and self.positions[p] == count
            start.append(len(free))
            if stays:
                free += [float(self.free_at[self.bank[p] + i]) for i in range(count)]
            else:
                free += [0.0] * count
            self.evented[p] = 1 if wanted or (self.evented[p] and not idle) else 0
            self._set_psap(p, new)
        self.free_at = words.floats(len(free) + 1)
        self.follow = words.smalls(len(free) + 1)
        for i in range(len(free)):
            self.free_at[i] = free[i]
            self.follow[i] = i + 1
        start.append(len(free))
        self.bank[self.psaps] = len(free)
        for p in range(self.psaps):
            self.bank[p] = self.spot[p] = start[p]
            if self.evented[p] == 0:
                self.follow[start[p + 1] - 1] = start[p]
        self.lining = any(self.lines_to[p] > 0 for p in range(self.psaps))

    def _set_psap(self, p: int, new: Answering) -> None:
        self.positions[p] = max(0, int(new.positions))
        self.room_for[p] = int(new.room)
        self.overflow[p] = int(new.overflow)
        self.overflow_ms[p] = float(new.overflow_ms)
        self.admin_lines[p] = int(new.admin_lines)
        self.call_backs[p] = 1 if new.call_backs else 0
        self.reserve[p] = int(new.reserve)
        self.ring_ms[p] = float(new.call_back_ring_ms)
        self.back_talk[p] = float(new.call_back_talk_mean_ms)
        self.fail_ms[p] = float(new.call_back_fail_ms)
        self.pick_up[p] = float(new.pick_up_mean_ms)
        self.talk_factor[p] = float(new.talk_factor)
        self.patience_factor[p] = float(new.patience_factor)
        self.lines_to[p] = min(self.room_for[p], 0x7FFFFFFF) if self.evented[p] == 0 and self.pick_up[p] <= 0.0 else 0

    def _sort_log(self, p: int) -> None:
        """Planned calls reach the log late; put it into the order in which they failed."""
        slots = []
        slot = self.log_head[p]
        while slot >= 0:
            slots.append(int(slot))
            slot = self.log_after[slot]
        slots.sort(key=lambda one: (float(self.log_time[one]), int(self.caller[one])))
        self.log_head[p] = slots[0] if slots else -1
        self.log_tail[p] = slots[len(slots) - 1] if slots else -1
        for at in range(len(slots)):
            self.log_after[slots[at]] = slots[at + 1] if at + 1 < len(slots) else -1

    def _before(self) -> float:
        return nextafter(float(self.now), -inf)

    def _same(self, found: int, expected: int, what: str) -> None:
        if found != expected:
            raise WrongNumberOfRows(what, found, expected)
