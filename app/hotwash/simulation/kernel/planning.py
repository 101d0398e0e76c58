"""Calls at a PSAP: admission, and first come first served resolved at arrival.

Knows positions, room and patience of a PSAP whose capacity stands still; the event-driven branch
stands on top of it. With a fixed number of positions, first come first served fixes each call's
whole future when it arrives: the least of the positions' free times gives the start, and a caller
whose patience ends earlier is known to abandon. Kiefer and Wolfowitz (1955) with patience.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, words
from hotwash.simulation.kernel.borders import Borders

if TYPE_CHECKING:
    from hotwash.simulation.tables import Tables


class Planning(Borders):
    """PSAPs in flat arrays; ``bank`` says where a PSAP's free times begin in ``free_at``.

    ``spot`` is the one that is looked at next, ``follow`` which comes after each.
    """

    __slots__ = (
        "admin_lines", "back_talk", "bank", "call_backs", "fail_ms", "follow", "free_at", "lines_to", "lining",
        "overflow", "overflow_ms", "patience_factor", "pick_up", "positions", "reserve", "ring_ms", "room_for",
        "spot", "taken", "talk_factor", "triaged",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.positions = words.ints(self.psaps)
        self.room_for = words.ints(self.psaps)
        self.overflow = words.ints(self.psaps)
        self.overflow_ms = words.floats(self.psaps)
        self.admin_lines = words.ints(self.psaps)
        self.call_backs = words.ints(self.psaps)
        self.reserve = words.ints(self.psaps)
        self.ring_ms = words.floats(self.psaps)
        self.back_talk = words.floats(self.psaps)
        self.fail_ms = words.floats(self.psaps)
        self.pick_up = words.floats(self.psaps)
        self.talk_factor = words.floats(self.psaps)
        self.patience_factor = words.floats(self.psaps)
        self.triaged = False  # whether talks are longer or shorter anywhere
        self.taken = words.ints(self.psaps)
        self.bank = words.ints(self.psaps + 1)
        self.spot = words.smalls(self.psaps)
        self.free_at = words.floats(1)
        self.follow = words.smalls(1)
        self.lining = False  # whether any PSAP's calls may be lines
        self.lines_to = words.smalls(
            self.psaps
        )  # the room, where every call that simply waits may be a line; else nought

    def talks(self, slot: int) -> float:
        """How long this caller talks once answered at a PSAP as usual: what ``ready`` works out for many at once."""
        persona = self.who[slot]
        sigma = self.talk_sigma[persona]
        if sigma < 0.0:
            return self.talk_scale[persona] * draws.exponential(self.key[slot], codes.DRAW_TALK, 0)
        return self.talk_scale[persona] * draws.lognormal(self.key[slot], sigma)

    def holds(self, slot: int) -> float:
        """How long this call holds its position once it has been picked up."""
        if self.verdict[slot] == codes.NO_AUDIO:
            persona = self.who[slot]
            return self.hello[persona] * draws.exponential(self.key[slot], codes.DRAW_HELLO, self.attempt[slot])
        return self.talk[slot] * self.talk_factor[self.psap[slot]]

    def picked_up_at(self, slot: int, p: int, time: float) -> float:
        """When a call that gets its position at ``time`` is picked up."""
        mean = self.pick_up[p]
        if mean <= 0.0:
            return time
        return time + mean * draws.exponential(self.key[slot], codes.DRAW_PICK_UP, self.attempt[slot])

    def gives_up_at(self, slot: int) -> float:
        """When this call is given up if nobody has answered by then."""
        wait = self.patience_of(self.who[slot], self.key[slot], self.attempt[slot])
        if wait == codes.NEVER:
            return codes.NEVER
        return self.delivered[slot] + wait * self.patience_factor[self.psap[slot]]

    def patience_of(self, persona: int, key: int, attempt: int) -> float:
        """How long a caller waits in an attempt, as usual."""
        patience = self.patience[persona]
        if patience == codes.NEVER:
            return codes.NEVER
        return patience * draws.exponential(key, codes.DRAW_PATIENCE, attempt)

    def has_room(self, slot: int, p: int, time: float) -> bool:
        """Say whether the PSAP can take one more call of this way."""
        if self.way[slot] == codes.TEN_DIGIT:
            if self.ten_digit[p] < self.admin_lines[p]:
                return True
            if self.evented[p] == 0 and self.lane_soonest[p] <= time:  # no line is of a ten-digit call
                self.settle_psap(p, time)
            return self.ten_digit[p] < self.admin_lines[p]
        if self.emergency[p] < self.room_for[p]:
            return True
        if self.evented[p] == 0:
            self.settle_lines(time)
            if self.emergency[p] < self.room_for[p]:
                return True
            if self.lane_soonest[p] <= time:
                self.settle(p, p + 1, time, codes.NEVER)
        return self.emergency[p] < self.room_for[p]

    def judge(self, slot: int) -> None:
        """Set what a call that is not simply ANSWERED will be if a position takes it.

        A call without audio stays so, and so does one that came by another network.
        """
        if self.verdict[slot] >= codes.NO_AUDIO:
            return
        if self.way[slot] == codes.TEN_DIGIT:
            self.verdict[slot] = codes.ANSWERED_TEN_DIGIT
        elif self.located[slot] == 0:  # first, because a call without location is sent elsewhere for want of it
            self.verdict[slot] = codes.ANSWERED_NO_LOCATION
        else:
            self.verdict[slot] = codes.ANSWERED_ELSEWHERE

    def plan(self, slot: int, p: int, time: float) -> None:
        """Resolve a call at arrival."""
        self.state[slot] = codes.PLANNED
        start = time
        place = self.position(p, time)
        earliest = self.free_at[place]
        if earliest > time:
            gives_up = self.gives_up_at(slot)
            if gives_up < earliest:
                self.seized[slot] = codes.NEVER
                self.plan_end(slot, p, codes.ABANDONED, gives_up)
                return
            start = earliest
        picks = self.picked_up_at(slot, p, start)
        ends = picks + self.holds(slot)
        self.seized[slot] = start
        self.picks[slot] = picks
        self.free_at[place] = ends
        self.plan_end(slot, p, self.verdict[slot], ends)

    def position(self, p: int, time: float) -> int:
        """Where in ``free_at`` a position stands that is free at ``time``, or else the one that is free first.

        Those that are free are all alike. The search begins where the last one ended, so that it is short.
        """
        place = self.spot[p]
        soonest = self.free_at[place]
        if soonest > time:
            for other in range(self.bank[p], self.bank[p + 1]):
                if self.free_at[other] < soonest:
                    soonest = self.free_at[other]
                    place = other
        self.spot[p] = self.follow[place]
        return place

    def plan_end(self, slot: int, p: int, outcome: int, ends: float) -> None:
        """Enter a planned call into the ledger, and its redial into the heap if it fails."""
        self.release[slot] = ends
        self.lane[slot] = 2 * p
        self.lane_after[slot] = self.lane_head[2 * p]
        self.written += 1
        self.lane_before[slot] = self.written
        self.lane_head[2 * p] = slot
        if ends < self.lane_soonest[p]:
            self.lane_soonest[p] = ends
            if ends < self.soonest:
                self.soonest = ends
        self.again[slot] = 0
        if outcome in (codes.ABANDONED, codes.NO_AUDIO):
            redials = self.redials_at(slot, outcome, ends)
            if redials < codes.NEVER:
                self.again[slot] = 1
                self.expect(slot, codes.REDIAL, redials)
