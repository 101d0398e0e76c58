"""A share of calls that loses its location goes where a default location leads: where it rings, and what is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hotwash.analysis.queries import QUERY_TIMEOUT
from hotwash.domain.facts import CallsTallied
from hotwash.domain.firewall import Flow, Inspection, Verb
from hotwash.domain.impairment import Change, Inspected, Loss, SessionLimited
from hotwash.domain.outcomes import Outcome
from hotwash.domain.steps import Reveal
from hotwash.domain.time import MINUTE
from hotwash.simulation.calls_view import OUTCOMES, Columns
from hotwash.simulation.reveal import Shown, reveal
from tests.deep_world import Laid, deep_network, with_element
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

BEGINS = 10 * MINUTE


LOSSY = ("esrp-ecrf", Inspected(Inspection("lossy", (Flow.LOST,), permille=400)))
"""Two location queries of five get no answer."""
CUT_OFF = ("esrp-b", Inspected(Inspection("stop", (Flow.INVITE,), verb=Verb.REJECT)))
NARROW = ("esrp-b", SessionLimited(1, Loss.REJECTED))


def played(*changes: tuple[str, Change]) -> Stage:
    network = deep_network()
    for psap in network.psaps():
        network = with_element(network, replace(psap, positions=60))
    scenario = replace(small_scenario(fault_at=None, per_day=20_000), network=network)
    on = stage(faults={"own": Laid(changes=(LOSSY, *changes))}, scenario=scenario)
    on.world.arm("own", BEGINS, "facilitator")
    on.world.run_to(40 * MINUTE)
    return on


def theirs(on: Stage) -> tuple[Columns, np.ndarray]:
    """The columns, and which rows are 911 calls from the VoIP network of area A since the fault."""
    columns, calls = on.world.calls.columns(), on.world.calls
    mine = [calls.origin_of(s) == "voip" and calls.home_of(s) == "a" for s in range(calls.stream_count())]
    public = calls.public_streams()[columns["stream"]]
    of = np.array(mine)[columns["stream"]] & public
    return columns, of & (columns["way"] == 0) & (columns["started"] >= BEGINS)


def test_the_share_rings_at_the_default_psap_and_is_told_as_that() -> None:
    on = played()
    columns, rows = theirs(on)
    psaps = [psap.id for psap in on.scenario.network.psaps()]
    came = rows & (columns["delivered"] >= 0)
    astray = came & (columns["astray"] == 1)
    assert abs(astray.sum() - 0.4 * came.sum()) < 4 * (0.4 * 0.6 * came.sum()) ** 0.5
    assert (columns["psap"][astray] == psaps.index("b")).all()
    assert (columns["psap"][came & ~astray] == psaps.index("a")).all()
    assert (columns["located"][came] == 1 - columns["astray"][came]).all()
    took = columns["delivered"] - columns["started"]
    assert took[astray].min() > QUERY_TIMEOUT > 60 > took[came & ~astray].max(), "only they wait for an answer"
    tallies = [tally for at, tally in on.told(CallsTallied) if at > BEGINS]
    assert sum(tally.misrouted for tally in tallies) > 0
    answered = astray & (columns["outcome"] == OUTCOMES.index(Outcome.ANSWERED_NO_LOCATION))
    why = on.world.why(int(np.flatnonzero(answered)[0]))
    assert why.startswith("PSAP B answered without a location, because no ")
    assert why.endswith(", so it was sent to PSAP B by default.")
    at_home = came & ~astray & (columns["answered"] >= 0)
    assert "PSAP A answered" in on.world.why(int(np.flatnonzero(at_home)[0]))


def test_what_loses_them_on_their_other_way_is_blamed_for_those_alone() -> None:
    on = played(CUT_OFF)
    columns, rows = theirs(on)
    lost = rows & (columns["outcome"] == OUTCOMES.index(Outcome.REJECTED))
    assert lost.sum() > 10
    assert (columns["astray"][lost] == 1).all()
    assert not (rows & (columns["astray"] == 1) & (columns["delivered"] >= 0)).any()
    assert "ESRP" in on.world.why(int(np.flatnonzero(lost)[0]))
    causes: dict[str, int] = {}
    for _, tally in on.told(CallsTallied):
        for cause, counts in tally.causes.items():
            causes[cause] = causes.get(cause, 0) + counts.get(Outcome.REJECTED.value, 0)
    assert causes.get("own", 0) >= lost.sum()
    assert not causes.get("network")


@pytest.mark.parametrize("changes", [(), (NARROW,)])
def test_every_call_is_accounted_for(changes: tuple[tuple[str, Change], ...]) -> None:
    on = played(*changes)
    kernel = on.world._world.kernel  # the counters are told nowhere else
    counted = kernel.counters()
    columns = on.world.calls.columns()
    assert counted["attempts"] + counted["call_backs"] == len(columns["outcome"])
    assert counted["in_progress"] == int((columns["outcome"] == 0).sum())
    assert (counted["doors_refused"] > 0) is bool(changes)


def test_a_test_call_and_a_trace_meet_one_way_or_the_other() -> None:
    world = played().world.world
    found = set()
    for turn in range(40):
        shown = Shown(world.network, small_scenario().start, (), 7, f"act:test:{turn}")
        found.add(reveal(Reveal("test_call", "voip"), shown).partition("answered at ")[2])
        found.add(reveal(Reveal("call_trace", "voip"), shown).partition("goes by ")[2].partition(";")[0])
    assert {"PSAP A, sound both ways, with a location.", "PSAP B, sound both ways, without a location."} <= found
    assert len(found) == 4
