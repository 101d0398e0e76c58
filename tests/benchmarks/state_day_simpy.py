"""The reference day in plain SimPy: one process a call, Resources for positions, ``request | timeout`` for patience.

Written the way SimPy's own examples are, with each of the four legs an event as the workload defines
it; knows nothing of the kernel. Only what is waited for is a Resource: the positions. Trunks and
session tables refuse and never queue, and SimPy's "Movie Renege" example keeps what is merely sold
out as a number that each process looks at. So does this model; a Resource a trunk and a session
would add two requests and two releases, events all of them, to every call, and make it slower.

Of every attempt it keeps one row, what the kernel and the C++ programs fold into their sums; adding the row to a
list is the cheapest way in Python.
"""

from __future__ import annotations

import random  # noqa: TID251 - a plain model draws as plain models do
import time
from collections.abc import Generator
from typing import Any

import simpy

from tests.benchmarks import state_day as sd

Process = Generator[Any, Any, None]
ANSWERED, ELSEWHERE, SILENT, BUSY, ABANDONED = 1, 2, 8, 10, 11


class Firewall:
    """Down for two hours, loses a few, lets no more than its bucket and its session table allow."""

    def __init__(self, made: sd.Day, number: int) -> None:
        self.made, self.number = made, number
        self.sessions, self.tokens, self.seen = 0, made.burst, 0.0

    def admits(self, now: float, dice: random.Random) -> bool:
        if self.number == 0 and sd.DOWN[0] <= now < sd.DOWN[1]:
            return False
        if dice.random() < sd.LOSS:
            return False
        self.tokens = min(self.made.burst, self.tokens + (now - self.seen) * self.made.rate_per_s / 1_000.0)
        self.seen = now
        if self.tokens < 1.0:
            return False
        self.tokens -= 1.0
        if self.sessions >= self.made.sessions:
            return False
        self.sessions += 1
        return True


class World:
    """The environment, the PSAPs and the counts."""

    def __init__(self, made: sd.Day, seed: int) -> None:
        self.made = made
        self.env = simpy.Environment()
        self.dice = random.Random(seed)
        self.firewalls = [Firewall(made, 0), Firewall(made, 1)]
        self.positions = [simpy.Resource(self.env, origin.positions) for origin in made.origins]
        self.inside = [0] * len(made.origins)
        self.rows: list[tuple[int, int, int, int, float, float, float, float]] = []
        self.called = [0] * len(made.origins)
        self.helped = [0] * len(made.origins)
        self.given_up = [0] * len(made.origins)
        self.counts = dict.fromkeys(("callers", "attempts", "served", "abandoned", "overflowed"), 0)

    def origin(self, o: int) -> Process:
        """Callers of one origin: exponential gaps in operational time, turned into time of day."""
        total = sum(sd.HOURLY)
        per_hour = [self.made.origins[o].per_day * weight / total for weight in sd.HOURLY]
        hour, into = 0, 0.0
        while True:
            gap = self.dice.expovariate(1.0)
            while gap > (1.0 - into) * per_hour[hour]:
                gap -= (1.0 - into) * per_hour[hour]
                hour, into = hour + 1, 0.0
                if hour == self.made.hours:
                    return
            into += gap / per_hour[hour]
            yield self.env.timeout((hour + into) * sd.HOUR - self.env.now)
            self.counts["callers"] += 1
            self.called[o] += 1
            self.env.process(self.caller(o))

    def caller(self, o: int) -> Process:
        """One person, up to five attempts."""
        mu = -sd.SIGMA * sd.SIGMA / 2.0
        talk = sd.TALK * self.dice.lognormvariate(mu, sd.SIGMA)
        for attempt in range(1, sd.MOST + 1):
            self.counts["attempts"] += 1
            again = yield from self.attempt(o, attempt, talk)
            if again is None:
                self.counts["served"] += 1
                self.helped[o] += 1
                return
            if attempt == sd.MOST or self.dice.random() >= again:
                self.given_up[o] += 1
                return
            yield self.env.timeout(sd.REDIAL_MIN + self.dice.expovariate(1.0 / sd.REDIAL_MEAN))

    def attempt(self, o: int, number: int, talk: float) -> Generator[Any, Any, float | None]:
        """One attempt: None when answered, else the probability of another."""
        began = self.env.now
        origin = self.made.origins[o]
        firewall = self.firewalls[origin.firewall]
        yield self.env.timeout(origin.legs[0])
        yield self.env.timeout(origin.legs[1])
        if not firewall.admits(self.env.now, self.dice):
            self.rows.append((o, number, SILENT, -1, began, -1.0, -1.0, self.env.now))
            return sd.AGAIN_AFTER_REFUSAL
        yield self.env.timeout(origin.legs[2])
        yield self.env.timeout(origin.legs[3])
        p = o
        if self.inside[p] >= self.made.origins[p].room:
            self.counts["overflowed"] += 1
            yield self.env.timeout(sd.OVERFLOW)
            p = (o + 1) % len(self.made.origins)
        if self.inside[p] >= self.made.origins[p].room:
            firewall.sessions -= 1
            self.rows.append((o, number, BUSY, p, began, -1.0, -1.0, self.env.now))
            return sd.AGAIN_AFTER_REFUSAL
        self.inside[p] += 1
        came, taken = self.env.now, -1.0
        with self.positions[p].request() as request:
            yield request | self.env.timeout(self.dice.expovariate(1.0 / sd.PATIENCE))
            answered = request.triggered
            if answered:
                taken = self.env.now
                yield self.env.timeout(talk)
            else:
                self.counts["abandoned"] += 1
        self.inside[p] -= 1
        firewall.sessions -= 1
        outcome = ABANDONED if not answered else ANSWERED if p == o else ELSEWHERE
        self.rows.append((o, number, outcome, p, began, came, taken, self.env.now))
        return None if answered else sd.AGAIN_AFTER_ABANDONING


def run_simpy(made: sd.Day, seed: int) -> dict[str, float]:
    """One day in plain SimPy."""
    world = World(made, seed)
    for o in range(len(made.origins)):
        world.env.process(world.origin(o))
    began = time.perf_counter()
    world.env.run()
    return {"seconds": time.perf_counter() - began, **world.counts}
