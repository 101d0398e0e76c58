"""Replications of one world, what is measured of them, and whether an exact value lies within three standard errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Outcome, Tables

MEAN_TALK = 1_000.0
REPLICATIONS = 10
WARM_UP = 50_000
SPAN = 250_000


Measure = Callable[[Calls], float]


def replications(tables: Tables, measure: Measure, span: int = SPAN) -> list[float]:
    """One number of every run."""
    return several(tables, measure, span=span)[0]


def several(tables: Tables, *measures: Measure, span: int = SPAN) -> list[list[float]]:
    """Several numbers of the same runs: for each measure one of every run."""
    values: list[list[float]] = [[] for _ in measures]
    for seed in range(REPLICATIONS):
        calls = Calls(tables, 1_000 + seed)
        calls.advance(span)
        for found, measure in zip(values, measures, strict=True):
            found.append(measure(calls))
    return values


def assert_all_cover(tables: Tables, exact: Sequence[tuple[Measure, float]], span: int = SPAN) -> None:
    """Every measure of the same runs covers its exact value."""
    for values, (_, value) in zip(several(tables, *(measure for measure, _ in exact), span=span), exact, strict=True):
        assert_covers(values, value)


def assert_covers(values: Sequence[float], exact: float) -> None:
    mean = sum(values) / len(values)
    error = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
    assert abs(mean - exact) <= 3.0 * error, f"{mean:.5f} +- {error:.5f} against {exact:.5f}"
    assert error < 0.15 * exact


def decided(calls: Calls) -> dict[str, list[int]]:
    """Rows that began after the warm-up and early enough to be over."""
    columns = calls.columns()
    chosen = (columns["started"] >= WARM_UP) & (columns["started"] < SPAN - 20_000)
    return {name: column[chosen].tolist() for name, column in columns.items()}


def share(calls: Calls, outcome: Outcome) -> float:
    outcomes = decided(calls)["outcome"]
    return outcomes.count(outcome) / len(outcomes)


def share_waiting(calls: Calls) -> float:
    rows = decided(calls)
    waited = [
        seized < 0 or seized > delivered for seized, delivered in zip(rows["seized"], rows["delivered"], strict=True)
    ]
    return sum(waited) / len(waited)


def mean_queue(calls: Calls) -> float:
    """Mean number of waiting calls over the window, by Little's law from every call's wait."""
    rows = decided(calls)
    waited = 0
    for delivered, seized, ended in zip(rows["delivered"], rows["seized"], rows["ended"], strict=True):
        if delivered >= 0:
            waited += (seized if seized >= 0 else ended) - delivered
    return waited / (SPAN - 20_000 - WARM_UP)
