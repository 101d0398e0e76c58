"""The event loop: attempts from dialling to a PSAP's door, and what is next.

Knows routes, notices to the public and ways of calling; everything before and behind lies in the
classes it stands on. Nothing here depends on how far one advance goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, words
from hotwash.simulation.kernel.arrivals import Arrivals
from hotwash.simulation.kernel.desks import Desks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Notice, Route, Tables

_MOST_DEAD_AIR = 32_000.0  # 64 * T1 of RFC 3261: an INVITE without any answer ends then


class Engine(Desks):
    """Streams' routes and areas' notices in flat arrays, and the loop over all events."""

    __slots__ = (
        "arrivals", "has_location", "has_log", "latency", "target", "ten_digit_share", "treated_share", "treatment",
        "via", "walk_in_mean", "walk_in_share",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        streams = len(tables.streams)
        self.treatment = words.ints(streams)
        self.treated_share = words.floats(streams)
        self.target = words.ints(streams)
        self.latency = words.floats(streams)
        self.via = words.ints(streams)
        self.has_location = words.ints(streams)
        self.has_log = words.ints(streams)
        areas = len(tables.notices)
        self.ten_digit_share = words.floats(areas)
        self.walk_in_share = words.floats(areas)
        self.walk_in_mean = words.floats(areas)
        self.set_routes(tables.routes)
        self.set_notices(tables.notices)
        self.arrivals = Arrivals(tables, [self.origin[s] for s in range(streams)])

    def set_routes(self, routes: Sequence[Route]) -> None:
        """Replace every stream's route; calls under way keep theirs."""
        for s in range(len(routes)):
            route = routes[s]
            self.treatment[s] = int(route.treatment)
            self.treated_share[s] = float(route.share)
            self.target[s] = route.psap
            self.latency[s] = float(route.latency_ms)
            self.via[s] = route.border
            self.has_location[s] = 1 if route.located else 0
            self.has_log[s] = 1 if route.logged else 0

    def set_notices(self, notices: Sequence[Notice]) -> None:
        """Replace what every area has been told."""
        for a in range(len(notices)):
            self.ten_digit_share[a] = float(notices[a].ten_digit_share)
            self.walk_in_share[a] = float(notices[a].walk_in_share)
            self.walk_in_mean[a] = float(notices[a].walk_in_mean_ms)

    def run(self) -> int:
        """Run every event strictly before ``stop``; says what must grow if it had to pause."""
        while True:
            if self.spare < 4 or self.events.size >= self.most_events or self.rows.count >= self.most_rows:
                return codes.GROW_CALLS  # one more event might not find room for what it does
            due = self.arrivals.due
            if self.events.size > 0 and self.events.time[0] <= due:
                time = self.events.time[0]
                if time >= self.stop:
                    return codes.DONE
                self.clock = time
                self.happen(self.events.pop(), time)
            elif due >= self.stop:
                return codes.DONE
            elif self.arrivals.at >= self.arrivals.count:
                if not self.arrivals.refill():
                    return codes.GROW_BLOCK
            else:
                self.clock = due
                self.new_caller(self.arrivals.step(), due)

    def new_caller(self, row: int, time: float) -> None:
        """Somebody needs help."""
        stream = self.arrivals.raw_stream[row]
        number = self.arrivals.raw_number[row]
        self.callers[stream] += 1
        key = draws.caller_key(self.origin[stream], number)
        slot = self.take((stream << 32) | number, self.persona_of[stream], key)
        self.dials_in(slot, stream, time)

    def happen(self, what: int, time: float) -> None:
        """One event out of the heap, unless it is void."""
        slot = (what & codes.LOW) >> 3
        if (what >> 32) != self.gen[slot]:
            return
        self.happened += 1
        kind = what & 7
        if kind == codes.ARRIVE:
            self.arrive(slot, self.psap[slot], time)
        elif kind == codes.REDIAL:
            if self.state[slot] != codes.BETWEEN:
                self.settle(slot, time)
            self.dials_in(slot, self.caller[slot] >> 32, time)
        elif kind == codes.END:
            self.finish(slot, time)
        elif kind == codes.PATIENCE:
            self.lose_patience(slot, time)
        elif self.state[slot] == codes.RINGING:
            self.called_back(slot, time)
        elif self.state[slot] == codes.PICKING:
            self.picked_up(slot, time)
        elif self.way[slot] == codes.WALK_IN:
            self.answer(slot, codes.ANSWERED_WALK_IN, time)
            self.close(slot, self.attempt[slot], time)
            self.leave(slot, codes.SERVED)
        else:
            self.end_silence(slot, time)

    def end_silence(self, slot: int, time: float) -> None:
        """A caller who heard nothing hangs up."""
        p = self.logged[slot] - 1
        self.fail(slot, codes.SILENT, p, time)
        if p >= 0 and self.evented[p]:
            self.serve(p, time)

    def dials_in(self, slot: int, stream: int, time: float) -> None:
        """A caller makes an attempt, one way or another."""
        self.attempts += 1
        number = self.attempt[slot] + 1
        self.attempt[slot] = number
        self.state[slot] = codes.COMING
        self.verdict[slot] = codes.ANSWERED
        area = self.area_of[stream]
        by_phone = self.ten_digit_share[area]
        in_person = by_phone + self.walk_in_share[area]
        if in_person > 0.0:
            chance = draws.chance(self.key[slot], codes.DRAW_WAY, number)
            if chance < by_phone:
                self.open(slot, codes.TEN_DIGIT, number, time)
                self.arrive(slot, self.home_of[stream], time)
                return
            if chance < in_person:
                self.open(slot, codes.WALK_IN, number, time)
                way = self.walk_in_mean[area] * draws.exponential(self.key[slot], codes.DRAW_WALK, number)
                self.expect(slot, codes.STEP, time + way)
                return
        self.open(slot, codes.EMERGENCY, number, time)
        self.dials_emergency(slot, stream, time)

    def dials_emergency(self, slot: int, stream: int, time: float) -> None:
        """A 911 attempt: border, treatment, way to the PSAP."""
        border = self.via[stream]
        if border >= 0:
            if self.recording:
                self.rows.border[self.row[slot]] = border
            if not self.admits(border, time):
                self.falls_silent(slot, time)
                return
        treatment = self.treatment[stream]
        if treatment != codes.TREAT_DELIVER and self.treated_share[stream] < 1.0:
            chance = draws.chance(self.key[slot], codes.DRAW_SHARE, self.attempt[slot])
            if chance >= self.treated_share[stream]:
                treatment = codes.TREAT_DELIVER
        p = self.target[stream]
        if treatment == codes.TREAT_REJECT:
            self.fail(slot, codes.REJECTED, -1, time)
            return
        if treatment == codes.TREAT_SILENT or p < 0:
            if self.has_log[stream]:
                self.logged[slot] = p + 1
            self.falls_silent(slot, time)
            return
        if treatment == codes.TREAT_NO_AUDIO:
            self.verdict[slot] = codes.NO_AUDIO
        if border >= 0:
            self.join_door(slot, border)
        if self.has_location[stream]:
            self.located[slot] = 1
            if self.recording:
                self.rows.located[self.row[slot]] = 1
        if self.latency[stream] > 0.0:
            self.psap[slot] = p
            self.events.push(time + self.latency[stream], (self.gen[slot] << 32) | (slot << 3) | codes.ARRIVE)
        else:
            self.arrive(slot, p, time)

    def falls_silent(self, slot: int, time: float) -> None:
        """The caller hears nothing, for a while."""
        dead_air = self.dead_air[self.who[slot]]
        if dead_air <= 0.0:
            self.end_silence(slot, time)
            return
        dead_air *= draws.exponential(self.key[slot], codes.DRAW_DEAD_AIR, self.attempt[slot])
        if dead_air > _MOST_DEAD_AIR:
            dead_air = _MOST_DEAD_AIR
        self.expect(slot, codes.STEP, time + dead_air)

    def arrive(self, slot: int, p: int, time: float) -> None:
        """A call reaches a PSAP: in, over to its neighbour, or busy."""
        self.psap[slot] = p
        if self.way[slot] == codes.EMERGENCY and self.emergency[p] < self.room_for[p]:
            self.emergency[p] += 1
        elif self.has_room(slot, p, time):
            self.count_in(slot, p)
        else:
            self.is_full(slot, p, time)
            return
        self.delivered[slot] = time
        if self.recording:
            self.rows.psap[self.row[slot]] = p
            self.rows.delivered[self.row[slot]] = int(time)
        if self.verdict[slot] != codes.NO_AUDIO and (
            p != self.home_of[self.caller[slot] >> 32] or self.located[slot] == 0 or self.way[slot] != codes.EMERGENCY
        ):
            self.judge(slot, p)
        if self.evented[p]:
            self.attend(slot, p, time)
        else:
            self.plan(slot, p, time)

    def is_full(self, slot: int, p: int, time: float) -> None:
        """No room: overflow once, else busy."""
        if self.way[slot] == codes.EMERGENCY:
            self.trip(codes.QUEUE_FULL, p, time)
            if self.overflow[p] >= 0 and self.overflowed[slot] == 0:
                self.overflowed[slot] = 1
                self.overflows += 1
                self.psap[slot] = self.overflow[p]
                self.expect(slot, codes.ARRIVE, time + self.overflow_ms[p])
                return
        if self.recording:
            self.rows.psap[self.row[slot]] = p
        self.leave_door(slot)
        self.fail(slot, codes.BUSY, -1, time)
