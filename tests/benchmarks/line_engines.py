"""One line of ten positions, M/M/10+M, on several engines. Knows no benchmark table.

Run as a module it times one engine in a process of its own and prints one JSON object:
``python -m tests.benchmarks.line_engines ENGINE SECONDS SEED``. Eleven calls a second, talks of a second,
patience of two seconds; the exact share that gives up is 0.14775. Every model counts all calls from an empty
line on, and none of them writes anything down.
"""

from __future__ import annotations

import json
import random  # noqa: TID251 - a plain model draws as plain models do
import sys
import time
from collections.abc import Callable, Generator
from typing import Any

POSITIONS, CALLS_PER_S, TALK_S, PATIENCE_S = 10, 11.0, 1.0, 2.0
EXACT = 0.14775
Measured = tuple[float, float, float]
"""Seconds of wall time, calls, and calls given up."""


def on_kernel(seconds: float, seed: int) -> Measured:
    """The call kernel, the PSAP resolved at arrival."""
    return _kernel(seconds, seed, evented=False)


def on_kernel_evented(seconds: float, seed: int) -> Measured:
    """The call kernel in event mode."""
    return _kernel(seconds, seed, evented=True)


def _kernel(seconds: float, seed: int, *, evented: bool) -> Measured:
    from hotwash.simulation.kernel import Calls
    from hotwash.simulation.tables import Answering, Notice, Persona, Profile, Route, Stream, Tables

    psap = Answering(POSITIONS, 10**9, -1, 0.0, 0, False, 0, 0.0, 0.0, 0.0, evented, 0.0)
    who = Persona(PATIENCE_S * 1_000, 0.0, (0.0,) * 6, 0.0, 0.0, 1, TALK_S * 1_000, -1.0, 0.0, 0.0, 0.0)
    tables = Tables(
        clock_ms=0,
        profiles=(Profile((1.0,) * 24),),
        personas=(who,),
        streams=(Stream(0, CALLS_PER_S * 86_400, 0, 0, 0, 0, 1),),
        routes=(Route(0.0, 0.0, 0.0, 0, 0.0, -1),),
        answering=(psap,),
        borders=(),
        notices=(Notice(0.0, 0.0, 0.0),),
        factors=(1.0,),
    )
    calls = Calls(tables, seed, record=False)
    began = time.perf_counter()
    calls.advance(int(seconds * 1_000))
    counts = calls.counters()
    return time.perf_counter() - began, counts["attempts"], counts["abandoned"]


def on_simpy(seconds: float, seed: int) -> Measured:
    """Plain SimPy: a process a call, a Resource, ``request | timeout``."""
    import simpy

    env, dice, counts = simpy.Environment(), random.Random(seed), [0, 0]
    line = simpy.Resource(env, POSITIONS)

    def caller() -> Generator[Any, Any, None]:
        with line.request() as request:
            yield request | env.timeout(dice.expovariate(1 / PATIENCE_S))
            if request.triggered:
                yield env.timeout(dice.expovariate(1 / TALK_S))
            else:
                counts[1] += 1

    def source() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(dice.expovariate(CALLS_PER_S))
            counts[0] += 1
            env.process(caller())

    env.process(source())
    began = time.perf_counter()
    env.run(until=seconds)
    return time.perf_counter() - began, counts[0], counts[1]


def on_cimba(seconds: float, seed: int) -> Measured:
    """Package cimba, servers as processes, which is the fastest way it has; compiled before the clock starts."""
    import cimba  # type: ignore[import-not-found,unused-ignore]  # a peer of the benchmark, there or not

    from tests.benchmarks.line_cimba import Line

    def once(duration: float) -> tuple[float, Any]:
        experiment = cimba.Experiment(Line(), window=cimba.Window(duration=duration), seed=seed)
        began = time.perf_counter()
        found = experiment.run()
        return time.perf_counter() - began, found[experiment.model]

    once(10.0)
    spent, found = once(seconds)
    return spent, float(found.came.values.sum()), float(found.lost.values.sum())


def on_ciw(seconds: float, seed: int) -> Measured:
    """Package Ciw: one node with reneging."""
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(CALLS_PER_S)],
        service_distributions=[ciw.dists.Exponential(1 / TALK_S)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE_S)],
        number_of_servers=[POSITIONS],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    began = time.perf_counter()
    simulation.simulate_until_max_time(seconds)
    spent = time.perf_counter() - began
    kinds = [record.record_type for record in simulation.get_all_records()]
    return spent, len(kinds), kinds.count("renege")


def on_salabim(seconds: float, seed: int) -> Measured:
    """Package salabim: a component a call, yield mode, monitors off."""
    import salabim  # type: ignore[import-not-found,unused-ignore]  # a peer of the benchmark, there or not

    salabim.yieldless(False)
    env = salabim.Environment(trace=False, random_seed=seed)
    dice, counts = random.Random(seed), [0, 0]
    line = salabim.Resource("line", capacity=POSITIONS, monitor=False)

    class Caller(salabim.Component):  # type: ignore[misc,unused-ignore]  # the base has no types
        def process(self) -> Generator[Any, Any, None]:
            yield self.request(line, fail_delay=dice.expovariate(1 / PATIENCE_S))
            if self.failed():
                counts[1] += 1
            else:
                yield self.hold(dice.expovariate(1 / TALK_S))

    class Source(salabim.Component):  # type: ignore[misc,unused-ignore]  # the base has no types
        def process(self) -> Generator[Any, Any, None]:
            while True:
                yield self.hold(dice.expovariate(CALLS_PER_S))
                counts[0] += 1
                Caller()

    Source()
    began = time.perf_counter()
    env.run(till=seconds)
    return time.perf_counter() - began, counts[0], counts[1]


ENGINES: dict[str, Callable[[float, int], Measured]] = {
    "kernel": on_kernel,
    "kernel_evented": on_kernel_evented,
    "simpy": on_simpy,
    "cimba": on_cimba,
    "ciw": on_ciw,
    "salabim": on_salabim,
}


def main(arguments: list[str]) -> int:
    spent, calls, lost = ENGINES[arguments[0]](float(arguments[1]), int(arguments[2]))
    print(json.dumps({"seconds": spent, "calls": calls, "lost": lost}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
