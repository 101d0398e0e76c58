"""The loop over all events, in which the calls that nothing happens to are dealt with in one piece.

Knows everything below it and takes most of it into its own hands, for speed; nothing depends on
how far one run goes.
"""

from __future__ import annotations

from hotwash.simulation.kernel import book, codes, draws, foresight, reals
from hotwash.simulation.kernel.engine import Engine


class Loop(Engine):
    """The engine, running."""

    __slots__ = ()

    def run(self) -> int:
        """Run every event strictly before ``stop``; says what must grow if it had to pause.

        An attempt is taken from dialling to its planned end in one piece where no event can come
        between. Whatever is rare is a method; what most calls do is written out, with arrays and
        constants in locals, because the plain kernel pays for every call and every attribute.
        """
        due = self.arrivals.due
        heap_time = self.events.time
        if due >= self.stop and heap_time[0] >= self.stop:
            return codes.DONE
        new_time, new_caller, new_key = self.arrivals.ready.time, self.arrivals.ready.caller, self.arrivals.ready.key
        new_share, new_talk = self.arrivals.ready.share, self.arrivals.ready.talk
        at, count = self.arrivals.at, self.arrivals.count
        persona_of, home_of, via = self.persona_of, self.home_of, self.via
        target, treatment, sure, latency = self.target, self.treatment, self.sure, self.latency
        blind, rate, burst, tokens, trunk_of = self.blind, self.rate, self.burst, self.tokens, self.trunk
        token_time, least_limit, session_held = self.token_time, self.least_limit, self.session_held
        free, aged, door_1 = self.free, self.aged, self.door_1
        key, caller, attempt, who, psap = self.key, self.caller, self.attempt, self.who, self.psap
        border, state, gen, outcome, verdict = self.border, self.state, self.gen, self.outcome, self.verdict
        located, logged, overflowed, turn, lane = self.located, self.logged, self.overflowed, self.turn, self.lane
        started, delivered, answered = self.started, self.delivered, self.answered
        log_at, bar, lines_to, per_source = self.log_at, self.bar, self.lines_to, self.per_source
        packed, hushed, dead_air = self.packed, self.hushed, self.dead_air
        emergency, room_for, evented, follow, free_at = (
            self.emergency,
            self.room_for,
            self.evented,
            self.follow,
            self.free_at,
        )
        spot, pick_up, talk, patience_factor = self.spot, self.pick_up, self.talk, self.patience_factor
        line_time, line_word, line_free, lasting = self.line_time, self.line_word, self.line_free, self.lasting
        talk_factor, recording, notified, camping = self.talk_factor, self.recording, self.notified, self.camping
        aging, doored, triaged = self.aging, self.doored, self.triaged
        way_of, stray, straying = self.way, self.stray, self.straying
        mask, gold, mix_1, mix_2, unit = draws.MASK, draws.GOLD, draws.MIX_1, draws.MIX_2, draws.UNIT
        redial, by_911, deliver, no_audio = codes.REDIAL, codes.EMERGENCY, codes.TREAT_DELIVER, codes.NO_AUDIO
        by_draw, arrive, straight, seats, never = codes.TREAT_DRAWN, codes.ARRIVE, 5, 6, codes.NEVER
        here, abandoned, silent, silenced = codes.ANSWERED, codes.ABANDONED, codes.TREAT_SILENT, codes.SILENT
        # Whether all that can lie between a caller and the PSAP is a border's rate and sessions.
        simple = self.lining and not (recording or notified or aging or doored)
        time, p, way, before, word = self.clock, -1, by_911, 0, 0
        level = came = began = start = ends = talks = 0.0
        b = one = k = place = trunk = pack = 0
        hold_time, hold_began, hold_talk = codes.NEVER, 0.0, 0.0  # a call on its way to its PSAP, without a slot
        hold_one = hold_key = hold_pack = 0
        spokes, tally, served = self.spokes, self.tally, self.served
        last_spoke, per_spoke, foresee = book.SPOKES - 1, book.PER_SPOKE, self.streams >= foresight.FORESEES
        attempts = happened = helped = left = 0
        while True:
            if left > 0:
                left -= 1
            elif (
                self.spare < 4
                or self.line_spare < 4
                or self.events.size >= self.most_events
                or self.rows.count >= self.most_rows
            ):
                status = codes.GROW_CALLS  # one more event might not find room for what it does
                break
            else:  # look again after as many events as surely find room
                left = min(self.spare, self.line_spare, self.most_events - self.events.size)
                left = min(left, self.most_rows - self.rows.count) // 8
            if hold_time <= due and hold_time <= heap_time[0]:
                if hold_time >= self.stop:
                    status = codes.DONE
                    break
                time, began, one, k, pack, talks = hold_time, hold_began, hold_one, hold_key, hold_pack, hold_talk
                hold_time = never
                if time == heap_time[0]:  # then the order is that of the heap
                    slot = self.seat(one, k, pack, talks, began)
                    self.events.push(time, (gen[slot] << 32) | (slot << 3) | arrive)
                    continue
                happened += 1
                s = one >> 32
                p = (pack >> 21) & 0x3FFFFF
                kind = straight
            elif heap_time[0] <= due:
                if heap_time[0] >= self.stop:
                    status = codes.DONE
                    break
                time = heap_time[0]
                what = self.events.pop()
                slot = (what & codes.LOW) >> 3
                if (what >> 32) != gen[slot]:
                    continue
                happened += 1
                kind = what & 7
                if kind == redial:
                    if state[slot] != codes.BETWEEN:
                        self.settle_psap(psap[slot], time)
                    s = caller[slot] >> 32
                    number = attempt[slot] + 1
                elif kind == arrive:
                    p = psap[slot]
                    way = way_of[slot]
                    s = caller[slot] >> 32
                else:
                    self.happen(slot, kind, time)
                    continue
            elif due >= self.stop:
                status = codes.DONE
                break
            elif at >= count:
                if not self.arrivals.refill():
                    at = self.arrivals.at
                    status = codes.GROW_BLOCK
                    break
                at = 0
                count = self.arrivals.count
                due = self.arrivals.due
                continue
            else:  # somebody needs help
                time = due
                one = new_caller[at]
                s = one >> 32
                word = new_share[at]
                talks = new_talk[at]
                if self.turns <= time:
                    self.roll(time)
                k = new_key[at]
                at += 1
                due = new_time[at]
                if foresee and at + 24 < count:
                    foresight.look(
                        new_caller, at, bar, packed, latency, served, emergency, lines_to, spot, free_at, follow
                    )
                number = 1
                kind = redial
                while simple:  # once: left, with nothing done, where anything is out of the ordinary
                    if word <= bar[s]:
                        break
                    pack = packed[s]
                    p = (pack >> 21) & 0x3FFFFF
                    b = ((pack >> 1) & 0xFFFFF) - 1
                    if b >= 0:
                        if rate[b] > 0.0:
                            trunk = trunk_of[s] if per_source[b] else b * self.sources
                            level = tokens[trunk] + (time - token_time[trunk]) * rate[b]
                            level = level if level < burst[b] else burst[b]
                            if level < 1.0:
                                break
                        if 0 < least_limit[b] <= session_held[b]:
                            break
                    if b >= 0:
                        if rate[b] > 0.0:
                            token_time[trunk] = time
                            tokens[trunk] = level - 1.0
                        session_held[b] += 1
                    attempts += 1
                    came = time + latency[s]
                    kind = straight
                    break
                if kind == straight:
                    began = time
                    if came > time:
                        if came >= due or came >= self.stop or heap_time[0] <= came or hold_time <= came:
                            if hold_time == never:  # most often one is on the way at most
                                hold_time, hold_began, hold_one, hold_key = came, began, one, k
                                hold_pack, hold_talk = pack, talks
                            else:
                                slot = self.seat(one, k, pack, talks, began)
                                self.events.push(came, (gen[slot] << 32) | (slot << 3) | arrive)
                            continue
                        happened += 1  # nothing can come between
                        time = came
                else:
                    spare = self.spare - 1
                    self.spare = spare
                    slot = free[spare]
                    caller[slot] = one
                    key[slot] = k
                    talk[slot] = talks
                    who[slot] = persona_of[s]
                    turn[slot] = 0
            if kind == redial:
                attempts += 1
                attempt[slot] = number
                way = self.chooses(slot, s, number) if notified else by_911
                way_of[slot] = way
                if camping:
                    before = outcome[slot]
                outcome[slot] = 0
                lane[slot] = -1
                border[slot] = -1
                logged[slot] = 0
                overflowed[slot] = 0
                state[slot] = codes.COMING
                verdict[slot] = here
                psap[slot] = -1
                started[slot] = time
                delivered[slot] = -1.0
                answered[slot] = -1.0
                if recording:
                    self.row[slot] = self.rows.open(caller[slot], number, way, self.version, time)
                if way == by_911:
                    r = self.camps_on(slot, s, before) if camping and number > 1 else s
                    if straying and stray[r] > 0.0 and self.is_blind(slot, stray[r]):
                        r = self.goes_astray(slot, r)
                    treated = treatment[r]
                    if treated == by_draw:
                        if number > 1:
                            word = (key[slot] + (16 * number + 1) * gold) & mask
                            word = ((word ^ (word >> 30)) * mix_1) & mask
                            word = ((word ^ (word >> 27)) * mix_2) & mask
                        if word > sure[r]:
                            treated = deliver
                        else:
                            treated = self.drawn(r, (((word ^ (word >> 31)) >> 12) + 0.5) * unit)
                    b = via[r]
                    if b >= 0:
                        if recording:
                            self.rows.border[self.row[slot]] = b
                        if aging and aged[b] > 0.0 and self.has_aged(b, b * self.sources + self.source_of[r], time):
                            self.falls_silent(slot, time)
                            continue
                        if rate[b] > 0.0:
                            i = trunk_of[r]
                            level = tokens[i] + (time - token_time[i]) * rate[b]
                            if level > burst[b]:
                                level = burst[b]
                            token_time[i] = time
                            if level < 1.0:
                                tokens[i] = level
                                if not self.suffers(slot, r, self.over_rate(b, time), time):
                                    continue
                            else:
                                tokens[i] = level - 1.0
                        if 0 < least_limit[b] <= session_held[b] and not self.suffers(
                            slot, r, self.over_sessions(b, time), time
                        ):
                            continue
                    p = target[r]
                    if treated == silent and hushed[r] and dead_air[who[slot]] <= 0.0:
                        self.loses(slot, silenced, number, time)
                        continue
                    if (treated != deliver or p < 0) and not self.passes(slot, r, treated, p, time):
                        continue
                    if doored and door_1[r] >= 0 and not self.enters(slot, r, time):
                        continue
                    if b >= 0:
                        border[slot] = b
                        session_held[b] += 1
                    if blind[r] <= 0.0 or not self.is_blind(slot, blind[r]):
                        located[slot] = 1
                        if recording:
                            self.rows.located[self.row[slot]] = 1
                    else:
                        located[slot] = 0
                    if latency[r] > 0.0:
                        arrives = time + latency[r]
                        if arrives >= due or arrives >= self.stop or heap_time[0] <= arrives or hold_time <= arrives:
                            psap[slot] = p
                            self.events.push(arrives, (gen[slot] << 32) | (slot << 3) | codes.ARRIVE)
                            continue
                        time = arrives  # nothing can come between
                        happened += 1
                elif way == codes.TEN_DIGIT:
                    if self.misdials(slot, s, time):
                        continue
                    p = home_of[s]
                else:
                    self.walks(slot, s, time)
                    continue
            if kind == straight:
                kind = seats
                if emergency[p] < lines_to[p]:
                    place = spot[p]
                    if free_at[place] <= time:
                        start = time
                        spot[p] = follow[place]
                        kind = straight
                    else:
                        place = self.position(p, time)
                        start = free_at[place]
                        kind = straight
                        if start <= time:
                            start = time
                        else:
                            i = persona_of[s]
                            ends = time + self.patience_of(i, k, 1) * patience_factor[p]
                            if ends < start:
                                start = never
                                pack += (abandoned - ((pack >> 43) & 15)) << 43
                                if lasting[i]:
                                    kind = seats
                if kind == seats:
                    slot = self.seat(one, k, pack, talks, began)
                    way = by_911
            if kind == straight:
                emergency[p] += 1
                came = time
            else:
                psap[slot] = p
                if way == by_911 and emergency[p] < room_for[p]:
                    emergency[p] += 1
                elif self.has_room(slot, p, time):
                    self.count_in(slot, p)
                else:
                    self.is_full(slot, p, time)
                    continue
                delivered[slot] = time
                if recording:
                    self.rows.psap[self.row[slot]] = p
                    self.rows.delivered[self.row[slot]] = int(time)
                if p != home_of[s] or located[slot] == 0 or way != by_911:
                    self.judge(slot)
                if evented[p]:
                    self.attend(slot, p, time)
                    continue
                place = spot[p]
                if (
                    (free_at[place] > time or verdict[slot] >= no_audio or way != by_911 or pick_up[p] > 0.0)
                    or (recording or doored or log_at[slot] >= 0 or turn[slot] > 0 or attempt[slot] > 0xFFFF)
                ):  # fmt: skip
                    self.plan(slot, p, time)
                    continue
                spot[p] = follow[place]
                k = key[slot]
                one = caller[slot]
                pack = (((attempt[slot] << 4) | verdict[slot]) << 43) | (p << 21) | ((border[slot] + 1) << 1)
                began = started[slot]
                talks = talk[slot]
                came = start = time
                state[slot] = codes.FREE  # a line of the book is enough; none of its events is still ahead
                free[self.spare] = slot
                self.spare += 1
            if start != never:
                ends = start + talks * talk_factor[p] if triaged else start + talks
                free_at[place] = ends
            if start <= time:
                helped += 1
                tally[(pack >> 43) & 15] += 1
                served[one >> 32] += 1
                pack |= 1
            else:
                self.pending += 1
            spare = self.line_spare - 1
            self.line_spare = spare
            line = line_free[spare]
            place = 4 * line
            line_time[place] = began
            line_time[place + 1] = came
            line_time[place + 2] = start
            line_time[place + 3] = ends
            line_word[place] = k
            line_word[place + 1] = one
            line_word[place + 2] = pack
            i = reals.whole(ends * per_spoke)
            if i > self.spoke + last_spoke:
                i = self.spoke + last_spoke
            if ends < self.sooner:
                self.sooner = ends
            i &= last_spoke
            self.written += 1
            line_word[place + 3] = (self.written << 24) | spokes[i]
            spokes[i] = line + 1
        if hold_time < never:
            slot = self.seat(hold_one, hold_key, hold_pack, hold_talk, hold_began)
            self.events.push(hold_time, (gen[slot] << 32) | (slot << 3) | arrive)
        self.arrivals.at = at
        self.arrivals.due = due
        self.clock = time
        self.attempts += attempts
        self.in_progress += attempts - helped
        self.happened += happened
        return status

    def seat(self, caller: int, key: int, pack: int, talk: float, began: float) -> int:
        """A slot for a first attempt that has passed its border and is on its way; ``pack`` is as in a line."""
        slot = self.take(caller, self.persona_of[caller >> 32], key)
        self.open(slot, codes.EMERGENCY, 1, began)
        self.in_progress -= 1  # the loop counts it
        self.attempt[slot] = 1
        self.talk[slot] = talk
        self.psap[slot] = (pack >> 21) & 0x3FFFFF
        self.border[slot] = ((pack >> 1) & 0xFFFFF) - 1
        self.located[slot] = 1
        self.verdict[slot] = codes.ANSWERED
        self.state[slot] = codes.COMING
        return slot
