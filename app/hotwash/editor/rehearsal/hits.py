"""Hits of every firewall line in a trial hour without people, faults and injects; rehearsal, never a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from hotwash.domain.scenario import Scenario
from hotwash.domain.time import HOUR, Millis
from hotwash.exercise.play import play
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.simulation.desk_calls import Recordings
from hotwash.simulation.rule_hits import Hits, RuleHits

TRIAL: Millis = HOUR
"""How long calls are let run, from the start of the exercise on; a default."""


def trial_hits(scenario: Scenario) -> Mapping[str, Mapping[str, Hits]]:
    """Hits by policy and line (`default` where no line decides) of `TRIAL` ms of usual traffic.

    Lines that decide about nothing are not there. The same scenario gives the same figures.
    """
    quiet = replace(
        scenario,
        faults=MappingProxyType({}),
        injects=MappingProxyType({}),
        targets=MappingProxyType({}),
        actions=MappingProxyType({}),
        decisions=MappingProxyType({}),
        modules=(),
        span=TRIAL,
    )
    session = Session(quiet, quiet.seed, MemoryStore())
    session.open()
    play(session, (), TRIAL)
    view = session.calls
    found = RuleHits(view, quiet, quiet.seed).count(Recordings(view, quiet.network), TRIAL)
    session.close()
    return found
