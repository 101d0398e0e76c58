"""A nation's day: 5,700 PSAPs, 660,000 calls, a firewall down for two hours; the kernel's time and memory.

In full SimPy runs the very same day, outage and all. A quick run gives it the first hour alone and counts callers a
second, which favours it: a quiet hour of the night. The kernel and the C++ programs take less time than a neighbour's
hiccup, so each runs several times in a round, the kernel before SimPy and after it, and the middle one counts.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import processes, state_day

NAME = "nation_day"
TITLE = "Nation's day"
MEANING = {
    "ratio": "times plain SimPy in callers a second over the whole day, resolved at arrival; quick: SimPy one hour",
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
BEFORE, AFTER = 3, 2
"""How often the kernel runs in a round, before SimPy and after it; a C++ program runs as often as the first."""


def run(quick: bool) -> dict[str, float]:
    """The day on the kernel, and on SimPy its first hour (``quick``) or the whole of it."""
    rounds, part = (3, 1) if quick else (5, 24)
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

    found, times = {}, [ours("planned", 24) for _ in range(BEFORE)]
    for case, name in (("cpp_loop", "event_loop"), ("cpp_same", "at_arrival")):
        made = processes.cpp(name, scratch)
        if made is not None:
            found[case] = _middle([processes.program(made, seed, world) for _ in range(BEFORE)])
    found["simpy"] = ours("simpy", part)
    times += [ours("planned", 24) for _ in range(AFTER)]
    return found | {"kernel": _middle(times)}


def _middle(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return sorted(found, key=lambda one: one["seconds"])[len(found) // 2]
