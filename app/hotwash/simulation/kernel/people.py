"""Callers as slots in flat arrays: how an attempt begins, is noted and fails, and who tries again.

Knows personas, the record and the logs of numbers; not how a call reaches anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, reals, words
from hotwash.simulation.kernel.rows import Rows
from hotwash.simulation.kernel.slots import Slots

if TYPE_CHECKING:
    from hotwash.simulation.tables import Persona, Tables

_FIRST_ROWS = 256
_FAILURES = (codes.SILENT, codes.REJECTED, codes.NO_AUDIO, codes.BUSY, codes.ABANDONED, codes.DROPPED)
_FOLD = 1_000_003  # odd, so that each field of a checksum term moves all bits above it


class People(Slots):
    """The state of every caller, and the tallies; ``served`` and ``given_up`` are kept by stream."""

    __slots__ = (
        "area_of", "attempts", "backs", "camp_of", "camps", "check", "clock", "dead_air", "dialable", "ended",
        "given_up", "happened", "hello", "home_of", "in_progress", "lasting", "log_head", "log_held", "log_tail",
        "most", "most_events", "most_rows", "origin", "overflows", "patience", "persistence", "persona_of",
        "reachable", "recording", "redial_mean", "redial_min", "rows", "served", "source_of", "tag_of",
        "talk_scale", "talk_sigma", "tally", "version",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__()
        self.recording = record
        self.version = 0
        self.clock = 0.0
        self.attempts = 0
        self.backs = 0
        self.in_progress = 0
        self.ended = 0
        self.overflows = 0
        self.happened = 0
        self.check = 0
        self.tally = words.ints(16)
        self._streams(tables, seed)
        self._personas(tables)
        self.rows = Rows(_FIRST_ROWS)
        self.most_events = self.events.room - 8
        self.most_rows = self.rows.room - 4
        psaps = len(tables.answering)
        self.log_head = words.ints(psaps)
        self.log_tail = words.ints(psaps)
        self.log_held = words.ints(psaps)
        for p in range(psaps):
            self.log_head[p] = -1
            self.log_tail[p] = -1

    def _streams(self, tables: Tables, seed: int) -> None:
        count = len(tables.streams)
        self.origin = words.words(count)
        self.persona_of = words.ints(count)
        self.home_of = words.smalls(count)
        self.area_of = words.ints(count)
        self.tag_of = words.ints(count)
        self.source_of = words.ints(2 * count)  # as routes have two rows
        self.camp_of = words.ints(count)
        self.served = words.ints(count)
        self.given_up = words.ints(count)
        for s in range(count):
            stream = tables.streams[s]
            self.origin[s] = draws.stream_key(seed & draws.MASK, stream.key & draws.MASK)
            self.persona_of[s] = stream.persona
            self.home_of[s] = stream.home
            self.area_of[s] = stream.area
            self.tag_of[s] = stream.tag
            self.source_of[s] = self.source_of[count + s] = stream.source if stream.source >= 0 else stream.tag
            self.camp_of[s] = stream.camp

    def _personas(self, tables: Tables) -> None:
        count = len(tables.personas)
        self.patience = words.floats(count)
        self.dead_air = words.floats(count)
        self.persistence = words.floats(16 * count)
        self.redial_min = words.floats(count)
        self.redial_mean = words.floats(count)
        self.most = words.ints(count)
        self.talk_scale = words.floats(count)
        self.talk_sigma = words.floats(count)
        self.hello = words.floats(count)
        self.dialable = words.floats(count)
        self.reachable = words.floats(count)
        self.camps = words.floats(count)
        self.lasting = words.ints(count)  # whether something can be left to come once a first attempt is abandoned
        for i in range(count):
            self._persona(i, tables.personas[i])

    def _persona(self, i: int, persona: Persona) -> None:
        self.patience[i] = float(persona.patience_mean_ms)
        self.dead_air[i] = float(persona.dead_air_mean_ms)
        for k in range(6):
            self.persistence[16 * i + _FAILURES[k]] = float(persona.persistence[k])
        self.persistence[16 * i + codes.WRONG_PLACE] = self.persistence[16 * i + codes.REJECTED]
        self.redial_min[i] = float(persona.redial_min_ms)
        self.redial_mean[i] = float(persona.redial_mean_ms)
        self.most[i] = int(persona.max_attempts)
        sigma = float(persona.talk_sigma)
        self.talk_sigma[i] = sigma
        self.talk_scale[i] = float(persona.talk_mean_ms) * (draws.exp(-0.5 * sigma * sigma) if sigma > 0.0 else 1.0)
        self.hello[i] = float(persona.hello_mean_ms)
        self.dialable[i] = float(persona.dialable)
        self.reachable[i] = float(persona.reachable)
        self.camps[i] = float(persona.camps)
        redials = self.persistence[16 * i + codes.ABANDONED] > 0.0 and self.most[i] > 1
        self.lasting[i] = 1 if redials or self.dialable[i] > 0.0 else 0

    def open(self, slot: int, way: int, number: int, time: float) -> None:
        """Begin an attempt: its row and the fields that belong to it."""
        self.way[slot] = way
        self.outcome[slot] = 0
        self.psap[slot] = -1
        self.border[slot] = -1
        self.located[slot] = 0
        self.logged[slot] = 0
        self.overflowed[slot] = 0
        self.started[slot] = time
        self.delivered[slot] = -1.0
        self.seized[slot] = -1.0
        self.answered[slot] = -1.0
        self.in_progress += 1
        if self.recording:
            self.row[slot] = self.rows.open(self.caller[slot], number, way, self.version, time)

    def answer(self, slot: int, outcome: int, time: float) -> None:
        """Somebody helps this caller from now on."""
        self.answered[slot] = time
        self.outcome[slot] = outcome
        self.tally[outcome] += 1
        self.in_progress -= 1
        self.served[self.caller[slot] >> 32] += 1
        if self.recording:
            self.rows.answered[self.row[slot]] = int(time)
            self.rows.outcome[self.row[slot]] = outcome

    def close(self, slot: int, number: int, time: float) -> None:
        """End the attempt's row; its outcome stands. Adds its term to the checksum."""
        self.ended += 1
        started = int(self.started[slot])
        delivered = int(self.delivered[slot])
        answered = int(self.answered[slot])
        ended = int(time)
        fold = (number * 16 + self.outcome[slot]) * 4 + self.way[slot]
        fold = fold * _FOLD + self.psap[slot]
        fold = fold * _FOLD + started
        fold = fold * _FOLD + delivered
        fold = fold * _FOLD + answered
        fold = (fold * _FOLD + ended) & draws.MASK
        term = ((self.key[slot] ^ fold) * draws.GOLD) & draws.MASK
        self.check = (self.check + (term ^ (term >> 29))) & draws.MASK
        if self.recording:
            self.rows.close(self.row[slot], time)

    def miss(self, slot: int, outcome: int, number: int, time: float) -> None:
        """End the attempt without help, or cut short the help it had."""
        if self.outcome[slot] != 0:
            self.tally[self.outcome[slot]] -= 1
            self.served[self.caller[slot] >> 32] -= 1
        else:
            self.in_progress -= 1
        self.tally[outcome] += 1
        self.outcome[slot] = outcome
        if self.recording:
            self.rows.outcome[self.row[slot]] = outcome
        self.close(slot, number, time)

    def redials_at(self, slot: int, outcome: int, time: float) -> float:
        """When a caller whose present attempt fails like this at ``time`` dials again; never if that was the last."""
        persona = self.who[slot]
        attempt = self.attempt[slot]
        chance = self.persistence[16 * persona + outcome]
        if chance <= 0.0 or attempt >= self.most[persona]:
            return codes.NEVER
        key = self.key[slot]
        if chance < 1.0 and draws.chance(key, codes.DRAW_REDIAL, attempt) >= chance:
            return codes.NEVER
        gap = self.redial_mean[persona] * draws.exponential(key, codes.DRAW_GAP, attempt)
        return time + self.redial_min[persona] + gap

    def retry_or_leave(self, slot: int, outcome: int, time: float) -> None:
        """After a failure at ``time``: a redial, or one caller more who gave up."""
        self.void(slot)
        redials = self.redials_at(slot, outcome, time)
        if redials < codes.NEVER:
            self.state[slot] = codes.BETWEEN
            self.expect(slot, codes.REDIAL, redials)
        else:
            self.state[slot] = codes.LOST
            self.given_up[self.caller[slot] >> 32] += 1

    def loses(self, slot: int, outcome: int, number: int, time: float) -> None:
        """An attempt ends in the instant in which it began: ``miss`` and ``retry_or_leave`` in one, for no record.

        No event is ahead of the slot.
        """
        self.tally[outcome] += 1
        self.outcome[slot] = outcome
        self.in_progress -= 1
        self.ended += 1
        whole = reals.whole(time)
        fold = ((number * 16 + outcome) * 4 + self.way[slot]) * _FOLD + self.psap[slot]
        fold = (((fold * _FOLD + whole) * _FOLD - 1) * _FOLD - 1) * _FOLD + whole  # it came to nobody
        term = ((self.key[slot] ^ (fold & draws.MASK)) * draws.GOLD) & draws.MASK
        self.check = (self.check + (term ^ (term >> 29))) & draws.MASK
        redials = self.redials_at(slot, outcome, time)
        if redials < codes.NEVER:
            self.state[slot] = codes.BETWEEN
            self.events.push(redials, (self.gen[slot] << 32) | (slot << 3) | codes.REDIAL)
            return
        self.given_up[self.caller[slot] >> 32] += 1
        self.leave(slot, codes.LOST)

    def leave(self, slot: int, state: int) -> None:
        """The caller is done with; the slot stays as long as the number is in a log."""
        if self.log_at[slot] < 0:
            self.put_back(slot)
        else:
            self.void(slot)
            self.state[slot] = state

    def write_down(self, slot: int, p: int, time: float) -> None:
        """Put the caller's number into a PSAP's log, unless it is in one or cannot be dialled."""
        if self.log_at[slot] >= 0:
            return
        chance = self.dialable[self.who[slot]]
        if chance <= 0.0 or draws.chance(self.key[slot], codes.DRAW_DIALABLE, 0) >= chance:
            return
        self.log_at[slot] = p
        self.log_time[slot] = time
        self.log_after[slot] = -1
        if self.log_tail[p] < 0:
            self.log_head[p] = slot
        else:
            self.log_after[self.log_tail[p]] = slot
        self.log_tail[p] = slot
        self.log_held[p] += 1

    def strike_out(self, p: int) -> int:
        """Take the oldest number off a PSAP's log."""
        slot = self.log_head[p]
        self.log_head[p] = self.log_after[slot]
        if self.log_head[p] < 0:
            self.log_tail[p] = -1
        self.log_held[p] -= 1
        self.log_at[slot] = -1
        return slot
