"""Every line of the tables of queueing theory that the quick tests leave out, simulated for longer; slow.

Three standard errors over seeds, as there; published anchors: C(8, 3.87) and C(10, 4.08) with the share that waits
longer than a talk (TETRA textbook, table C), 50 positions at 48 Erlang (Gans, Koole and Mandelbaum 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp, log, sqrt

import numpy as np
import pytest

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Outcome, Tables
from tests.simulation.kernel.measuring import MEAN_TALK, assert_covers
from tests.simulation.kernel.oracles import (
    erlang_a,
    erlang_b,
    erlang_c,
    impatient,
    mean_wait,
    retrial_one,
    service_level,
    slow_retrial,
)
from tests.simulation.kernel.test_kernel_against_tables import DELAYS, LOADS, LOSSES, ORBITS, PATIENCE, redialling
from tests.simulation.kernel.worlds import answering, persona, single

SEEDS = 20
WARM = 100
"""Talks that are left out at the beginning; as many are left out at the end."""
Columns = dict[str, np.ndarray]


def runs(tables: Tables, talks: int) -> Iterator[Columns]:
    """Of every run what began within the middle part of it."""
    for seed in range(SEEDS):
        calls = Calls(tables, 7_000 + seed)
        calls.advance(int((talks + 2 * WARM) * MEAN_TALK))
        columns = calls.columns()
        started = columns["started"]
        middle = (started >= WARM * MEAN_TALK) & (started < (WARM + talks) * MEAN_TALK)
        yield {name: column[middle] for name, column in columns.items()}


def assert_all(tables: Tables, talks: int, *exact: tuple[Callable[[Columns], float], float]) -> None:
    found: list[list[float]] = [[] for _ in exact]
    for rows in runs(tables, talks):
        for values, (measure, _) in zip(found, exact, strict=True):
            values.append(measure(rows))
    for values, (_, value) in zip(found, exact, strict=True):
        assert_covers(values, value)


def busy(rows: Columns) -> float:
    return float((rows["outcome"] == Outcome.BUSY).mean())


def abandoned(rows: Columns) -> float:
    return float((rows["outcome"] == Outcome.ABANDONED).mean())


def waits(rows: Columns) -> float:
    return float(((rows["seized"] < 0) | (rows["seized"] > rows["delivered"])).mean())


def wait(rows: Columns) -> float:
    """Mean wait in talks, of those too who hang up."""
    until = np.where(rows["seized"] >= 0, rows["seized"], rows["ended"])
    return float((until - rows["delivered"]).mean() / MEAN_TALK)


def within(limit: float) -> Callable[[Columns], float]:
    def share(rows: Columns) -> float:
        took = rows["answered"] - rows["started"]
        return float(((rows["answered"] >= 0) & (took <= limit * MEAN_TALK)).mean())

    return share


def longer(limit: float) -> Callable[[Columns], float]:
    """Of those who wait, the share that waits longer."""

    def share(rows: Columns) -> float:
        waited = (rows["seized"] - rows["delivered"])[rows["seized"] > rows["delivered"]]
        return float((waited > limit * MEAN_TALK).mean())

    return share


def long_enough(servers: int, load: float) -> int:
    """Talks until the queue has forgotten itself many times (its relaxation time), and some calls have come."""
    forgets = 1.0 / (sqrt(servers) - sqrt(load)) ** 2 if load < servers else 1.0
    return int(max(60.0 * forgets, 20_000 / load, 400))


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "load"), [row for row in LOSSES if LOSSES[row] > 0.01])
def test_every_loss(servers: int, load: float) -> None:
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers, room=servers))
    assert_all(tables, int(max(40_000 / load, 400)), (busy, LOSSES[servers, load]))


@pytest.mark.slow
@pytest.mark.parametrize("blocked", [0.01, 0.02, 0.05])
@pytest.mark.parametrize("servers", [servers for servers in LOADS if servers > 1])
def test_every_load_at_a_given_loss(servers: int, blocked: float) -> None:
    load = LOADS[servers][{0.01: 1, 0.02: 2, 0.05: 3}[blocked]]
    tables = single(load / MEAN_TALK, persona(talk_sigma=0.8), answering(positions=servers, room=servers))
    assert_all(tables, int(max(40_000 / load, 1_000)), (busy, erlang_b(servers, load)))


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "load"), DELAYS)
def test_every_delay(servers: int, load: float) -> None:
    share, each, queue = DELAYS[servers, load]
    tables = single(load / MEAN_TALK, persona(), answering(positions=servers))
    assert_all(tables, long_enough(servers, load), (waits, share), (wait, each))
    assert queue == pytest.approx(each * load, rel=1e-4), "by Little's law"


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "load", "impatience"), PATIENCE)
def test_every_patience(servers: int, load: float, impatience: float) -> None:
    who = persona(patience_mean_ms=MEAN_TALK / impatience)
    tables = single(load / MEAN_TALK, who, answering(positions=servers))
    share, gone, queue, _ = PATIENCE[servers, load, impatience]
    soon = served_within(servers, load, impatience, 0.1)
    exact = ((waits, share), (abandoned, gone), (wait, queue / load), (within(0.1), soon))
    assert_all(tables, int(max(20_000 / load, 500)), *exact)


def served_within(servers: int, load: float, impatience: float, limit: float) -> float:
    """Erlang A: share of all calls that are answered within a time; by the density of the wait that awaits a call."""
    chances = [1.0]
    for n in range(1, servers + 400):
        chances.append(chances[n - 1] * load / (min(n, servers) + max(0, n - servers) * impatience))
    steps = np.linspace(0.0, limit, 2_001)
    total, density = sum(chances), np.zeros_like(steps)
    scale = 0.0
    for ahead, chance in enumerate(chances[servers:]):
        scale += log(servers + ahead * impatience) - (log(ahead * impatience) if ahead else 0.0)
        passing = (1.0 - np.exp(-impatience * steps)) ** ahead
        density += chance * exp(min(scale, 700.0)) * passing * np.exp(-servers * steps)
    stays = density * np.exp(-impatience * steps)
    return float((sum(chances[:servers]) + np.trapezoid(stays, steps)) / total)


def test_the_formula_of_patience_within_a_time_gives_its_value() -> None:
    assert served_within(10, 12.0, 0.5, 0.1) == pytest.approx(0.2187, abs=1e-4)
    assert served_within(5, 5.0, 1.0, 0.0) == pytest.approx(1.0 - erlang_a(5, 5.0, 1.0)[0])
    assert served_within(5, 5.0, 1.0, 40.0) == pytest.approx(1.0 - erlang_a(5, 5.0, 1.0)[1], abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "load", "rate"), [row for row in ORBITS if row[2] >= 1.0])
def test_every_orbit(servers: int, load: float, rate: float) -> None:
    orbit, blocked = ORBITS[servers, load, rate]
    talks = 6_000 // servers + 4_000
    exact = [(first_blocked, blocked), (attempts_of(talks), load + rate * orbit)]
    assert_all(redialling(servers, load, rate, 1.0), talks, *exact)


@pytest.mark.slow
@pytest.mark.parametrize("rate", [1.0, 5.0])
def test_every_orbit_of_one_position(rate: float) -> None:
    talks = 12_000
    exact = [(first_blocked, 0.8), (attempts_of(talks), 0.8 + rate * retrial_one(0.8, rate))]
    assert_all(redialling(1, 0.8, rate, 1.0), talks, *exact)


@pytest.mark.slow
def test_retries_that_are_rare_meet_the_loss_of_the_inflated_load() -> None:
    assert slow_retrial(2, 1.0) == pytest.approx((sqrt(2.0), 0.292893), abs=1e-5)
    orbit, blocked = ORBITS[5, 4.0, 0.1]
    talks = 12_000
    tables = redialling(5, 4.0, 0.1, 1.0)
    assert_all(tables, talks, (first_blocked, blocked), (attempts_of(talks), 4.0 + 0.1 * orbit))


def first_blocked(rows: Columns) -> float:
    return float((rows["outcome"][rows["attempt"] == 1] == Outcome.BUSY).mean())


def attempts_of(talks: int) -> Callable[[Columns], float]:
    return lambda rows: len(rows["started"]) / talks


ANCHORS = ((8, 3.87, 0.050085, 0.016083), (10, 3.87, 0.0, 0.002177), (10, 4.08, 0.010052, 0.0))


def test_the_published_anchors_of_waiting() -> None:
    for servers, load, share, tail in ANCHORS:
        assert not share or erlang_c(servers, load) == pytest.approx(share, abs=1e-6)
        assert not tail or exp(-(servers - load)) == pytest.approx(tail, abs=1e-6)
    assert 1.0 - erlang_c(3, 1.25) == pytest.approx(0.8445, abs=1e-4)
    assert service_level(5, 2.5, 20 / 150) == pytest.approx(0.9066, abs=1e-4)
    pooled = 580 * 150 / 3600
    levels = [service_level(30, pooled, seconds / 150) for seconds in (15, 20)]
    assert levels == pytest.approx([0.8972, 0.9153], abs=1e-4)


def test_fifty_positions_with_and_without_patience() -> None:
    """A mean wait of 20.8 s and 58.1 s for nine of ten; with two minutes of patience 3.71 s, at a talk of a minute."""
    assert 60 * mean_wait(50, 48.0) == pytest.approx(20.8, abs=0.05)
    assert 60 * log(erlang_c(50, 48.0) / 0.1) / 2.0 == pytest.approx(58.1, abs=0.1)
    assert 60 * impatient(50, 48.0, 0.5)[0] / 48.0 == pytest.approx(3.71, abs=0.005)


@pytest.mark.slow
def test_the_anchors_simulated() -> None:
    tables = single(3.87 / MEAN_TALK, persona(), answering(positions=8))
    assert_all(tables, 30_000, (waits, 0.050085), (longer(0.25), exp(-0.25 * (8 - 3.87))))
    pooled = 580 * 150 / 3600
    tables = single(pooled / MEAN_TALK, persona(), answering(positions=30))
    assert_all(tables, 2_000, *((within(s / 150), service_level(30, pooled, s / 150)) for s in (15, 20)))


@pytest.mark.slow
@pytest.mark.parametrize("evented", [False, True])
def test_arriving_calls_see_what_stands_on_average(evented: bool) -> None:
    """PASTA: the share of calls that find every position taken is the share of time in which every one is."""
    tables = single(8.0 / MEAN_TALK, persona(talk_sigma=0.8), answering(positions=10, evented=evented))
    differences = []
    for seed in range(SEEDS):
        calls = Calls(tables, 7_000 + seed)
        full: list[bool] = []
        for at in range(100_000, 700_000, 130):
            calls.advance(at)
            full.append(calls.busy()[0] == 10)
        columns = calls.columns()
        seen = {name: column[columns["started"] >= 100_000] for name, column in columns.items()}
        decided = {name: column[seen["seized"] >= 0] for name, column in seen.items()}
        differences.append(waits(decided) - sum(full) / len(full))
    assert_around_nought(differences)


def assert_around_nought(values: Sequence[float]) -> None:
    mean = sum(values) / len(values)
    error = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
    assert abs(mean) <= 3.0 * error < 0.02, f"{mean:.5f} +- {error:.5f}"
