"""Who is in which PSAP and on which border, and the writing up of calls resolved at arrival.

Knows lanes (two a PSAP: in service or planned, and waiting) and doors (one a border); not how a
place in them is won. A planned call carries its whole future in its slot; ``settle`` writes down
the part of it that has happened. One that will be abandoned has its position at infinity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, words
from hotwash.simulation.kernel.people import People

if TYPE_CHECKING:
    from hotwash.simulation.tables import Tables


class Ledger(People):
    """Lanes and doors as doubly linked lists in arrays, with counts that are upper bounds.

    ``soonest`` is the earliest known end of a planned call, so that a full place is searched
    only when something can have left it.
    """

    __slots__ = (
        "borders", "door_head", "door_held", "door_soonest", "emergency", "evented", "lane_head", "lane_held",
        "lane_soonest", "lane_tail", "psaps", "ten_digit",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.psaps = len(tables.answering)
        self.borders = len(tables.borders)
        self.lane_head = words.ints(2 * self.psaps)
        self.lane_tail = words.ints(2 * self.psaps)
        self.lane_held = words.ints(2 * self.psaps)
        self.emergency = words.ints(self.psaps)
        self.ten_digit = words.ints(self.psaps)
        self.lane_soonest = words.floats(self.psaps)
        self.door_head = words.ints(self.borders)
        self.door_held = words.ints(self.borders)
        self.door_soonest = words.floats(self.borders)
        self.evented = words.ints(self.psaps)
        for p in range(self.psaps):
            self.lane_head[2 * p] = self.lane_head[2 * p + 1] = -1
            self.lane_tail[2 * p] = self.lane_tail[2 * p + 1] = -1
            self.lane_soonest[p] = codes.NEVER
        for b in range(self.borders):
            self.door_head[b] = -1
            self.door_soonest[b] = codes.NEVER

    def join_lane(self, slot: int, lane: int) -> None:
        """Put a call at the end of a lane."""
        self.lane[slot] = lane
        last = self.lane_tail[lane]
        self.lane_before[slot] = last
        self.lane_after[slot] = -1
        if last < 0:
            self.lane_head[lane] = slot
        else:
            self.lane_after[last] = slot
        self.lane_tail[lane] = slot
        self.lane_held[lane] += 1

    def leave_lane(self, slot: int) -> None:
        """Take a call out of the lane it is in."""
        lane = self.lane[slot]
        before = self.lane_before[slot]
        after = self.lane_after[slot]
        if before < 0:
            self.lane_head[lane] = after
        else:
            self.lane_after[before] = after
        if after < 0:
            self.lane_tail[lane] = before
        else:
            self.lane_before[after] = before
        self.lane_held[lane] -= 1
        self.lane[slot] = -1

    def join_door(self, slot: int, b: int) -> None:
        """A call holds a session of border ``b`` from now on."""
        self.border[slot] = b
        first = self.door_head[b]
        self.door_before[slot] = -1
        self.door_after[slot] = first
        if first >= 0:
            self.door_before[first] = slot
        self.door_head[b] = slot
        self.door_held[b] += 1

    def leave_door(self, slot: int) -> None:
        """Give the session back, if the call holds one."""
        b = self.border[slot]
        if b < 0:
            return
        before = self.door_before[slot]
        after = self.door_after[slot]
        if before < 0:
            self.door_head[b] = after
        else:
            self.door_after[before] = after
        if after >= 0:
            self.door_before[after] = before
        self.door_held[b] -= 1
        self.border[slot] = -1

    def count_in(self, slot: int, p: int) -> None:
        """Count a call among those in the PSAP."""
        if self.way[slot] == codes.EMERGENCY:
            self.emergency[p] += 1
        elif self.way[slot] == codes.TEN_DIGIT:
            self.ten_digit[p] += 1

    def count_out(self, slot: int, p: int) -> None:
        """Count a call out of the PSAP."""
        if self.way[slot] == codes.EMERGENCY:
            self.emergency[p] -= 1
        elif self.way[slot] == codes.TEN_DIGIT:
            self.ten_digit[p] -= 1

    def begin_planned(self, slot: int) -> None:
        """Write down that a planned call has got its position."""
        self.state[slot] = codes.PLANNED_PICKING
        if self.recording:
            self.rows.seized[self.row[slot]] = int(self.seized[slot])

    def pick_up_planned(self, slot: int) -> None:
        """Write down that a planned call has been picked up."""
        self.state[slot] = codes.PLANNED_HOLDING
        if self.verdict[slot] < codes.NO_AUDIO:
            self.answer(slot, self.verdict[slot], self.picks[slot])

    def settle(self, slot: int, time: float) -> bool:
        """Write down what of a planned call has happened up to and including ``time``; True when it is over."""
        if self.state[slot] == codes.PLANNED and self.seized[slot] <= time:
            self.begin_planned(slot)
        if self.state[slot] == codes.PLANNED_PICKING and self.picks[slot] <= time:
            self.pick_up_planned(slot)
        ends = self.release[slot]
        if ends > time:
            return False
        p = self.psap[slot]
        self.leave_lane(slot)
        if self.way[slot] == codes.EMERGENCY:
            self.emergency[p] -= 1
        else:
            self.ten_digit[p] -= 1
        if self.border[slot] >= 0:
            self.leave_door(slot)
        outcome = codes.ABANDONED if self.seized[slot] > ends else self.verdict[slot]
        if outcome < codes.NO_AUDIO:
            self.close(slot, self.attempt[slot], ends)
            if self.log_at[slot] >= 0:
                self.leave(slot, codes.SERVED)
            else:
                self.put_back(slot)
            return True
        self.miss(slot, outcome, self.attempt[slot], ends)
        self.write_down(slot, p, ends)
        if self.again[slot]:
            self.state[slot] = codes.BETWEEN
        else:
            self.given_up[self.caller[slot] >> 32] += 1
            self.leave(slot, codes.LOST)
        return True

    def settle_psap(self, p: int, time: float) -> None:
        """Settle every planned call of a PSAP, and learn when the next one can end."""
        soonest = codes.NEVER
        slot = self.lane_head[2 * p]
        while slot >= 0:
            after = self.lane_after[slot]
            if not self.settle(slot, time) and self.release[slot] < soonest:
                soonest = self.release[slot]
            slot = after
        self.lane_soonest[p] = soonest

    def settle_border(self, b: int, time: float) -> None:
        """Settle every planned call that holds a session of a border."""
        soonest = codes.NEVER
        slot = self.door_head[b]
        while slot >= 0:
            after = self.door_after[slot]
            state = self.state[slot]
            if (
                state in (codes.PLANNED, codes.PLANNED_PICKING, codes.PLANNED_HOLDING)
                and not self.settle(slot, time)
                and self.release[slot] < soonest
            ):
                soonest = self.release[slot]
            slot = after
        self.door_soonest[b] = soonest

    def settle_all(self, time: float) -> None:
        """Settle every planned call there is."""
        for p in range(self.psaps):
            if self.evented[p] == 0 and self.lane_head[2 * p] >= 0:
                self.settle_psap(p, time)
