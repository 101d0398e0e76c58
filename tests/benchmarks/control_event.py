"""One event of the control plane, which brings the calls up to its instant first, against a bare SimPy event."""

from __future__ import annotations

import time

import simpy

from hotwash.simulation.control import HybridEnvironment
from hotwash.simulation.kernel import OK, Calls, backend
from hotwash.simulation.tables import Answering, Notice, Persona, Profile, Route, Stream, Tables

NAME = "control_event"
TITLE = "Control event"
MEANING = {
    "ratio": "times the cost of a bare SimPy timeout; the kernel is brought to each instant and finds nothing to do",
    "event_us": "microseconds of a control event",
    "bare_us": "microseconds of a bare SimPy timeout",
    "native": "1 when the kernel is compiled",
}
TARGETS = {"ratio": ("<=", 1.5)}


class Nothing:
    """What the environment needs of a theatre: calls that come up to an instant."""

    def __init__(self) -> None:
        tables = Tables(
            clock_ms=0,
            profiles=(Profile((1.0,) * 24),),
            personas=(Persona(1.0, 0.0, (0.0,) * 6, 0.0, 0.0, 1, 1.0, -1.0, 0.0, 0.0, 0.0),),
            streams=(Stream(0, 0.0, 0, 0, 0, 0, 1),),
            routes=(Route(0.0, 0.0, 0.0, 0, 0.0, -1),),
            answering=(Answering(1, 1, -1, 0.0, 0, False, 0, 0.0, 0.0, 0.0, False, 0.0),),
            borders=(),
            notices=(Notice(0.0, 0.0, 0.0),),
            factors=(1.0,),
        )
        self._calls = Calls(tables, 1)

    def advance_calls(self, until: int) -> int | None:
        return None if self._calls.advance(until) == OK else until


def run(quick: bool) -> dict[str, float]:
    """Both in turn, in one process, in many short turns; the best turn of each counts, so that no neighbour does."""
    events, rounds = (5_000, 5) if quick else (10_000, 45)
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(_spent(simpy.Environment(), events))
        ours.append(_spent(HybridEnvironment(Nothing()), events))  # type: ignore[arg-type]  # all it needs of one
    return {
        "ratio": min(ours) / min(bare),
        "event_us": min(ours) / events * 1e6,
        "bare_us": min(bare) / events * 1e6,
        "native": float(backend() == "native"),
    }


def _spent(environment: simpy.Environment, events: int) -> float:
    for at in range(events):
        environment.timeout(100 * at)
    step, peek = environment.step, environment.peek
    never = float("inf")
    began = time.perf_counter()
    while peek() < never:
        step()
    return time.perf_counter() - began
