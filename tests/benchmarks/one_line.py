"""One line of ten positions (M/M/10+M) on the kernel and on every engine that is here; the exact answer is known."""

from __future__ import annotations

import statistics
import tempfile
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

from tests.benchmarks import processes
from tests.benchmarks.line_engines import ENGINES, EXACT

NAME = "one_line"
TITLE = "One line of ten positions, M/M/10+M"
MEANING = {
    "ratio": "times plain SimPy in calls a second, resolved at arrival",
    "ratio_evented": "times plain SimPy, event mode",
    "ratio_cimba": "times package cimba (Numba over C, compiled before the clock starts), resolved at arrival",
    "ratio_cimba_evented": "times package cimba, event mode",
    "ratio_ciw": "times package Ciw (a reference line)",
    "ratio_salabim": "times package salabim (a reference line)",
    "calls_per_s": "calls a second, kernel, PSAP resolved at arrival",
    "calls_per_s_cimba": "calls a second, package cimba",
    "calls_per_s_simpy": "calls a second, plain SimPy",
    "covers": "1 when every engine's share of callers who give up covers the exact 0.14775 (5 standard errors)",
}
TARGETS = {"ratio_cimba": (">=", 3.0)}
BESIDE = ("ratio_cimba_evented",)
"""Has no target and is told with those that have."""
SECONDS = {"kernel": 18_000, "kernel_evented": 18_000, "simpy": 1_500, "cimba": 18_000, "ciw": 600, "salabim": 60}
"""Simulated seconds: as many as keep each engine busy for some tenths of a second."""


def run(quick: bool) -> dict[str, float]:
    """Time every engine that is here in turn; speeds count calls, so that spans may differ."""
    here = [name for name in ENGINES if name.startswith("kernel") or find_spec(name)]
    part, rounds = (5, 1) if quick else (1, 3)
    speeds: dict[str, list[float]] = {name: [] for name in here}
    covers = True
    with tempfile.TemporaryDirectory(prefix="line-") as scratch:
        given = processes.environment(Path(scratch))
        for seed in range(rounds):
            for name in here:
                asked = (name, str(SECONDS[name] // part), str(seed))
                one = processes.module("tests.benchmarks.line_engines", *asked, given=given)
                speeds[name].append(one["calls"] / one["seconds"])
                spread = sqrt(EXACT * (1.0 - EXACT) * 10.0 / one["calls"])  # neighbours share a fate: ten to one
                covers = covers and abs(one["lost"] / one["calls"] - EXACT) < 5.0 * spread
    result = {}
    for key, mine, other in (
        ("ratio", "kernel", "simpy"),
        ("ratio_evented", "kernel_evented", "simpy"),
        ("ratio_cimba", "kernel", "cimba"),
        ("ratio_cimba_evented", "kernel_evented", "cimba"),
        ("ratio_ciw", "kernel", "ciw"),
        ("ratio_salabim", "kernel", "salabim"),
    ):
        if other in here:
            result[key] = statistics.median(a / b for a, b in zip(speeds[mine], speeds[other], strict=True))
    for key, name in (("calls_per_s", "kernel"), ("calls_per_s_cimba", "cimba"), ("calls_per_s_simpy", "simpy")):
        if name in here:
            result[key] = statistics.median(speeds[name])
    return result | {"covers": float(covers)}
