"""A nation's day: 5,700 PSAPs, 660,000 calls, a firewall down for two hours; the kernel's time and memory.

SimPy runs a stated part of the day and is counted in callers a second, which favours it: the part lies before the
outage, in which every caller dials several times.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.benchmarks import processes, state_day

NAME = "nation_day"
TITLE = "Nation's day"
MEANING = {
    "ratio": "times plain SimPy in callers a second, resolved at arrival (SimPy: the day's first hours)",
    "ratio_cpp_loop": "times a hand-written C++ event loop, both for the whole day",
    "ratio_cpp_same": "times C++ with the kernel's own algorithm, both for the whole day",
    "seconds": "seconds for the whole day, kernel",
    "peak_mb": "most memory of the whole process, in MB",
    "simpy_hours": "hours of the day that SimPy ran",
    "callers": "callers of the day",
    "native": "1 when the kernel is compiled",
}
TARGETS = {"ratio": (">=", 400.0), "peak_mb": ("<=", 60.0)}
LONG = True
PSAPS, SURGE = 5_700, 75


def run(quick: bool) -> dict[str, float]:
    """The day on the kernel, and on SimPy its first hour (``quick``) or its first four hours."""
    rounds, part = (3, 1) if quick else (5, 4)
    with tempfile.TemporaryDirectory(prefix="nation-") as scratch:
        found = [_round(seed, part, Path(scratch)) for seed in range(rounds)]
    ratios: dict[str, list[float]] = {}
    for one in found:
        for name, key in (("simpy", "ratio"), ("cpp_loop", "ratio_cpp_loop"), ("cpp_same", "ratio_cpp_same")):
            if name in one:
                ratios.setdefault(key, []).append(_speed(one["kernel"]) / _speed(one[name]))
    return {key: statistics.median(values) for key, values in ratios.items()} | {
        "seconds": statistics.median(one["kernel"]["seconds"] for one in found),
        "peak_mb": max(one["kernel"]["peak_mb"] for one in found),
        "simpy_hours": float(part),
        "callers": statistics.median(one["kernel"]["callers"] for one in found),
        "native": min(one["kernel"]["native"] for one in found),
    }


def _speed(one: dict[str, float]) -> float:
    return one["callers"] / one["seconds"]


def _round(seed: int, part: int, scratch: Path) -> dict[str, dict[str, float]]:
    given = processes.environment(scratch)
    world = state_day.as_text(state_day.day(SURGE, 24, PSAPS))

    def ours(case: str, hours: int) -> dict[str, float]:
        asked = (case, str(SURGE), str(hours), str(seed), str(PSAPS))
        return processes.module("tests.benchmarks.state_day", *asked, given=given)

    found = {"kernel": ours("planned", 24)}
    for case, name in (("cpp_loop", "event_loop"), ("cpp_same", "at_arrival")):
        made = processes.cpp(name, scratch)
        if made is not None:
            found[case] = processes.program(made, seed, world)
    return found | {"simpy": ours("simpy", part)}
