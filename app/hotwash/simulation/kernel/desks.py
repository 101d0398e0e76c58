"""The event-driven PSAP: queue, positions, patience and call-backs, one event at a time.

Knows what planning knows, and what happens when capacity changes under waiting calls; not how a
call comes to the PSAP. It is the reference the planned branch is tested against.
"""

from __future__ import annotations

from hotwash.simulation.kernel import codes, draws
from hotwash.simulation.kernel.planning import Planning


class Desks(Planning):
    """Positions that are taken and given back by events. Live calls always go before call-backs."""

    __slots__ = ()

    def attend(self, slot: int, p: int, time: float) -> None:
        """A call has arrived and found room."""
        if self.taken[p] < self.positions[p] and self.lane_held[2 * p + 1] == 0:
            self.begin(slot, p, time)
            return
        self.wait(slot, p)

    def wait(self, slot: int, p: int) -> None:
        """Put a call into the queue, as long as its patience lasts."""
        self.state[slot] = codes.WAITING
        self.join_lane(slot, 2 * p + 1)
        gives_up = self.gives_up_at(slot)
        if gives_up < codes.NEVER:
            self.expect(slot, codes.PATIENCE, gives_up)

    def begin(self, slot: int, p: int, time: float) -> None:
        """A position takes the call."""
        self.void(slot)
        self.hold(slot, p, time)
        if self.pick_up[p] > 0.0:
            self.state[slot] = codes.PICKING
            self.expect(slot, codes.STEP, self.picked_up_at(slot, p, time))
        else:
            self.picked_up(slot, time)

    def picked_up(self, slot: int, time: float) -> None:
        """A call taker picks up: the call is answered, or nothing is heard."""
        self.state[slot] = codes.HOLDING
        if self.verdict[slot] != codes.NO_AUDIO:
            self.answer(slot, self.verdict[slot], time)
        self.expect(slot, codes.END, time + self.holds(slot))

    def hold(self, slot: int, p: int, time: float) -> None:
        """Take a position for this slot."""
        self.state[slot] = codes.HOLDING
        self.taken[p] += 1
        self.join_lane(slot, 2 * p)
        self.seized[slot] = time
        if self.recording:
            self.rows.seized[self.row[slot]] = int(time)

    def give_back(self, slot: int, p: int) -> None:
        """Leave the PSAP: position, count and session."""
        state = self.state[slot]
        if state in (codes.HOLDING, codes.PICKING, codes.RINGING):
            self.taken[p] -= 1
        self.leave_lane(slot)
        self.count_out(slot, p)
        self.let_go(slot)

    def finish(self, slot: int, time: float) -> None:
        """A position is free again."""
        p = self.psap[slot]
        self.give_back(slot, p)
        if self.way[slot] == codes.CALL_BACK:
            self.finish_call_back(slot, time)
        elif self.verdict[slot] == codes.NO_AUDIO:
            self.fail(slot, codes.NO_AUDIO, p, time)
        else:
            self.close(slot, self.attempt[slot], time)
            self.leave(slot, codes.SERVED)
        self.serve(p, time)

    def lose_patience(self, slot: int, time: float) -> None:
        """A waiting caller hangs up."""
        p = self.psap[slot]
        self.give_back(slot, p)
        self.fail(slot, codes.ABANDONED, p, time)
        self.serve(p, time)

    def fail(self, slot: int, outcome: int, p: int, time: float) -> None:
        """An attempt ends without help; ``p`` is the PSAP whose log gets the number, or -1."""
        self.miss(slot, outcome, self.attempt[slot], time)
        self.retry_or_leave(slot, outcome, time)
        if p >= 0:
            self.write_down(slot, p, time)
        if self.state[slot] == codes.LOST:
            self.leave(slot, codes.LOST)

    def serve(self, p: int, time: float) -> None:
        """Put free positions to work: waiting calls first, then the log."""
        waiting = 2 * p + 1
        while self.taken[p] < self.positions[p] and self.lane_held[waiting] > 0:
            slot = self.lane_head[waiting]
            self.leave_lane(slot)
            self.begin(slot, p, time)
        while (
            self.call_backs[p]
            and self.log_held[p] > 0
            and self.lane_held[waiting] == 0
            and self.positions[p] - self.taken[p] > self.reserve[p]
        ):
            self.work_log(p, time)

    def work_log(self, p: int, time: float) -> None:
        """Take the oldest number off the log and, unless that caller has been helped, dial it."""
        slot = self.strike_out(p)
        state = self.state[slot]
        if state in (codes.PLANNED, codes.PLANNED_PICKING, codes.PLANNED_HOLDING):
            self.settle_psap(self.psap[slot], time)
            state = self.state[slot]
        if state == codes.FREE:  # it was over, and settling has freed the slot
            return
        if state == codes.SERVED:
            self.leave(slot, codes.SERVED)
            return
        if state in (codes.HOLDING, codes.PLANNED_HOLDING, codes.ENGAGED) and self.is_helped(slot):
            return
        self.turn[slot] += 1
        chance = self.reachable[self.who[slot]]
        reached = 0
        if state in (codes.BETWEEN, codes.LOST) and (
            draws.chance(self.key[slot], codes.DRAW_REACHABLE, self.turn[slot]) < chance
        ):
            reached = 1
        self.dial(slot, p, reached, time)

    def is_helped(self, slot: int) -> bool:
        """Say whether somebody has answered the present attempt."""
        outcome = self.outcome[slot]
        return 0 < outcome < codes.NO_AUDIO or outcome == codes.ANSWERED_OTHER_NETWORK

    def dial(self, slot: int, p: int, reached: int, time: float) -> None:
        """Call a caller back, in a slot of its own."""
        back = self.take(self.caller[slot], self.who[slot], self.key[slot])
        self.attempt[back] = self.turn[slot]
        self.backs += 1
        self.open(back, codes.CALL_BACK, self.turn[slot], time)
        self.psap[back] = p
        if self.recording:
            self.rows.psap[self.row[back]] = p
        self.hold(back, p, time)
        if reached == 0:
            self.peer[back] = -1
            self.verdict[back] = codes.CALL_BACK_UNREACHED
            self.expect(back, codes.END, time + self.fail_ms[p])
            if self.state[slot] == codes.LOST:
                self.leave(slot, codes.LOST)
            return
        if self.state[slot] == codes.LOST:
            self.given_up[self.caller[slot] >> 32] -= 1
        self.void(slot)
        self.state[slot] = codes.ENGAGED
        self.peer[back] = slot
        self.verdict[back] = codes.ANSWERED_CALL_BACK
        self.state[back] = codes.RINGING
        self.expect(back, codes.STEP, time + self.ring_ms[p])

    def called_back(self, slot: int, time: float) -> None:
        """The person who was called back answers."""
        self.state[slot] = codes.HOLDING
        self.answer(slot, codes.ANSWERED_CALL_BACK, time)
        self.outcome[self.peer[slot]] = codes.ANSWERED_CALL_BACK
        talk = self.back_talk[self.psap[slot]]
        talk = talk * draws.exponential(self.key[slot], codes.DRAW_BACK_TALK, self.attempt[slot])
        self.expect(slot, codes.END, time + talk)

    def finish_call_back(self, slot: int, time: float) -> None:
        """A call-back is over."""
        if self.peer[slot] < 0:
            self.miss(slot, codes.CALL_BACK_UNREACHED, self.attempt[slot], time)
        else:
            self.close(slot, self.attempt[slot], time)
            self.leave(self.peer[slot], codes.SERVED)
        self.put_back(slot)

    def cut(self, slot: int, time: float) -> None:
        """Drop a call of an event-driven PSAP, or one in transit, at ``time``."""
        p = self.psap[slot]
        if self.lane[slot] >= 0:
            self.give_back(slot, p)
        else:
            self.let_go(slot)
        if self.way[slot] != codes.CALL_BACK:
            self.fail(slot, codes.DROPPED, -1, time)
            return
        self.miss(slot, codes.DROPPED, self.attempt[slot], time)
        peer = self.peer[slot]
        self.put_back(slot)
        if peer >= 0:
            self.retry_after_call_back(peer, time)

    def retry_after_call_back(self, slot: int, time: float) -> None:
        """A caller whose call-back was cut may dial again."""
        persona = self.who[slot]
        chance = self.persistence[16 * persona + codes.DROPPED]
        turn = self.turn[slot]
        self.outcome[slot] = codes.DROPPED
        if self.attempt[slot] < self.most[persona] and (
            draws.chance(self.key[slot], codes.DRAW_BACK_REDIAL, turn) < chance
        ):
            gap = self.redial_mean[persona] * draws.exponential(self.key[slot], codes.DRAW_BACK_GAP, turn)
            self.state[slot] = codes.BETWEEN
            self.expect(slot, codes.REDIAL, time + self.redial_min[persona] + gap)
        else:
            self.given_up[self.caller[slot] >> 32] += 1
            self.leave(slot, codes.LOST)

    def convert(self, p: int, before: float) -> None:
        """Make a planned PSAP event-driven; ``before`` is the last instant that has happened."""
        self.settle_all(before)
        self.take_lines(p)
        self.evented[p] = 1
        self.lines_to[p] = 0
        self.lane_soonest[p] = codes.NEVER
        oldest = -1
        slot = self.lane_head[2 * p]
        self.lane_head[2 * p] = -1
        while slot >= 0:  # the latest call comes first: turn the lane round
            after = self.lane_after[slot]
            self.lane_after[slot] = oldest
            oldest = slot
            slot = after
        slot = oldest
        while slot >= 0:
            after = self.lane_after[slot]
            self.void(slot)
            if self.state[slot] == codes.PLANNED:
                self.wait(slot, p)
            else:
                self.taken[p] += 1
                self.join_lane(slot, 2 * p)
                if self.state[slot] == codes.PLANNED_HOLDING:
                    self.state[slot] = codes.HOLDING
                    self.expect(slot, codes.END, self.release[slot])
                else:
                    self.state[slot] = codes.PICKING
                    self.expect(slot, codes.STEP, self.picks[slot])
            slot = after
