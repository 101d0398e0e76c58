"""What can become of an attempt between dialling and a PSAP's door, apart from getting there.

Knows routes, notices to the public and ways of calling; everything behind lies in the classes it
stands on, and the loop over all events on top of it. Nothing here depends on how far one advance
goes.
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
    """Streams' routes and areas' notices in flat arrays."""

    __slots__ = (
        "arrivals", "has_location", "has_log", "latency", "notified", "target", "ten_digit_share", "treated_share",
        "treatment", "via", "walk_in_mean", "walk_in_share",
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
        self.notified = any(notice.ten_digit_share + notice.walk_in_share > 0.0 for notice in notices)

    def happen(self, slot: int, kind: int, time: float) -> None:
        """An event of a kind that planned calls do not have."""
        if kind == codes.END:
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

    def chooses(self, slot: int, stream: int, number: int) -> int:
        """The way in which a caller who may have heard a notice makes an attempt."""
        area = self.area_of[stream]
        by_phone = self.ten_digit_share[area]
        in_person = by_phone + self.walk_in_share[area]
        if in_person > 0.0:
            chance = draws.chance(self.key[slot], codes.DRAW_WAY, number)
            if chance < by_phone:
                return codes.TEN_DIGIT
            if chance < in_person:
                return codes.WALK_IN
        return codes.EMERGENCY

    def walks(self, slot: int, stream: int, time: float) -> None:
        """A caller sets out to the PSAP in person."""
        way = self.walk_in_mean[self.area_of[stream]]
        way = way * draws.exponential(self.key[slot], codes.DRAW_WALK, self.attempt[slot])
        self.expect(slot, codes.STEP, time + way)

    def passes(self, slot: int, stream: int, treatment: int, p: int, time: float) -> bool:
        """Do to a 911 attempt what the network does to it; True when it goes on to the PSAP, without audio."""
        if treatment == codes.TREAT_REJECT:
            self.fail(slot, codes.REJECTED, -1, time)
            return False
        if treatment == codes.TREAT_SILENT or p < 0:
            if self.has_log[stream]:
                self.logged[slot] = p + 1
            self.falls_silent(slot, time)
            return False
        self.verdict[slot] = codes.NO_AUDIO
        return True

    def falls_silent(self, slot: int, time: float) -> None:
        """The caller hears nothing, for a while."""
        dead_air = self.dead_air[self.who[slot]]
        if dead_air <= 0.0:
            if self.logged[slot]:
                self.end_silence(slot, time)
            else:
                self.fail(slot, codes.SILENT, -1, time)
            return
        dead_air *= draws.exponential(self.key[slot], codes.DRAW_DEAD_AIR, self.attempt[slot])
        if dead_air > _MOST_DEAD_AIR:
            dead_air = _MOST_DEAD_AIR
        self.expect(slot, codes.STEP, time + dead_air)

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
