"""Exact values of queueing theory, computed from their definitions. Knows no simulator.

Sources: Erlang B by its recursion, Erlang C from it (Erlang 1917); birth and death equations for
waiting room and patience (Garnett, Mandelbaum, Reiman 2002); one server by Pollaczek and Khinchine;
retrial queues (Falin, Templeton 1997) by their balance equations; the transient of a total outage is
a Poisson count fed by first calls and thinned redials.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np


def erlang_b(servers: int, load: float) -> float:
    """Share of calls that find every server busy and are lost."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Share of calls that wait, when all of them do."""
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1.0 - blocked))


def distribution(servers: int, room: int, load: float, impatience: float) -> list[float]:
    """Probability of n calls in the system; service rate 1, each waiting call leaves at ``impatience``."""
    weights = [1.0]
    for n in range(1, room + 1):
        weights.append(weights[n - 1] * load / (min(n, servers) + max(0, n - servers) * impatience))
    total = sum(weights)
    return [weight / total for weight in weights]


def erlang_a(servers: int, load: float, impatience: float) -> tuple[float, float]:
    """Share of calls that wait, share that abandon."""
    chances = distribution(servers, servers + 2_000, load, impatience)
    waiting = sum((n - servers) * chance for n, chance in enumerate(chances) if n > servers)
    return sum(chances[servers:]), impatience * waiting / load


def full_room(servers: int, room: int, load: float) -> tuple[float, float]:
    """Finite queue: share of calls refused, mean number waiting."""
    chances = distribution(servers, room, load, 0.0)
    return chances[room], sum((n - servers) * chance for n, chance in enumerate(chances) if n > servers)


def pollaczek_khinchine(rate: float, stages: tuple[float, float]) -> float:
    """Mean wait for one server whose service is two exponential stages of these means, one after the other."""
    one, two = stages
    square = 2.0 * (one * one + one * two + two * two)
    return rate * square / (2.0 * (1.0 - rate * (one + two)))


def outage(rate: float, gap: float, persistence: float, span: float) -> tuple[float, float]:
    """Total outage: mean number of callers between two attempts at the end, mean attempts so far."""
    k = (1.0 - persistence) / gap
    reached = 1.0 - exp(-k * span)
    active = rate * persistence * reached / k
    attempts = rate * span * (1.0 + persistence / (1.0 - persistence))
    return active, attempts - rate * persistence * reached / ((1.0 - persistence) * k)


def mean_wait(servers: int, load: float) -> float:
    """Erlang C: mean wait of all calls, in talk times."""
    return erlang_c(servers, load) / (servers - load)


def service_level(servers: int, load: float, within: float) -> float:
    """Erlang C: share of calls answered within a time, given in talk times."""
    return 1.0 - erlang_c(servers, load) * exp(-(servers - load) * within)


def impatient(servers: int, load: float, impatience: float) -> tuple[float, float]:
    """Erlang A: mean number waiting, and the share of their time that servers are busy."""
    chances = distribution(servers, servers + 2_000, load, impatience)
    waiting = sum((n - servers) * chance for n, chance in enumerate(chances) if n > servers)
    return waiting, sum(min(n, servers) * chance for n, chance in enumerate(chances)) / servers


def constant_talk(load: float) -> float:
    """One server, every talk as long as the other: mean number waiting (Pollaczek and Khinchine)."""
    return load * load / (2.0 * (1.0 - load))


def retrial_one(load: float, rate: float) -> float:
    """One server, blocked callers retry at a rate for ever: mean number of them (Falin and Templeton 1997)."""
    return load * (load + load * rate) / ((1.0 - load) * rate)


@dataclass(frozen=True, slots=True)
class Retrial:
    """A queue without waiting room whose blocked callers retry: what it comes to in the long run, per talk time."""

    orbit: float
    blocked_first: float
    blocked: float
    served: float
    attempts: float


def retrial(servers: int, load: float, rate: float, persistence: float = 1.0, most: int = 600) -> Retrial:
    """Blocked callers retry with a probability, each at a rate; numerically, with at most ``most`` in the orbit.

    Levels are numbers in the orbit. Backwards from the last, each level's probabilities are a matrix times those of
    the level below it.
    """
    size = servers + 1
    up = np.zeros((size, size))
    up[servers, servers] = load * persistence
    answered = np.diag([1.0] * servers, 1)  # one server more is busy
    gone = np.zeros((size, size))
    gone[servers, servers] = 1.0 - persistence
    ratio = np.zeros((size, size))
    ratios = []
    for level in range(most, -1, -1):
        down = level * rate * (answered + gone)
        local = load * answered + np.diag([float(n) for n in range(1, size)], -1)
        last = up if level < most else np.zeros((size, size))
        local -= np.diag((local + last + down).sum(axis=1))
        below = (level + 1) * rate * (answered + gone) if level < most else np.zeros((size, size))
        here = local + ratio @ below
        if level == 0:
            break
        ratio = -up @ np.linalg.inv(here)
        ratios.append(ratio)
    system = np.vstack([here.T[:-1], np.ones(size)])
    chances = [np.linalg.solve(system, np.eye(size)[size - 1])]
    for step in reversed(ratios):
        chances.append(chances[len(chances) - 1] @ step)
    table = np.array(chances) / np.sum(chances)
    orbit = float(np.arange(most + 1) @ table.sum(axis=1))
    busy = table.sum(axis=0)
    attempts = load + rate * orbit
    served = float(np.arange(size) @ busy)
    return Retrial(orbit, float(busy[servers]), 1.0 - served / attempts, served / load, attempts)


def slow_retrial(servers: int, load: float) -> tuple[float, float]:
    """What retrials come to when they are rare: load with them, and the share of calls that are blocked."""
    low, high = load, float(servers) + 100.0
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if middle * (1.0 - erlang_b(servers, middle)) < load else (low, middle)
    return low, erlang_b(servers, low)
