"""What can become of an attempt between dialling and a PSAP's door, apart from getting there.

Knows routes, notices to the public and ways of calling; everything behind lies in the classes it
stands on, and the loop over all events on top of it. Nothing here depends on how far one advance
goes.
"""

from __future__ import annotations

from hotwash.simulation.kernel import codes, draws
from hotwash.simulation.kernel.routes import Routes

_MOST_DEAD_AIR = 32_000.0  # 64 * T1 of RFC 3261: an INVITE without any answer ends then


class Engine(Routes):
    """An attempt on its way."""

    __slots__ = ()

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
        elif self.way[slot] == codes.TEN_DIGIT:
            self.fail(slot, codes.WRONG_PLACE, -1, time)
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

    def misdials(self, slot: int, stream: int, time: float) -> bool:
        """Say whether a ten-digit attempt reaches a stranger, who is talked to for a moment."""
        area = self.area_of[stream]
        share = self.wrong_share[area]
        if share <= 0.0:
            return False
        number = self.attempt[slot]
        if share < 1.0 and draws.chance(self.key[slot], codes.DRAW_WRONG, number) >= share:
            return False
        talk = self.wrong_talk[area] * draws.exponential(self.key[slot], codes.DRAW_WRONG_TALK, number)
        self.expect(slot, codes.STEP, time + talk)
        return True

    def camps_on(self, slot: int, stream: int, last: int) -> int:
        """The stream by whose route a caller redials whose last attempt came to ``last``; most often the own one."""
        other = self.camp_of[stream]
        if other < 0 or last not in (codes.SILENT, codes.REJECTED, codes.NO_AUDIO):
            return stream
        share = self.camps[self.who[slot]]
        if share < 1.0 and draws.chance(self.key[slot], codes.DRAW_CAMP, self.attempt[slot]) >= share:
            return stream
        self.verdict[slot] = codes.ANSWERED_OTHER_NETWORK
        if self.recording:
            self.rows.route[self.row[slot]] = other
        return other

    def passes(self, slot: int, route: int, treatment: int, p: int, time: float) -> bool:
        """Do to a 911 attempt what the network does to it; True when it goes on to the PSAP, without audio."""
        if treatment == codes.TREAT_SILENT or (p < 0 and treatment != codes.TREAT_REJECT):
            if self.has_log[route]:
                self.logged[slot] = p + 1
            treatment = codes.TREAT_SILENT
        return self.suffers(slot, route, treatment, time)

    def suffers(self, slot: int, route: int, treatment: int, time: float) -> bool:
        """What a limit or the network does to a 911 attempt; True when it goes on."""
        if treatment == codes.TREAT_SILENT:
            b = self.via[route]
            if b >= 0 and self.rate[b] > 0.0 and self.weight[route] > 1.0:
                self.repeat(b, self.trunk[route], self.weight[route] - 1.0)
            self.falls_silent(slot, time)
            return False
        if treatment == codes.TREAT_REJECT:
            self.fail(slot, codes.REJECTED, -1, time)
            return False
        if treatment == codes.TREAT_NO_AUDIO:
            self.verdict[slot] = codes.NO_AUDIO
        return True

    def drawn(self, route: int, chance: float) -> int:
        """The treatment that a chance stands for on a route."""
        if chance >= self.treated_share[route]:
            return codes.TREAT_DELIVER
        if chance < self.silent_share[route]:
            return codes.TREAT_SILENT
        if chance < self.rejected_share[route]:
            return codes.TREAT_REJECT
        return codes.TREAT_NO_AUDIO

    def enters(self, slot: int, route: int, time: float) -> bool:
        """Take a place behind every door of the route, or none and meet what the first full one does to a call."""
        one, two = self.door_1[route], self.door_2[route]
        if not self.suffers(slot, route, self.over_door(one, time), time):
            return False
        if two >= 0 and not self.suffers(slot, route, self.over_door(two, time), time):
            return False
        self.door_held[one] += 1
        self.held_doors[slot] = one + 1
        if two >= 0:
            self.door_held[two] += 1
            self.held_doors[slot] += (two + 1) << 20
        return True

    def is_blind(self, slot: int, share: float) -> bool:
        """Say whether a call of a route that loses this share of locations loses its own."""
        return share >= 1.0 or draws.chance(self.key[slot], codes.DRAW_BLIND, self.attempt[slot]) < share

    def goes_astray(self, slot: int, route: int) -> int:
        """The row of where a route's calls without a location go; the record says that this is one."""
        if self.recording:
            self.rows.astray[self.row[slot]] = 1
        return route + self.streams

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
        self.let_go(slot)
        self.fail(slot, codes.BUSY, -1, time)
