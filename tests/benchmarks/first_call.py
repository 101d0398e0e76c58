"""From the start of a process to the first simulated call: the kernel's tables and loop, against SimPy's."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import processes

NAME = "first_call"
TITLE = "From start to the first simulated call"
MEANING = {
    "ratio": "times sooner than plain SimPy: kernel, a line of ten positions",
    "ms": "milliseconds, compiled kernel",
    "plain_ms": "milliseconds, kernel as plain Python",
    "simpy_ms": "milliseconds, plain SimPy",
    "python_ms": "what Python itself takes to start and do nothing",
}
TARGETS = {"ms": ("<=", 250.0), "plain_ms": ("<=", 250.0)}


def run(quick: bool) -> dict[str, float]:
    """Whole processes in turn; medians."""
    spent: dict[str, list[float]] = {"ms": [], "plain_ms": [], "simpy_ms": [], "python_ms": []}
    with tempfile.TemporaryDirectory(prefix="first-") as scratch:
        native = processes.environment(Path(scratch))
        plain = processes.environment(Path(scratch), plain=True)
        line = "tests.benchmarks.line_engines"
        for number in range(4 if quick else 10):
            for name, given, command in (
                ("ms", native, ["-m", line, "kernel", "1", "1"]),
                ("plain_ms", plain, ["-m", line, "kernel", "1", "1"]),
                ("simpy_ms", plain, ["-m", line, "simpy", "1", "1"]),
                ("python_ms", plain, ["-c", "pass"]),
            ):
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, *command], env=given, cwd=processes.ROOT, check=True, stdout=subprocess.DEVNULL
                )
                if number > 0:  # the first round fills the disk's caches
                    spent[name].append((time.perf_counter() - began) * 1_000)
    ratio = statistics.median(other / mine for mine, other in zip(spent["ms"], spent["simpy_ms"], strict=True))
    return {"ratio": ratio} | {name: statistics.median(values) for name, values in spent.items()}
