"""The call plane as the rest of Hotwash sees it: advance, act on it, look at it.

Knows the whole kernel and nothing of networks or scenarios. Times in and out are whole
milliseconds; an event inside falls into a millisecond and is reported as that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hotwash.simulation.kernel import codes, draws, unlock
from hotwash.simulation.kernel.controls import Controls
from hotwash.simulation.kernel.misuse import NotRecorded, TimeRunsBackwards

if TYPE_CHECKING:
    from collections.abc import Collection

OK = 0
NOTE = 1
OUTCOMES = (
    "in_progress",
    "answered",
    "answered_elsewhere",
    "answered_no_location",
    "answered_ten_digit",
    "answered_call_back",
    "answered_walk_in",
    "no_audio",
    "silent",
    "rejected",
    "busy",
    "abandoned",
    "dropped",
    "call_back_unreached",
    "answered_other_network",
    "wrong_place",
)


class Calls(Controls):
    """Every call of an exercise, from one seed, advanced as far as asked.

    Same tables, seed and controls at the same instants give the same calls, however the time
    between is chopped.
    """

    __slots__ = ()

    @property
    def now_ms(self) -> int:
        """The present instant: every event strictly before it has happened."""
        return self.now

    def advance(self, until_ms: int) -> int:
        """Run every event strictly before ``until_ms``; OK there, or NOTE where an armed threshold tripped.

        After NOTE the present instant is the first whole millisecond not before the trip, and
        ``take_note`` tells what it was; until all notes are taken, advance stays where it is.
        """
        if self.notes > 0 and until_ms >= self.now:
            return NOTE
        self.stop = float(until_ms)
        if self.stop < self.now:
            raise TimeRunsBackwards(self.now, until_ms)
        if self.arrivals.due >= self.stop and self.events.time[0] >= self.stop:  # nothing happens before
            self.now = int(self.stop)
            return OK
        while True:
            status = unlock.run(self)
            if status == codes.DONE:
                break
            if status == codes.GROW_BLOCK:
                self.arrivals.grow()
            else:
                self._make_room(4, self.clock)
        self.now = int(self.stop)
        return NOTE if self.notes > 0 else OK

    def waiting(self) -> list[int]:
        """Calls in each PSAP's queue now."""
        return [found[0] + int(self.lane_held[2 * p + 1]) for p, found in enumerate(self._planned())]

    def busy(self) -> list[int]:
        """Positions taken in each PSAP now: by calls being picked up, with or without audio, and by call-backs."""
        return [int(self.taken[p]) + found[1] for p, found in enumerate(self._planned())]

    def oldest_since(self) -> list[int]:
        """When the longest-waiting call of each PSAP came to it; -1 where nobody waits."""
        oldest = [found[2] for found in self._planned()]
        for p in range(self.psaps):
            slot = self.lane_head[2 * p + 1]
            if slot >= 0:
                oldest[p] = int(self.delivered[slot])
        return oldest

    def log_length(self) -> list[int]:
        """Numbers in each PSAP's log now, those included whose callers have been helped since."""
        self.settle_all(self._before())
        return [int(self.log_held[p]) for p in range(self.psaps)]

    def sessions(self) -> list[int]:
        """Sessions open on each border now."""
        self.settle_all(self._before())
        return [int(self.session_held[b]) for b in range(self.borders)]

    def door_calls(self) -> list[int]:
        """Calls behind each door now."""
        self.settle_all(self._before())
        return [int(self.door_held[d]) for d in range(self.doors)]

    def is_evented(self, psap: int) -> bool:
        """Say whether a PSAP is on the event-driven branch at present."""
        return bool(self.evented[psap])

    def columns(self, start: int = 0) -> dict[str, Any]:
        """The record from row ``start`` on, as NumPy arrays of int64; what is still ahead is -1.

        ``caller`` is stream << 32 | number, ``way`` and ``outcome`` are those of ``tables``,
        ``version`` that of the routes at the start; ``route`` is the stream whose route was taken, another
        than ``stream`` where a caller tried another network; ``astray`` is 1 where that route's share without a
        location was led elsewhere. ``delivered`` is the arrival at the PSAP,
        ``seized`` the moment a position was taken, also by calls without audio; ``answered`` that
        of pick-up.
        """
        import numpy as np

        if not self.recording:
            raise NotRecorded("columns")
        self.settle_all(self._before())
        held = self.rows.count
        callers = np.array(self.rows.caller[start:held], dtype=np.int64)
        return {
            "caller": callers,
            "stream": callers >> 32,
            "attempt": np.array(self.rows.attempt[start:held], dtype=np.int64),
            "way": np.array(self.rows.way[start:held], dtype=np.int64),
            "psap": np.array(self.rows.psap[start:held], dtype=np.int64),
            "border": np.array(self.rows.border[start:held], dtype=np.int64),
            "route": np.array(self.rows.route[start:held], dtype=np.int64),
            "version": np.array(self.rows.version[start:held], dtype=np.int64),
            "started": np.array(self.rows.started[start:held], dtype=np.int64),
            "delivered": np.array(self.rows.delivered[start:held], dtype=np.int64),
            "seized": np.array(self.rows.seized[start:held], dtype=np.int64),
            "answered": np.array(self.rows.answered[start:held], dtype=np.int64),
            "ended": np.array(self.rows.ended[start:held], dtype=np.int64),
            "outcome": np.array(self.rows.outcome[start:held], dtype=np.int64),
            "located": np.array(self.rows.located[start:held], dtype=np.int64),
            "astray": np.array(self.rows.astray[start:held], dtype=np.int64),
        }

    def ended_rows(self, since: int = 0) -> list[int]:
        """Rows in the order they ended, from the ``since``-th on; remember the count and ask again later."""
        if not self.recording:
            raise NotRecorded("ended_rows")
        self.settle_all(self._before())
        tail = [int(self.rows.ended_order[at]) for at in range(self.sorted_rows, self.rows.ended_count)]
        tail.sort(key=lambda row: (int(self.rows.ended[row]), row))
        for at in range(len(tail)):
            self.rows.ended_order[self.sorted_rows + at] = tail[at]
        self.sorted_rows = self.rows.ended_count
        return [int(self.rows.ended_order[at]) for at in range(since, self.rows.ended_count)]

    def counters(self) -> dict[str, int]:
        """Tallies as of now; ``attempts + call_backs`` is ``in_progress`` plus every outcome by name."""
        self.settle_all(self._before())
        found = {
            "callers": sum(self.arrivals.came()),
            "attempts": int(self.attempts),
            "call_backs": int(self.backs),
            "in_progress": int(self.in_progress),
            "ended": int(self.ended),
            "overflowed": int(self.overflows),
            "sessions_refused": int(self.sessions_refused),
            "rate_refused": int(self.rate_refused),
            "doors_refused": int(self.doors_refused),
            "idle_lost": int(self.idle_lost),
            "events": int(self.happened),
        }
        for outcome in range(1, len(OUTCOMES)):
            found[OUTCOMES[outcome]] = int(self.tally[outcome])
        return found

    def caller_tally(self, tags: Collection[int] | None = None) -> tuple[int, int, int, int]:
        """Callers so far: all of them, helped, given up, still trying; ``tags`` picks those of some streams' tags."""
        self.settle_all(self._before())
        chosen = [s for s in range(len(self.tag_of)) if tags is None or self.tag_of[s] in tags]
        came = self.arrivals.came()
        callers = sum(came[s] for s in chosen)
        served = sum(int(self.served[s]) for s in chosen)
        given_up = sum(int(self.given_up[s]) for s in chosen)
        return callers, served, given_up, callers - served - given_up

    def is_dialable(self, caller: int) -> bool:
        """Say whether a caller (as in ``columns``) has a number that can be called back; fixed for each caller."""
        stream, number = caller >> 32, caller & 0xFFFFFFFF
        key = draws.mix64((int(self.origin[stream]) + (number + 1) * draws.GOLD) & draws.MASK)
        return bool(draws.chance(key, codes.DRAW_DIALABLE, 0) < self.dialable[self.persona_of[stream]])

    def checksum(self) -> int:
        """A 64-bit sum over every ended attempt, whatever the order: equal runs have equal sums."""
        self.settle_all(self._before())
        return int(self.check)

    def _planned(self) -> list[tuple[int, int, int]]:
        """Of each PSAP: planned calls that wait, those that hold a position, when the oldest of the first came."""
        self.settle_all(self._before())
        waiting, held, oldest = [0] * self.psaps, [0] * self.psaps, [-1] * self.psaps
        for p in range(self.psaps):
            slot = -1 if self.evented[p] else self.lane_head[2 * p]
            while slot >= 0:  # the latest call comes first
                if self.state[slot] == codes.PLANNED:
                    waiting[p] += 1
                    oldest[p] = int(self.delivered[slot])
                else:
                    held[p] += 1
                slot = self.lane_after[slot]
        for line in self.all_lines():
            pack = int(self.line_word[4 * line + 2])
            p = (pack >> 21) & 0x3FFFFF
            if pack & 1:
                held[p] += 1
            else:
                came = int(self.line_time[4 * line + 1])
                oldest[p] = came if waiting[p] == 0 else min(oldest[p], came)
                waiting[p] += 1
        return list(zip(waiting, held, oldest, strict=True))
