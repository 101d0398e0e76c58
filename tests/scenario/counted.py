"""The calls of some originating networks in one run of a shipped scenario, counted as sources count them."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from hotwash.bootstrap import exercises
from hotwash.domain.outcomes import FAILED, Outcome
from hotwash.domain.time import Millis
from hotwash.simulation.calls_view import OUTCOMES


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


def count(run: exercises.Outcome, origins: frozenset[str], begin: Millis, end: Millis) -> Counted:
    """Attempts that the public of some networks began from `begin` until `end`; call-backs are none."""
    calls = run.session.calls
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
