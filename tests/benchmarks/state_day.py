"""The reference day "SD-k": 200 PSAPs, 8,800 k calls, a firewall down from 10:00 to 12:00. Knows no simulator.

Run as a module it times one case in a process of its own and prints one JSON object:
``python -m tests.benchmarks.state_day CASE K HOURS SEED [PSAPS]`` with CASE one of simpy, planned, evented.
"""

from __future__ import annotations

import json
import math
import random  # noqa: TID251 - the definition of this workload names Python's generator, and so may the SimPy model
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotwash.simulation.kernel import Calls

HOUR = 3_600_000
SEED = 911
PSAPS = 200
HOURLY = (
    0.62, 0.52, 0.46, 0.42, 0.42, 0.46, 0.58, 0.76, 0.92, 1.02, 1.10, 1.16,
    1.20, 1.22, 1.26, 1.32, 1.38, 1.42, 1.40, 1.34, 1.26, 1.16, 1.00, 0.82,
)  # fmt: skip
DOWN = (10 * HOUR, 12 * HOUR)
PATIENCE, TALK, SIGMA = 60_000.0, 150_000.0, 0.8
REDIAL_MIN, REDIAL_MEAN, MOST = 2_000.0, 15_000.0, 5
AGAIN_AFTER_REFUSAL, AGAIN_AFTER_ABANDONING = 0.85, 0.6
LOSS = 0.001
OVERFLOW = 30.0


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin and its PSAP: positions, room, calls a day, four legs in milliseconds, its firewall."""

    positions: int
    room: int
    per_day: float
    legs: tuple[float, float, float, float]
    firewall: int


@dataclass(frozen=True, slots=True)
class Day:
    """A whole workload of surge ``k``, its first ``hours`` hours."""

    k: int
    hours: int
    origins: tuple[Origin, ...]

    @property
    def rate_per_s(self) -> float:
        return 0.15 * self.k + 0.5

    @property
    def burst(self) -> float:
        return 10.0 + self.k

    @property
    def sessions(self) -> int:
        return 20 * self.k + 20


def day(k: int, hours: int, psaps: int = PSAPS) -> Day:
    """The workload, the same wherever it is made; a nation has 5,700 PSAPs."""
    dice = random.Random(SEED)
    sizes = [min(40, max(2, round(dice.lognormvariate(math.log(4.6), 0.7)))) for _ in range(psaps)]
    weights = [size * dice.uniform(0.6, 1.4) for size in sizes]
    origins = []
    for o, size in enumerate(sizes):
        legs = (10.0 + 2 * (o % 11), 4.0 + o % 8, 6.0 + o % 4, 12.0 + 3 * (o % 7))
        origins.append(Origin(size, size + max(2, size // 2), 8_800.0 * k * weights[o] / sum(weights), legs, o % 2))
    return Day(k, hours, tuple(origins))


def as_text(made: Day) -> str:
    """The workload as programs in other languages read it."""
    lines = [f"{len(made.origins)} {made.hours} {made.rate_per_s!r} {made.burst!r} {made.sessions}"]
    lines.append(" ".join(map(str, HOURLY)))
    for one in made.origins:
        lines.append(f"{one.positions} {one.room} {one.firewall} {one.per_day!r} {' '.join(map(str, one.legs))}")
    return "\n".join(lines) + "\n"


def run_kernel(made: Day, seed: int, *, evented: bool, step_s: int = 0) -> dict[str, float]:
    """One day on the call kernel, in one piece between the outage's edges or in steps of so many seconds."""
    from hotwash.simulation.kernel import Calls, backend
    from hotwash.simulation.tables import Answering, Border, Notice, Persona, Profile, Route, Stream, Tables

    again = (AGAIN_AFTER_REFUSAL, 0.0, 0.0, AGAIN_AFTER_REFUSAL, AGAIN_AFTER_ABANDONING, 0.0)
    up = tuple(Route(LOSS, 0.0, 0.0, o, sum(origin.legs), origin.firewall) for o, origin in _rows(made))
    down = tuple(replace(route, silent=1.0) if route.border == 0 else route for route in up)
    tables = Tables(
        clock_ms=0,
        profiles=(Profile(HOURLY),),
        personas=(Persona(PATIENCE, 0.0, again, REDIAL_MIN, REDIAL_MEAN, MOST, TALK, SIGMA, 1.0, 0.0, 0.0),),
        streams=tuple(Stream(0, origin.per_day, 0, o, 0, 0, o) for o, origin in _rows(made)),
        routes=up,
        answering=tuple(
            Answering(
                origin.positions,
                origin.room,
                (o + 1) % len(made.origins),
                OVERFLOW,
                0,
                False,
                0,
                0.0,
                0.0,
                0.0,
                evented,
                0.0,
            )
            for o, origin in _rows(made)
        ),
        borders=(Border(made.sessions, rate_per_s=made.rate_per_s, burst=made.burst),) * 2,
        notices=(Notice(0.0, 0.0, 0.0),),
        factors=(1.0,) * len(made.origins),
    )
    calls = Calls(tables, seed, record=False)
    began = time.perf_counter()
    end = made.hours * HOUR
    reached = 0
    for at, routes in ((DOWN[0], down), (DOWN[1], up)):
        if at < end:
            _advance(calls, reached, at, step_s)
            calls.load_routes(routes, 0)
            reached = at
    _advance(calls, reached, end, step_s)
    calls.load_factors((0.0,) * len(made.origins))
    _advance(calls, end, end + 6 * HOUR, step_s)
    seconds = time.perf_counter() - began
    counts, tally = calls.counters(), calls.caller_tally()
    return {
        "seconds": seconds,
        "callers": tally[0],
        "attempts": counts["attempts"],
        "served": tally[1],
        "abandoned": counts["abandoned"],
        "overflowed": counts["overflowed"],
        "native": float(backend() == "native"),
        "checksum": calls.checksum(),
    }


def _advance(calls: Calls, reached: int, until: int, step_s: int) -> None:
    for at in range(reached, until, step_s * 1_000) if step_s else ():
        calls.advance(at)
    calls.advance(until)


def _rows(made: Day) -> list[tuple[int, Origin]]:
    return list(enumerate(made.origins))


def peak_mb() -> float:
    """The most memory this process has held; 0 where the system doesn't tell."""
    status = Path("/proc/self/status")
    if status.is_file():  # Linux, whose rusage counts what the parent held when this process was made
        lines = (line.split() for line in status.read_text(encoding="ascii").splitlines())
        return next((int(line[1]) / 1_024 for line in lines if line[0] == "VmHWM:"), 0.0)
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1_048_576 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(arguments: list[str]) -> int:
    case, seed = arguments[0], int(arguments[3])
    made = day(int(arguments[1]), int(arguments[2]), int(arguments[4]) if len(arguments) > 4 else PSAPS)
    if case == "simpy":
        from tests.benchmarks.state_day_simpy import run_simpy

        result = run_simpy(made, seed)
    else:
        result = run_kernel(made, seed, evented=case == "evented")
    print(json.dumps({**result, "peak_mb": peak_mb()}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
