"""Who is in which PSAP, on which border and behind which door, and the writing up of calls resolved at arrival.

Knows lanes (two a PSAP: in service or planned, and waiting), sessions of borders and doors (links and
proxies with a limit), and not how a place in them is won. A planned call carries its whole future in
its slot, or in a line of the book; ``settle`` writes down the part of it that has happened. One that will be abandoned
has its position at infinity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, reals, words
from hotwash.simulation.kernel.people import People

if TYPE_CHECKING:
    from hotwash.simulation.tables import Tables

_FOLD = 1_000_003  # as in people


class Ledger(People):
    """Lanes as linked lists in arrays, sessions and doors as counts, upper bounds until calls are settled.

    An event-driven PSAP's lanes are linked both ways, oldest call first. The first lane of a
    planned PSAP is linked one way, latest call first, ``lane_before`` being a number that grows: calls leave it only
    when all are settled.
    ``soonest`` is not after the earliest end of a planned call, so that a full place is searched
    only when something can have left it.
    """

    __slots__ = (
        "borders", "door_held", "doored", "doors", "emergency", "evented", "lane_head", "lane_held", "lane_soonest",
        "lane_tail", "psaps", "session_held", "soonest", "ten_digit",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.psaps = len(tables.answering)
        self.borders = len(tables.borders)
        self.lane_head = words.ints(2 * self.psaps)
        self.lane_tail = words.ints(2 * self.psaps)
        self.lane_held = words.ints(2 * self.psaps)
        self.emergency = words.smalls(self.psaps)
        self.ten_digit = words.ints(self.psaps)
        self.lane_soonest = words.floats(self.psaps)
        self.session_held = words.ints(self.borders)
        self.doors = len(tables.doors)
        self.door_held = words.ints(self.doors)
        self.doored = False  # whether any call may hold a door
        self.evented = words.ints(self.psaps)
        for p in range(self.psaps):
            self.lane_head[2 * p] = self.lane_head[2 * p + 1] = -1
            self.lane_tail[2 * p] = self.lane_tail[2 * p + 1] = -1
            self.lane_soonest[p] = codes.NEVER
        self.soonest = codes.NEVER

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

    def let_go(self, slot: int) -> None:
        """Give back the session and the doors that the call holds."""
        b = self.border[slot]
        if b >= 0:
            self.session_held[b] -= 1
            self.border[slot] = -1
        held = self.held_doors[slot]
        if held:
            self.held_doors[slot] = 0
            self.door_held[(held & 0xFFFFF) - 1] -= 1
            if held >> 20:
                self.door_held[(held >> 20) - 1] -= 1

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

    def settle(self, first: int, last: int, time: float, within: float) -> None:
        """Write down what has happened of the planned calls of PSAPs ``first`` to ``last`` - 1, ``time`` included.

        PSAPs where no planned call is known to end ``within`` are passed by. What most calls come to,
        help and its end, is written out here; it is what ``begin_planned`` and ``end_planned`` do.
        """
        state, seized, picks, release, verdict = self.state, self.seized, self.picks, self.release, self.verdict
        caller, attempt, way, key, log_at = self.caller, self.attempt, self.way, self.key, self.log_at
        border, started, delivered, free = self.border, self.started, self.delivered, self.free
        head, after_of, lane_soonest = self.lane_head, self.lane_after, self.lane_soonest
        tally, served, session_held, careful = self.tally, self.served, self.session_held, self.recording or self.doored
        gold, mask, first_fold, other_fold = draws.GOLD, draws.MASK, 4 * _FOLD, _FOLD
        check = helped = over = 0
        for p in range(first, last):
            if self.evented[p] or lane_soonest[p] > within:
                continue
            soonest = codes.NEVER
            stays = -1
            slot = head[2 * p]
            head[2 * p] = -1
            while slot >= 0:
                after = after_of[slot]
                ends = release[slot]
                result = verdict[slot]
                if ends > time:
                    if state[slot] != codes.PLANNED_HOLDING and seized[slot] <= time:
                        self.begin_planned(slot, time)
                    if ends < soonest:
                        soonest = ends
                    if stays < 0:
                        head[2 * p] = slot
                    else:
                        after_of[stays] = slot
                    after_of[slot] = -1
                    stays = slot
                elif careful or result >= codes.NO_AUDIO or seized[slot] > ends or way[slot] or log_at[slot] >= 0:
                    self.end_planned(slot, p, ends)
                else:
                    if state[slot] != codes.PLANNED_HOLDING:
                        helped += 1
                        tally[result] += 1
                        served[caller[slot] >> 32] += 1
                    over += 1
                    came = reals.whole(delivered[slot])
                    answered = came if picks[slot] == delivered[slot] else reals.whole(picks[slot])
                    fold = (((attempt[slot] * 16 + result) * first_fold + p) * other_fold) + reals.whole(started[slot])
                    fold = ((fold * other_fold + came) * other_fold + answered) * other_fold + reals.whole(ends)
                    fold = ((key[slot] ^ (fold & mask)) * gold) & mask
                    check += fold ^ (fold >> 29)
                    self.emergency[p] -= 1
                    if border[slot] >= 0:
                        session_held[border[slot]] -= 1
                    state[slot] = codes.FREE
                    free[self.spare] = slot  # none of its events is still ahead
                    self.spare += 1
                slot = after
            lane_soonest[p] = soonest
        self.check = (self.check + check) & mask
        self.in_progress -= helped
        self.ended += over

    def begin_planned(self, slot: int, time: float) -> None:
        """Write down that a planned call has got its position, and has been picked up if that was by ``time``."""
        if self.recording:
            self.rows.seized[self.row[slot]] = int(self.seized[slot])
        if self.picks[slot] > time:
            self.state[slot] = codes.PLANNED_PICKING
            return
        self.state[slot] = codes.PLANNED_HOLDING
        if self.verdict[slot] != codes.NO_AUDIO:
            self.answer(slot, self.verdict[slot], self.picks[slot])

    def end_planned(self, slot: int, p: int, ends: float) -> None:
        """Write down that a planned call is over."""
        if self.state[slot] != codes.PLANNED_HOLDING and self.seized[slot] <= ends:
            self.begin_planned(slot, ends)
        self.lane[slot] = -1
        self.count_out(slot, p)
        self.let_go(slot)
        if self.outcome[slot] != 0:
            self.close(slot, self.attempt[slot], ends)
            self.leave(slot, codes.SERVED)
            return
        outcome = codes.ABANDONED if self.seized[slot] > ends else codes.NO_AUDIO
        self.miss(slot, outcome, self.attempt[slot], ends)
        self.write_down(slot, p, ends)
        if self.again[slot]:
            self.state[slot] = codes.BETWEEN
        else:
            self.given_up[self.caller[slot] >> 32] += 1
            self.leave(slot, codes.LOST)
