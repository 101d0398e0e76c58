"""The reference day on the call kernel against plain SimPy: one process a case, in turn, medians of ratios."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from math import sqrt
from pathlib import Path

NAME = "kernel_state_day"
ROOT = Path(__file__).resolve().parents[2]
MEANING = {
    "ratio": "how many times as many callers a second as plain SimPy: kernel, PSAPs resolved at arrival",
    "ratio_evented": "the same, every PSAP event by event",
    "ratio_plain": "the same as `ratio`, the kernel run as plain Python (no compiler)",
    "ratio_plain_evented": "the same as `ratio_evented`, as plain Python",
    "calls_per_s": "callers a second (their redials are not counted), kernel, PSAPs resolved at arrival",
    "calls_per_s_evented": "callers a second, kernel, every PSAP event by event",
    "calls_per_s_plain": "callers a second, kernel as plain Python, PSAPs resolved at arrival",
    "calls_per_s_simpy": "callers a second, plain SimPy: one process a call, four legs, request | timeout",
    "native": "1 when the first two lines are of the compiled kernel, 0 when this machine could not compile it",
    "agrees": "1 when kernel and SimPy agree on attempts, callers helped, abandoned (5 standard errors)",
    "surge": "times the normal day's 8,800 calls",
    "hours": "simulated hours",
}
CASES = ("planned", "evented", "simpy", "plain", "plain_evented")


def run(quick: bool) -> dict[str, float]:
    """Time every case in turn; ``quick`` is a normal day's first hours instead of a day at ten times the calls."""
    surge, hours, rounds = (1, 4, 3) if quick else (10, 24, 5)
    with tempfile.TemporaryDirectory(prefix="kernel-") as scratch:
        environment = _native_environment(Path(scratch))
        found = [_round(surge, hours, seed, environment) for seed in range(rounds)]
    speeds = {case: [one[case]["callers"] / one[case]["seconds"] for one in found] for case in CASES}
    ratios = {
        case: statistics.median(mine / simpy for mine, simpy in zip(speeds[case], speeds["simpy"], strict=True))
        for case in CASES
    }
    return {
        "ratio": ratios["planned"],
        "ratio_evented": ratios["evented"],
        "ratio_plain": ratios["plain"],
        "ratio_plain_evented": ratios["plain_evented"],
        "calls_per_s": statistics.median(speeds["planned"]),
        "calls_per_s_evented": statistics.median(speeds["evented"]),
        "calls_per_s_plain": statistics.median(speeds["plain"]),
        "calls_per_s_simpy": statistics.median(speeds["simpy"]),
        "native": min(one["planned"]["native"] for one in found),
        "agrees": float(_agrees(found)),
        "surge": float(surge),
        "hours": float(hours),
    }


def _round(surge: int, hours: int, seed: int, environment: dict[str, str]) -> dict[str, dict[str, float]]:
    found = {}
    for case in CASES:
        plain = {"HOTWASH_KERNEL": "plain"} if case.startswith("plain") and case != "planned" else {}
        kind = {"plain": "planned", "plain_evented": "evented"}.get(case, case)
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.state_day", kind, str(surge), str(hours), str(seed)],
            env={**environment, **plain},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found[case] = json.loads(done.stdout)
    return found


def _native_environment(scratch: Path) -> dict[str, str]:
    """Where the cases find the compiled kernel: the checkout's own build, or one made now."""
    from hotwash.simulation.kernel import build, source_hash

    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOTWASH_KERNEL")}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "app"), str(ROOT)])
    given = Path(os.environ.get("HOTWASH_KERNEL_DIR", ROOT / ".runtime" / "kernel"))
    if (given / source_hash() / build.STAMP).is_file():
        return {**environment, "HOTWASH_KERNEL_DIR": str(given)}
    builder = [sys.executable, str(build.__file__), str(scratch / source_hash())]
    if shutil.which("cc") and subprocess.run(builder, capture_output=True, check=False).returncode == 0:
        return {**environment, "HOTWASH_KERNEL_DIR": str(scratch)}
    return environment


def _agrees(found: list[dict[str, dict[str, float]]]) -> bool:
    totals = {
        case: {name: sum(one[case][name] for one in found) for name in ("callers", "attempts", "served", "abandoned")}
        for case in CASES
    }
    if any(one["planned"][name] != one[case][name] for one in found for case in CASES[3:] for name in totals["plain"]):
        return False
    ours, theirs = totals["planned"], totals["simpy"]
    for name in ("attempts", "served", "abandoned"):
        mine, other = ours[name] / ours["callers"], theirs[name] / theirs["callers"]
        spread = sqrt(4.0 * max(mine, other, 1e-6) / ours["callers"])  # redials come in bursts: twice Poisson
        if abs(mine - other) > 5.0 * spread:
            return False
    return abs(ours["callers"] - theirs["callers"]) <= 5.0 * sqrt(ours["callers"] + theirs["callers"])
