"""When new callers call: blocks of arrivals, sorted, from keyed gaps in operational time.

Knows rates and clocks, nothing of what a caller does. Operational time of a stream is its
expected number of calls so far; caller i comes when it reaches the sum of the first i + 1 keyed
gaps. A change of rate bends operational time from that instant on and moves no gap. A block only
saves sorting: where it begins and ends has no effect on any arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, ordering, reals, words
from hotwash.simulation.kernel.ready import Ready, kinds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Tables

_DAY = 86_400_000.0
_HOUR = 3_600_000.0
_BLOCK = 4_000.0  # callers, or else
_EACH = 4.0  # of each stream
_SHORTEST = 30_000.0
_AHEAD = 1_000_000.0  # days; a caller further ahead never comes


class Arrivals:
    """The next callers of all streams, in order of (time, stream, number), and what they bring: ``ready``.

    A negative ``next_time`` is one to be found from ``load`` when the next block is filled. ``ahead`` holds some
    gaps of each stream, those from number ``drawn`` times ``AHEAD`` on.
    """

    __slots__ = (
        "ahead", "at", "base", "before", "begin", "bend_level", "bend_load", "bend_time", "bucket", "clock",
        "count", "days", "drawn", "due", "end", "factor", "filling", "hour", "hours", "key", "kinds", "load",
        "next_time", "number", "order", "per_day", "profile", "raw_caller", "raw_load", "raw_time", "ready", "room",
        "scale", "share", "sigma", "streams", "window",
    )  # fmt: skip

    def __init__(self, tables: Tables, keys: Sequence[int], scales: Sequence[float], sigmas: Sequence[float]) -> None:
        self.clock = float(tables.clock_ms)
        self._profiles(tables)
        count = len(tables.streams)
        self.streams = count
        self.kinds = kinds_of(sigmas)
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
        self.scale = words.floats(count)
        self.sigma = words.floats(count)
        self.ahead = words.floats(draws.AHEAD * count)
        self.drawn = words.ints(count)
        total = 0.0
        for s in range(count):
            stream = tables.streams[s]
            self.key[s] = keys[s]
            self.scale[s] = scales[s]
            self.sigma[s] = sigmas[s]
            self.drawn[s] = -1
            self.profile[s] = stream.profile
            weighted = sum(tables.profiles[stream.profile].weights) > 0.0
            self.per_day[s] = float(stream.per_day) if weighted else 0.0
            total += self.per_day[s]
            self.factor[s] = float(tables.factors[s])
            self.bend_level[s] = self.level(s, 0.0)
            self.load[s] = draws.gap(self.key[s], 0)
            self.next_time[s] = -1.0
        self.window = _HOUR if total <= 0.0 else min(_HOUR, max(_SHORTEST, max(_BLOCK, _EACH * count) * _DAY / total))
        self.begin = 0.0
        self.end = 0.0
        self.due = 0.0
        self.at = 0
        self.count = 0
        self.filling = -1
        peak = max((max(profile.weights) * len(profile.weights) / sum(profile.weights)
                    for profile in tables.profiles if sum(profile.weights) > 0.0), default=1.0)  # fmt: skip
        self._make_room(256 + int(min(1.25 * peak, 4.0) * total * self.window / _DAY))

    def _profiles(self, tables: Tables) -> None:
        """Profile ``p`` has its running sums from ``base[p]`` on in ``before``, its shares from ``base[p] - p`` on.

        Its running sums end with its days, so that one day of demand is one, as for a profile of one day.
        """
        count = len(tables.profiles)
        self.base = words.ints(count)
        self.hours = words.ints(count)
        self.days = words.floats(count)
        total_hours = sum(len(profile.weights) for profile in tables.profiles)
        self.share = words.floats(total_hours)
        self.before = words.floats(total_hours + count)
        base = 0
        for p in range(count):
            weights = tables.profiles[p].weights
            hours = len(weights)
            self._profile(p, base, weights)
            self.base[p] = base
            self.hours[p] = hours
            base += hours + 1

    def _profile(self, p: int, base: int, weights: Sequence[float]) -> None:
        hours, total = len(weights), sum(weights)
        days = hours / 24
        self.days[p] = days
        passed = 0.0
        for h in range(hours):
            share = weights[h] / total * days if total > 0.0 else 0.0
            self.share[base - p + h] = share
            self.before[base + h] = passed
            passed = min(days, passed + share)
        for h in range(hours, -1, -1):  # what rounding has left goes to the last hour that has calls
            self.before[base + h] = days
            if h == 0 or weights[h - 1] > 0.0:
                break

    def _make_room(self, room: int) -> None:
        self.raw_time = words.floats(room)
        self.raw_caller = words.ints(room)
        self.raw_load = words.floats(room)
        self._make_ready(room)

    def _make_ready(self, room: int) -> None:
        self.order = words.smalls(room)
        self.bucket = words.smalls(room + 1)
        self.ready = Ready(room, self.kinds)
        self.room = room

    def grow(self) -> None:
        """Double the block and keep what is in it; ``refill`` then goes on where it stopped."""
        room, held = 2 * self.room, self.count
        self.raw_time = words.more_floats(self.raw_time, held, room)
        self.raw_caller = words.more_ints(self.raw_caller, held, room)
        self.raw_load = words.more_floats(self.raw_load, held, room)
        self._make_ready(room)

    def level(self, s: int, time: float) -> float:
        """Days of demand that have passed on the stream's profile at ``time``."""
        p = self.profile[s]
        days = self.days[p]
        cycle = int((self.clock + time) / (days * _DAY))
        into = self.clock + time - cycle * days * _DAY
        if into < 0.0:
            into = 0.0
        h = int(into / _HOUR)
        if h >= self.hours[p]:
            h = self.hours[p] - 1
        base = self.base[p]
        return cycle * days + self.before[base + h] + self.share[base - p + h] * ((into - h * _HOUR) / _HOUR)

    def refill(self) -> bool:
        """Gather and sort the next window's arrivals; False when the block must grow first."""
        if self.filling < 0:
            self.begin = self.end
            self.end = self.begin + self.window
            self.count = 0
        return self.gather()

    def gather(self) -> bool:
        """Fill the block up to ``end``, from stream ``filling`` on, and sort it; False when it must grow first.

        Raw arrivals stand in order of stream and number, so that their rows settle ties.
        """
        count = self.count
        for s in range(self.filling if self.filling > 0 else 0, self.streams):
            if self.next_time[s] < self.end:
                count = self.call_up(s, count)
                if self.next_time[s] < self.end:
                    self.at = self.count = count
                    self.filling = s
                    return False
        self.count = count
        self.filling = -1
        self.ready.time[count] = self.end
        ordering.sort(self.order, self.bucket, self.raw_time, self.ready.time, count, self.begin)
        self.ready.fill(self.order, self.raw_caller, count, self.key, self.scale, self.sigma)
        self.at = 0
        self.due = self.ready.time[0]
        return True

    def call_up(self, s: int, count: int) -> int:
        """Put the stream's callers before ``end`` into the block, from row ``count`` on; says the row after them.

        ``next_time`` becomes that of the first caller left out: at or after ``end`` unless the block is full.
        """
        end, last, clock, hour, far = self.end, self.room - 1, self.clock, _HOUR, _AHEAD
        bend_time, bend_level, bend_load = self.bend_time[s], self.bend_level[s], self.bend_load[s]
        rate = self.factor[s] * self.per_day[s]
        number, load, h, time = self.number[s], self.load[s], self.hour[s], self.next_time[s]
        p = self.profile[s]
        base, days = self.base[p], self.days[p]
        daily, period = days == 1.0, days * _DAY
        low, high, share = self.before[base + h], self.before[base + h + 1], self.share[base - p + h]
        caller, drawn, shift, most = s << 32, self.drawn[s], draws.AHEAD_SHIFT, draws.AHEAD - 1
        cycle = 0
        while time < end:
            if time >= 0.0:
                if count >= last:
                    break
                self.raw_time[count] = time
                self.raw_caller[count] = caller | number
                self.raw_load[count] = load
                count += 1
                number += 1
                if number >> shift != drawn:
                    drawn = number >> shift
                    draws.gaps(self.ahead, s << shift, draws.gap_word(self.key[s], (drawn << shift) - 1))
                load -= self.ahead[(s << shift) + (number & most)]
            level = bend_level + (load - bend_load) / rate if rate > 0.0 else codes.NEVER
            if level > far:
                time = codes.NEVER
                break
            if daily:
                part = level - cycle
            else:
                cycle = int(level / days)
                part = level - cycle * days
                if part < 0.0:  # the quotient was rounded up
                    part = 0.0
            if not low <= part < high:
                if daily and not 0.0 <= part < 1.0:  # another day than the caller's before
                    cycle = reals.whole(level)
                    part = level - cycle
                while self.before[base + h + 1] <= part:
                    h += 1
                while self.before[base + h] > part:
                    h -= 1
                low, high, share = self.before[base + h], self.before[base + h + 1], self.share[base - p + h]
            into = (part - low) / share * hour
            time = cycle * period + (h * hour + (into if into < hour else hour)) - clock
            if time <= bend_time:
                time = bend_time
        self.number[s], self.load[s], self.hour[s], self.next_time[s], self.drawn[s] = number, load, h, time, drawn
        return count

    def came(self) -> list[int]:
        """How many callers of each stream have come."""
        found = [int(number) for number in self.number]
        for place in range(self.at, self.count):
            found[self.ready.caller[place] >> 32] -= 1
        return found

    def bend(self, factors: Sequence[float], now: float) -> None:
        """Multiply each stream's rate by its factor from ``now`` on; unchanged streams keep every bit."""
        changed = [s for s in range(self.streams) if float(factors[s]) != self.factor[s]]
        if not changed:
            return
        for place in range(self.count - 1, self.at - 1, -1):  # put back what has not happened yet
            row = self.order[place]
            s = self.raw_caller[row] >> 32
            self.number[s] = self.raw_caller[row] & codes.LOW
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
            self.next_time[s] = -1.0
        self.begin = now
        self.count = 0
        self.filling = -1
        while not self.gather():
            self.grow()
