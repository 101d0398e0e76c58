"""When new callers call: blocks of arrivals, sorted, from keyed gaps in operational time.

Knows rates and clocks, nothing of what a caller does. Operational time of a stream is its
expected number of calls so far; caller i comes when it reaches the sum of the first i + 1 keyed
gaps. A change of rate bends operational time from that instant on and moves no gap. A block only
saves sorting: where it begins and ends has no effect on any arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Tables

_DAY = 86_400_000.0
_HOUR = 3_600_000.0
_BLOCK = 4_000.0
_SHORTEST = 30_000.0
_AHEAD = 1_000_000.0  # days; a caller further ahead never comes


class Arrivals:
    """The next callers of all streams, in order of (time, stream, number)."""

    __slots__ = (
        "at", "before", "begin", "bend_level", "bend_load", "bend_time", "bucket", "clock", "count", "due", "end",
        "factor", "filling", "hour", "key", "load", "next_time", "number", "order", "per_day", "profile", "raw_load",
        "raw_number", "raw_stream", "raw_time", "room", "share", "streams", "window",
    )  # fmt: skip

    def __init__(self, tables: Tables, keys: Sequence[int]) -> None:
        self.clock = float(tables.clock_ms)
        self._profiles(tables)
        count = len(tables.streams)
        self.streams = count
        self.key = words.words(count)
        self.profile = words.ints(count)
        self.per_day = words.floats(count)
        self.factor = words.floats(count)
        self.bend_time = words.floats(count)
        self.bend_level = words.floats(count)
        self.bend_load = words.floats(count)
        self.load = words.floats(count)
        self.number = words.ints(count)
        self.next_time = words.floats(count)
        self.hour = words.ints(count)
        total = 0.0
        for s in range(count):
            stream = tables.streams[s]
            self.key[s] = keys[s]
            self.profile[s] = stream.profile
            weighted = sum(tables.profiles[stream.profile].weights) > 0.0
            self.per_day[s] = float(stream.per_day) if weighted else 0.0
            total += self.per_day[s]
            self.factor[s] = float(tables.factors[s])
            self.bend_level[s] = self.level(s, 0.0)
            self.load[s] = draws.gap(self.key[s], 0)
            self.next_time[s] = self.comes(s)
        self.window = _HOUR if total <= 0.0 else min(_HOUR, max(_SHORTEST, _BLOCK * _DAY / total))
        self.begin = 0.0
        self.end = 0.0
        self.due = 0.0
        self.at = 0
        self.count = 0
        self.filling = -1
        self._make_room(256)

    def _profiles(self, tables: Tables) -> None:
        count = len(tables.profiles)
        self.share = words.floats(24 * count)
        self.before = words.floats(25 * count)
        for p in range(count):
            weights = tables.profiles[p].weights
            total = sum(weights)
            passed = 0.0
            for h in range(24):
                self.share[24 * p + h] = weights[h] / total if total > 0.0 else 0.0
                self.before[25 * p + h] = passed
                passed = min(1.0, passed + self.share[24 * p + h])
            for h in range(24, -1, -1):  # what rounding has left goes to the last hour that has calls
                self.before[25 * p + h] = 1.0
                if h == 0 or weights[h - 1] > 0.0:
                    break

    def _make_room(self, room: int) -> None:
        self.raw_time = words.floats(room)
        self.raw_stream = words.ints(room)
        self.raw_number = words.ints(room)
        self.raw_load = words.floats(room)
        self.order = words.ints(room)
        self.bucket = words.ints(room + 1)
        self.room = room

    def grow(self) -> None:
        """Double the block and keep what is in it; ``refill`` then goes on where it stopped."""
        room, held = 2 * self.room, self.count
        self.raw_time = words.more_floats(self.raw_time, held, room)
        self.raw_stream = words.more_ints(self.raw_stream, held, room)
        self.raw_number = words.more_ints(self.raw_number, held, room)
        self.raw_load = words.more_floats(self.raw_load, held, room)
        self.order = words.ints(room)
        self.bucket = words.ints(room + 1)
        self.room = room

    def level(self, s: int, time: float) -> float:
        """Days of demand that have passed on the stream's profile at ``time``."""
        p = self.profile[s]
        day = int((self.clock + time) / _DAY)
        into = self.clock + time - day * _DAY
        h = int(into / _HOUR)
        if h > 23:
            h = 23
        return day + self.before[25 * p + h] + self.share[24 * p + h] * ((into - h * _HOUR) / _HOUR)

    def comes(self, s: int) -> float:
        """The time at which the stream's operational time reaches ``load[s]``; never if its rate is 0."""
        rate = self.factor[s] * self.per_day[s]
        if rate <= 0.0:
            return codes.NEVER
        level = self.bend_level[s] + (self.load[s] - self.bend_load[s]) / rate
        if level > _AHEAD:
            return codes.NEVER
        day = int(level)
        part = level - day
        base = 25 * self.profile[s]
        h = self.hour[s]
        while self.before[base + h + 1] <= part:
            h += 1
        while self.before[base + h] > part:
            h -= 1
        self.hour[s] = h
        into = (part - self.before[base + h]) / self.share[base - self.profile[s] + h] * _HOUR
        if into > _HOUR:
            into = _HOUR
        time = day * _DAY + (h * _HOUR + into) - self.clock
        return time if time > self.bend_time[s] else self.bend_time[s]

    def refill(self) -> bool:
        """Gather and sort the next window's arrivals; False when the block must grow first."""
        if self.filling < 0:
            self.begin = self.end
            self.end = self.begin + self.window
            self.count = 0
        return self.gather()

    def gather(self) -> bool:
        """Fill the block up to ``end``, from stream ``filling`` on."""
        count = self.count
        s = self.filling if self.filling > 0 else 0
        while s < self.streams:
            time = self.next_time[s]
            while time < self.end:
                if count + 1 >= self.room:
                    self.at = self.count = count
                    self.filling = s
                    return False
                self.raw_time[count] = time
                self.raw_stream[count] = s
                self.raw_number[count] = self.number[s]
                self.raw_load[count] = self.load[s]
                count += 1
                self.number[s] += 1
                self.load[s] += draws.gap(self.key[s], self.number[s])
                time = self.comes(s)
                self.next_time[s] = time
            s += 1
        self.count = count
        self.filling = -1
        self.sort()
        self.at = 0
        self.due = self.raw_time[self.order[0]] if count > 0 else self.end
        return True

    def sort(self) -> None:
        """Order the block by (time, stream, number): one counting pass into buckets of time, then insertion.

        Raw arrivals stand in order of stream and number, so that their rows settle ties.
        """
        count = self.count
        if count == 0:
            return
        scale = count / (self.end - self.begin)
        for b in range(count + 1):
            self.bucket[b] = 0
        for i in range(count):
            b = int((self.raw_time[i] - self.begin) * scale)
            if b >= count:
                b = count - 1
            self.bucket[b] += 1
        total = 0
        for b in range(count):
            held = self.bucket[b]
            self.bucket[b] = total
            total += held
        for i in range(count):
            b = int((self.raw_time[i] - self.begin) * scale)
            if b >= count:
                b = count - 1
            self.order[self.bucket[b]] = i
            self.bucket[b] += 1
        for i in range(1, count):
            place = i
            one = self.order[place]
            time = self.raw_time[one]
            while place > 0:
                other = self.order[place - 1]
                if self.raw_time[other] < time or (self.raw_time[other] == time and other < one):
                    break
                self.order[place] = other
                place -= 1
            self.order[place] = one

    def step(self) -> int:
        """Take the next arrival: its row in the raw arrays."""
        row = self.order[self.at]
        self.at += 1
        self.due = self.raw_time[self.order[self.at]] if self.at < self.count else self.end
        return row

    def bend(self, factors: Sequence[float], now: float) -> None:
        """Multiply each stream's rate by its factor from ``now`` on; unchanged streams keep every bit."""
        changed = [s for s in range(self.streams) if float(factors[s]) != self.factor[s]]
        if not changed:
            return
        for place in range(self.count - 1, self.at - 1, -1):  # put back what has not happened yet
            row = self.order[place]
            s = self.raw_stream[row]
            self.number[s] = self.raw_number[row]
            self.load[s] = self.raw_load[row]
            self.next_time[s] = self.raw_time[row]
        for s in changed:
            rate = self.factor[s] * self.per_day[s]
            level = self.level(s, now)
            if rate > 0.0:
                self.bend_load[s] += rate * (level - self.bend_level[s])
            self.bend_level[s] = level
            self.bend_time[s] = now
            self.factor[s] = float(factors[s])
            self.next_time[s] = self.comes(s)
        self.begin = now
        self.count = 0
        self.filling = -1
        while not self.gather():
            self.grow()
