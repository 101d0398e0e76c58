"""Exact values of queueing theory, computed from their definitions. Knows no simulator.

Sources: Erlang B by its recursion, Erlang C from it (Erlang 1917); birth and death equations for
waiting room and patience (Garnett, Mandelbaum, Reiman 2002); one server by Pollaczek and Khinchine;
the transient of a total outage is a
Poisson count fed by first calls and thinned redials.
"""

from __future__ import annotations

from math import exp


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
