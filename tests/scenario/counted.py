"""The calls of some originating networks in one run of a shipped scenario, counted as sources count them."""

from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from hotwash.bootstrap import exercises
from hotwash.domain.outcomes import FAILED, Outcome
from hotwash.domain.time import Millis
from hotwash.simulation.calls_view import OUTCOMES, CallsView
from hotwash.simulation.control import Run
from hotwash.simulation.world import World
from tests.catalogue.samples import laid


@dataclass(frozen=True)
class Counted:
    """Calls of the public that began in a window. `never` are callers of whom no attempt was answered, ever."""

    attempts: int
    failed: int
    own_network: int
    other_network: int
    callers: int
    never: int
    outcomes: dict[str, int]


@cache
def outcome(name: str, decisions: str, seed: int | None = None) -> exercises.Outcome:
    """A scenario played through with one of its decisions files; its own seed where none is given."""
    played = exercises.load(name)
    return exercises.play_through(exercises.rehearse(played, seed), exercises.decisions(played, decisions), None)


@cache
def fault_alone(name: str, fault: str, seed: int, begin: Millis, end: Millis, until: Millis) -> CallsView:
    """The calls of a scenario under what one fault lays at once, from `begin` until `end`; nobody does anything."""
    scenario = exercises.load(name).scenario
    world, run = World(scenario, seed), Run("alone", fault, kind="fault")
    overlays = laid(islice(scenario.faults[fault].fault.steps(scenario.network), 1))
    _advance(world, begin)
    for overlay in overlays:
        world.lay(overlay, run, begin)
    _advance(world, end)
    for overlay in overlays:
        world.lift(overlay.key)
    _advance(world, until)
    return world.calls


def _advance(world: World, until: Millis) -> None:
    while world.advance(until) is not None:
        pass


def count(calls: CallsView, origins: frozenset[str], begin: Millis, end: Millis) -> Counted:
    """Attempts that the public of some networks began from `begin` until `end`; call-backs are none."""
    streams = [
        stream
        for stream in range(calls.stream_count())
        if calls.kind_of(stream) == "call" and calls.origin_of(stream) in origins
    ]
    columns = calls.columns()
    ours = np.isin(columns["stream"], streams) & (columns["way"] == 0)
    window = ours & (columns["started"] >= begin) & (columns["started"] < end)
    results = columns["outcome"][window]
    told = {one.value: int((results == number).sum()) for number, one in enumerate(OUTCOMES)}
    own = sum(told[one.value] for one in (Outcome.ANSWERED, Outcome.ANSWERED_ELSEWHERE, Outcome.ANSWERED_NO_LOCATION))
    answered = ~np.isin(
        columns["outcome"], [OUTCOMES.index(one) for one in (*FAILED, Outcome.IN_PROGRESS, Outcome.CALL_BACK_UNREACHED)]
    )
    callers = np.unique(columns["caller"][window])
    helped = np.unique(columns["caller"][answered])
    return Counted(
        attempts=int(window.sum()),
        failed=sum(told[one.value] for one in FAILED),
        own_network=own,
        other_network=told[Outcome.ANSWERED_OTHER_NETWORK.value],
        callers=len(callers),
        never=int((~np.isin(callers, helped)).sum()),
        outcomes={name: number for name, number in told.items() if number},
    )
