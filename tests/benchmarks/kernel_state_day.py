"""The reference day on the call kernel, against plain SimPy and two C++ programs: one process a case, in turn."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from tests.benchmarks import processes, state_day

NAME = "kernel_state_day"
TITLE = "State day ×10"
MEANING = {
    "ratio": "times plain SimPy in callers a second, PSAPs resolved at arrival",
    "ratio_evented": "times plain SimPy in event mode, every PSAP event by event",
    "ratio_plain": "times plain SimPy, resolved at arrival, the kernel as plain Python (no compiler), the same bits",
    "ratio_plain_evented": "times plain SimPy in event mode, the kernel as plain Python",
    "ratio_cpp_loop": "times a hand-written C++ event loop, PSAPs resolved at arrival",
    "ratio_cpp_loop_evented": "times a hand-written C++ event loop, event mode (hops folded, PSAPs event by event)",
    "ratio_cpp_same": "times C++ with the same algorithm (drawing one by one) and checksum, resolved at arrival too",
    "calls_per_s": "callers a second (their redials are not counted), kernel, PSAPs resolved at arrival",
    "calls_per_s_evented": "callers a second, kernel, event mode",
    "calls_per_s_plain": "callers a second, kernel as plain Python, PSAPs resolved at arrival",
    "calls_per_s_simpy": "callers a second, plain SimPy: one process a call, four legs, request | timeout",
    "calls_per_s_cpp_loop": "callers a second, hand-written C++ event loop, g++ -O3",
    "calls_per_s_cpp_same": "callers a second, C++ with the kernel's own algorithm, g++ -O3",
    "native": "1 when the kernel is compiled, 0 when this machine could not compile it",
    "agrees": "1 when attempts, callers helped and abandoned agree in all (5 standard errors; our own ways exactly)",
    "surge": "times the normal day's 8,800 calls",
    "hours": "simulated hours",
}
TARGETS = {
    "ratio": (">=", 350.0),
    "ratio_evented": (">=", 100.0),
    "ratio_plain": (">=", 3.0),
    "ratio_cpp_loop": (">=", 2.5),
    "ratio_cpp_same": (">=", 1.0),
}
BESIDE = ("ratio_cpp_loop_evented",)
"""Has no target and is told with those that have."""
CASES = ("planned", "cpp_loop", "cpp_same", "evented", "simpy", "plain", "plain_evented")
OURS = ("planned", "evented", "plain", "plain_evented")
_RATIOS = {
    "ratio": ("planned", "simpy"),
    "ratio_evented": ("evented", "simpy"),
    "ratio_plain": ("plain", "simpy"),
    "ratio_plain_evented": ("plain_evented", "simpy"),
    "ratio_cpp_loop": ("planned", "cpp_loop"),
    "ratio_cpp_loop_evented": ("evented", "cpp_loop"),
    "ratio_cpp_same": ("planned", "cpp_same"),
}
_SPEEDS = {"": "planned", "_evented": "evented", "_plain": "plain", "_simpy": "simpy"} | {
    "_cpp_loop": "cpp_loop",
    "_cpp_same": "cpp_same",
}

Found = dict[str, dict[str, float]]


def run(quick: bool) -> dict[str, float]:
    """Time every case in turn; ``quick`` is a normal day's first hours instead of a day at ten times the calls."""
    surge, hours, rounds = (1, 4, 3) if quick else (10, 24, 5)
    with tempfile.TemporaryDirectory(prefix="kernel-") as scratch:
        found = [_round(surge, hours, seed, Path(scratch)) for seed in range(rounds)]
    speeds = {case: [one[case]["callers"] / one[case]["seconds"] for one in found] for case in found[0]}
    result = {}
    for name, (mine, other) in _RATIOS.items():
        if mine in speeds and other in speeds:
            result[name] = statistics.median(a / b for a, b in zip(speeds[mine], speeds[other], strict=True))
    for ending, case in _SPEEDS.items():
        if case in speeds:
            result[f"calls_per_s{ending}"] = statistics.median(speeds[case])
    return result | {
        "native": min(one["planned"]["native"] for one in found),
        "agrees": float(_agrees(found)),
        "surge": float(surge),
        "hours": float(hours),
    }


def _round(surge: int, hours: int, seed: int, scratch: Path) -> Found:
    """One time for every case; the C++ programs are small, so the middle one of three counts, as it does for ours."""
    world = state_day.as_text(state_day.day(surge, hours))
    programs = {"cpp_loop": processes.cpp("event_loop", scratch), "cpp_same": processes.cpp("at_arrival", scratch)}
    found = {}
    for case in CASES:
        if case in programs:
            made = programs[case]
            if made is not None:
                found[case] = _middle([processes.program(made, seed, world) for _ in range(3)])
            continue
        given = processes.environment(scratch, plain=case.startswith("plain_") or case == "plain")
        kind = {"plain": "planned", "plain_evented": "evented"}.get(case, case)
        asked = (kind, str(surge), str(hours), str(seed))
        times = 3 if case in {"planned", "evented"} else 1
        found[case] = _middle(
            [processes.module("tests.benchmarks.state_day", *asked, given=given) for _ in range(times)]
        )
    return found


def _middle(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return sorted(found, key=lambda one: one["seconds"])[len(found) // 2]


def _agrees(found: list[Found]) -> bool:
    cases = list(found[0])
    totals = {
        case: {name: sum(one[case][name] for one in found) for name in ("callers", "attempts", "served", "abandoned")}
        for case in cases
    }
    mine = totals["planned"]
    if any(totals[case] != mine for case in OURS):
        return False
    if any(one[case]["checksum"] != one["planned"]["checksum"] for one in found for case in OURS):
        return False
    return all(_near(mine, totals[case]) for case in cases if case not in OURS)


def _near(ours: dict[str, float], theirs: dict[str, float]) -> bool:
    for name in ("attempts", "served", "abandoned"):
        mine, other = ours[name] / ours["callers"], theirs[name] / theirs["callers"]
        spread = sqrt(4.0 * max(mine, other, 1e-6) / ours["callers"])  # redials come in bursts: twice Poisson
        if abs(mine - other) > 5.0 * spread:
            return False
    return abs(ours["callers"] - theirs["callers"]) <= 5.0 * sqrt(ours["callers"] + theirs["callers"])
