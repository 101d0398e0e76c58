"""The kernel against Ciw, a queueing simulator of other hands: patience, and a full PSAP that passes calls on.

Ciw draws from a generator of its own, so the two agree within confidence limits and not to the bit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Any

import ciw
import pytest

from hotwash.simulation.kernel import Calls
from hotwash.simulation.tables import Outcome, Tables
from tests.simulation.kernel.measuring import MEAN_TALK, SPAN, WARM_UP, decided, mean_queue, share, share_waiting
from tests.simulation.kernel.worlds import answering, persona, single

RUNS = 8
TALKS = SPAN / MEAN_TALK
WARM = WARM_UP / MEAN_TALK
END = (SPAN - 20_000) / MEAN_TALK
ONE, TWO = 1, 2
"""Nodes of Ciw, from 1; a dispatcher comes behind them."""


def agree(ours: Sequence[float], theirs: Sequence[float]) -> None:
    """The means differ by at most three standard errors of their difference."""
    means = [sum(values) / len(values) for values in (ours, theirs)]
    squares = [
        sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values)
        for values, mean in zip((ours, theirs), means, strict=True)
    ]
    error = sqrt(sum(squares))
    assert abs(means[0] - means[1]) <= 3.0 * error, f"{means[0]:.5f} against {means[1]:.5f}, +- {error:.5f}"
    assert error < 0.1 * means[1]


def ciw_runs(network: Any) -> list[list[Any]]:
    """Records of every run that began in the window."""
    found = []
    for seed in range(RUNS):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(TALKS)
        found.append([one for one in simulation.get_all_records() if WARM <= one.arrival_date < END])
    return found


def our_runs(tables: Tables) -> list[Calls]:
    runs = [Calls(tables, 500 + seed) for seed in range(RUNS)]
    for calls in runs:
        calls.advance(SPAN)
    return runs


@pytest.mark.parametrize("evented", [False, True])
def test_impatient_callers(evented: bool) -> None:
    load, servers, impatience = 6.0, 5, 0.5
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(load)],
        service_distributions=[ciw.dists.Exponential(1.0)],
        reneging_time_distributions=[ciw.dists.Exponential(impatience)],
        number_of_servers=[servers],
    )
    records = ciw_runs(network)
    who = persona(patience_mean_ms=MEAN_TALK / impatience)
    ours = our_runs(single(load / MEAN_TALK, who, answering(positions=servers, evented=evented)))
    gone = [sum(one.record_type == "renege" for one in run) / len(run) for run in records]
    waited = [sum(one.waiting_time > 0.0 for one in run) / len(run) for run in records]
    queue = [sum(one.waiting_time for one in run) / (END - WARM) for run in records]
    agree([share(calls, Outcome.ABANDONED) for calls in ours], gone)
    agree([share_waiting(calls) for calls in ours], waited)
    agree([mean_queue(calls) for calls in ours], queue)


class Overflow(ciw.routing.NodeRouting):  # type: ignore[misc]  # Ciw has no types
    """The first PSAP with room, else nowhere: a busy signal."""

    def __init__(self, rooms: dict[int, int]) -> None:
        self.rooms = rooms

    def next_node(self, ind: Any) -> Any:  # Ciw asks for each caller
        for node, room in self.rooms.items():
            if self.simulation.nodes[node].number_of_individuals < room:
                return self.simulation.nodes[node]
        return self.simulation.nodes[-1]


@pytest.mark.parametrize("evented", [False, True])
def test_a_full_psap_passes_calls_on(evented: bool) -> None:
    """Two PSAPs with finite rooms: calls come to the first, what it cannot take goes to the second, else is busy."""
    load, servers, rooms = 5.0, (3, 2), {ONE: 5, TWO: 3}
    leave = ciw.routing.Leave()
    network = ciw.create_network(
        arrival_distributions=[None, None, ciw.dists.Exponential(load)],
        service_distributions=[ciw.dists.Exponential(1.0), ciw.dists.Exponential(1.0), ciw.dists.Deterministic(0.0)],
        number_of_servers=[*servers, float("inf")],
        routing=ciw.routing.NetworkRouting(routers=[leave, leave, Overflow(rooms)]),
    )
    records = ciw_runs(network)
    psaps = tuple(
        answering(positions=count, room=room, overflow=overflow, overflow_ms=0.0, evented=evented)
        for count, room, overflow in zip(servers, rooms.values(), (1, -1), strict=True)
    )
    ours = our_runs(single(load / MEAN_TALK, persona(), psaps[0], answering=psaps))
    theirs = [Counter(one.node for one in run) for run in records]
    agree(
        [share(calls, Outcome.BUSY) for calls in ours],
        [(run[3] - run[ONE] - run[TWO]) / run[3] for run in theirs],
    )
    agree(
        [share(calls, Outcome.ANSWERED_ELSEWHERE) for calls in ours],
        [run[TWO] / run[3] for run in theirs],
    )
    for psap, node in ((0, ONE), (1, TWO)):
        agree(
            [mean_wait_at(calls, psap) for calls in ours],
            [
                sum(one.waiting_time for one in run if one.node == node) / found[node]
                for run, found in zip(records, theirs, strict=True)
            ],
        )


def mean_wait_at(calls: Calls, psap: int) -> float:
    """Mean wait of the calls that one PSAP took, in talk times."""
    rows = decided(calls)
    waits = [
        seized - delivered
        for place, delivered, seized in zip(rows["psap"], rows["delivered"], rows["seized"], strict=True)
        if place == psap and seized >= 0
    ]
    return sum(waits) / len(waits) / MEAN_TALK
