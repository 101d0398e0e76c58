"""The book: planned calls of which nothing but their end is left to come, a line each, until they are over.

Knows lines and when they end; not how a call becomes one. Such a call redials no more, is in no log and holds
nothing but its place and a session, and nobody keeps its record, so that it needs no slot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, foresight, reals, words
from hotwash.simulation.kernel.ledger import Ledger

if TYPE_CHECKING:
    from hotwash.simulation.tables import Tables

_FOLD = 1_000_003  # as in people
_FIRST_LINES = 1024 if words.COMPILED else 4096
SPOKES = 128
PER_SPOKE = 1.0 / 32_768.0  # of a millisecond: a power of two, so that no product is rounded


class Book(Ledger):
    """Lines by the time at which they end: a wheel of ``spokes``, each some seconds; those before ``spoke`` are over.

    ``line_time`` holds four times of each line: begun, at the PSAP, picked up, over; the third is infinite where
    the call is abandoned. ``line_word`` holds its key, its caller, what ``pack`` says, and one more than the next line
    of its spoke, below the number of lines written before it. Packed are the attempt's number, the outcome, the PSAP
    and one more than the border, in 16, 4, 22 and 20 bits, and whether its outcome has been counted.
    """

    __slots__ = (
        "line_free", "line_spare", "line_time", "line_word", "lines", "pending", "sooner", "spoke", "spokes",
        "turns", "written",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        self.lines = 0
        self.line_spare = 0
        self.line_time = words.floats(0)
        self.line_word = words.words(0)
        self.line_free = words.ints(0)
        self.spokes = words.ints(SPOKES)
        self.spoke = 0
        self.turns = 1.0 / PER_SPOKE  # when the present spoke is over
        self.sooner = 0.0  # no line of the present spoke ends earlier
        self.pending = 0  # lines whose outcome is not counted yet
        self.written = 0
        self.more_lines(_FIRST_LINES)

    def more_lines(self, room: int) -> None:
        """Make the book ``room`` lines long."""
        self.line_time = words.more_floats(self.line_time, 4 * self.lines, 4 * room)
        self.line_word = words.more_words(self.line_word, 4 * self.lines, 4 * room)
        self.line_free = words.more_ints(self.line_free, self.line_spare, room)
        for line in range(room - 1, self.lines - 1, -1):
            self.line_free[self.line_spare] = line
            self.line_spare += 1
        self.lines = room

    def roll(self, time: float) -> None:
        """Write down the lines of every spoke that is over at ``time``."""
        if self.line_spare == self.lines:  # nothing on the way there
            self.spoke = reals.whole(time * PER_SPOKE)
            self.turns = (self.spoke + 1.0) / PER_SPOKE
        if self.turns <= time:
            self.sooner = 0.0
        while self.turns <= time:
            self.spoke += 1
            self.turns = (self.spoke + 1.0) / PER_SPOKE
            self.strike((self.spoke - 1) & (SPOKES - 1), time)

    def settle_lines(self, time: float) -> None:
        """Write down every line that is over at ``time``."""
        self.roll(time)
        if self.sooner <= time:
            self.sooner = codes.NEVER
            self.strike(self.spoke & (SPOKES - 1), time)

    def strike(self, spoke: int, time: float) -> None:
        """Write down what of a spoke is over at ``time``; the rest is put where it belongs by now."""
        line_time, line_word, line_free, line_spare = self.line_time, self.line_word, self.line_free, self.line_spare
        emergency, session_held, spokes = self.emergency, self.session_held, self.spokes
        gold, mask, first_fold, other_fold = draws.GOLD, draws.MASK, 4 * _FOLD, _FOLD
        check = over = 0
        foresee = self.lines >= foresight.FORESEES
        line = spokes[spoke] - 1
        spokes[spoke] = 0
        while line >= 0:
            at = 4 * line
            ends = line_time[at + 3]
            link = line_word[at + 3]
            if foresee:
                foresight.line(line_time, line_word, link & 0xFFFFFF)
            if ends > time:
                place = reals.whole(ends * PER_SPOKE)
                if place > self.spoke + SPOKES - 1:
                    place = self.spoke + SPOKES - 1
                if place == self.spoke and ends < self.sooner:
                    self.sooner = ends
                place &= SPOKES - 1
                line_word[at + 3] = ((link >> 24) << 24) | spokes[place]
                spokes[place] = line + 1
            else:
                pack = line_word[at + 2]
                if not pack & 1:
                    self.count_line(at)
                p = (pack >> 21) & 0x3FFFFF
                b = ((pack >> 1) & 0xFFFFF) - 1
                answered = reals.whole(line_time[at + 2]) if line_time[at + 2] <= ends else -1
                fold = ((pack >> 43) * first_fold + p) * other_fold + reals.whole(line_time[at])
                fold = (fold * other_fold + reals.whole(line_time[at + 1])) * other_fold + answered
                fold = ((line_word[at] ^ ((fold * other_fold + reals.whole(ends)) & mask)) * gold) & mask
                check += fold ^ (fold >> 29)
                over += 1
                emergency[p] -= 1
                if b >= 0:
                    session_held[b] -= 1
                line_free[line_spare] = line
                line_spare += 1
            line = (link & 0xFFFFFF) - 1
        self.line_spare = line_spare
        self.check = (self.check + check) & mask
        self.ended += over

    def count_line(self, at: int) -> None:
        """Count the outcome of a line that has waited."""
        result = (self.line_word[at + 2] >> 43) & 15
        stream = self.line_word[at + 1] >> 32
        self.line_word[at + 2] |= 1
        self.pending -= 1
        self.in_progress -= 1
        self.tally[result] += 1
        if result == codes.ABANDONED:
            self.given_up[stream] += 1
        else:
            self.served[stream] += 1

    def count_lines(self, time: float) -> None:
        """Count the outcome of every line that has waited and been picked up by ``time``."""
        if self.pending > 0:
            for spoke in range(SPOKES):
                line = self.spokes[spoke] - 1
                while line >= 0:
                    at = 4 * line
                    if not self.line_word[at + 2] & 1 and self.line_time[at + 2] <= time:
                        self.count_line(at)
                    line = (self.line_word[at + 3] & 0xFFFFFF) - 1

    def settle_psap(self, p: int, time: float) -> None:
        """Settle every planned call of a PSAP, and learn when the next one in a slot can end."""
        self.settle_lines(time)
        self.settle(p, p + 1, time, codes.NEVER)

    def settle_over(self, time: float) -> None:
        """Settle every planned call that is over, and learn when the next one in a slot can end."""
        self.settle_lines(time)
        if self.soonest <= time:
            self.settle(0, self.psaps, time, time)
            soonest = codes.NEVER
            for p in range(self.psaps):
                if self.lane_soonest[p] < soonest:
                    soonest = self.lane_soonest[p]
            self.soonest = soonest

    def settle_all(self, time: float) -> None:
        """Settle every planned call there is."""
        self.settle_lines(time)
        self.count_lines(time)
        self.settle(0, self.psaps, time, codes.NEVER)

    def all_lines(self) -> list[int]:
        """Every line of the book."""
        found = []
        for spoke in range(len(self.spokes)):
            line = int(self.spokes[spoke]) - 1
            while line >= 0:
                found.append(line)
                line = (int(self.line_word[4 * line + 3]) & 0xFFFFFF) - 1
        return found

    def lines_at(self, p: int) -> int:
        """How many lines are of a PSAP; as of the last time it was settled."""
        found = 0
        for spoke in range(SPOKES):
            line = self.spokes[spoke] - 1
            while line >= 0:
                found += 1 if (self.line_word[4 * line + 2] >> 21) & 0x3FFFFF == p else 0
                line = (self.line_word[4 * line + 3] & 0xFFFFFF) - 1
        return found

    def take_lines(self, p: int) -> None:
        """Give every caller whose call is a line of a PSAP a slot in its lane instead; a control has made room."""
        for spoke in range(SPOKES):
            line = self.spokes[spoke] - 1
            self.spokes[spoke] = 0
            while line >= 0:
                link = self.line_word[4 * line + 3]
                if (self.line_word[4 * line + 2] >> 21) & 0x3FFFFF == p:
                    self.unbook(line, p)
                else:
                    self.line_word[4 * line + 3] = ((link >> 24) << 24) | self.spokes[spoke]
                    self.spokes[spoke] = line + 1
                line = (link & 0xFFFFFF) - 1

    def unbook(self, line: int, p: int) -> None:
        """Put a line into a slot, and that into its place among the planned calls of the PSAP, the latest first."""
        at = 4 * line
        who = self.line_word[at + 1]
        pack = self.line_word[at + 2]
        slot = self.take(who, self.persona_of[who >> 32], self.line_word[at])
        result = (pack >> 43) & 15
        self.open(slot, codes.EMERGENCY, 0, self.line_time[at])
        self.in_progress -= 1  # it was counted when it was dialled
        self.attempt[slot] = pack >> 47
        self.verdict[slot] = result
        if result == codes.ABANDONED:
            self.verdict[slot] = codes.ANSWERED if self.home_of[who >> 32] == p else codes.ANSWERED_ELSEWHERE
        self.located[slot] = 0 if result == codes.ANSWERED_NO_LOCATION else 1
        self.psap[slot] = p
        self.border[slot] = ((pack >> 1) & 0xFFFFF) - 1
        self.lane[slot] = 2 * p
        self.delivered[slot] = self.line_time[at + 1]
        self.seized[slot] = self.line_time[at + 2]
        self.picks[slot] = self.line_time[at + 2]
        self.release[slot] = self.line_time[at + 3]
        self.state[slot] = codes.PLANNED
        if pack & 1:
            self.state[slot] = codes.PLANNED_HOLDING
            self.answered[slot] = self.line_time[at + 2]
            self.outcome[slot] = result
        else:
            self.pending -= 1
        self.line_free[self.line_spare] = line
        self.line_spare += 1
        rank = self.line_word[at + 3] >> 24
        self.lane_before[slot] = rank
        after = self.lane_head[2 * p]
        before = -1
        while after >= 0 and self.lane_before[after] > rank:
            before = after
            after = self.lane_after[after]
        self.lane_after[slot] = after
        if before < 0:
            self.lane_head[2 * p] = slot
        else:
            self.lane_after[before] = slot
