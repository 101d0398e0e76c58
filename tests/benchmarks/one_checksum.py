"""One checksum of a whole day, however it is run: compiled or plain, planned or in event mode, chopped or whole."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import processes, state_day

NAME = "one_checksum"
TITLE = "One checksum over every way to run a day"
MEANING = {
    "ratio": "share of compiled and plain, planned and event mode, chopped and whole that have it; must be all",
    "ways": "compiled and plain, planned and in event mode, in one piece and in three sizes of step",
    "callers": "callers of the day",
    "native": "1 when the compiled kernel was among them",
}
TARGETS = {"ratio": (">=", 1.0)}
STEPS_S = (0, 3_600, 60, 1)
"""One piece, then steps of so many seconds."""


def run(quick: bool) -> dict[str, float]:
    """Every way in turn; ``quick`` is the first hours of a normal day, and no steps of a second."""
    surge, hours, steps = (1, 4, STEPS_S[:3]) if quick else (10, 24, STEPS_S)
    checks = []
    with tempfile.TemporaryDirectory(prefix="checksum-") as scratch:
        for plain in (False, True):
            given = processes.environment(Path(scratch), plain=plain)
            for mode in ("planned", "evented"):
                for step in steps:
                    asked = (mode, str(surge), str(hours), str(step))
                    checks.append(processes.module("tests.benchmarks.one_checksum", *asked, given=given))
    told = [(one["checksum"], one["callers"]) for one in checks]
    return {
        "ratio": max(told.count(one) for one in told) / len(told),
        "ways": float(len(told)),
        "callers": checks[0]["callers"],
        "native": max(one["native"] for one in checks),
    }


def main(arguments: list[str]) -> int:
    """``MODE K HOURS STEP``: one way in a process of its own."""
    made = state_day.day(int(arguments[1]), int(arguments[2]))
    began = time.perf_counter()
    found = state_day.run_kernel(made, 7, evented=arguments[0] == "evented", step_s=int(arguments[3]))
    print(json.dumps({**found, "seconds": time.perf_counter() - began}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
