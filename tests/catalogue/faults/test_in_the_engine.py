"""Every fault under real calls for most of an hour: it plays, and nothing is told of failures that were not."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.domain.effective import effective
from hotwash.domain.facts import Fact, FaultBegan, FaultEnded, MessageTold
from hotwash.domain.outcomes import FAILED, Outcome
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.steps import CallsFailed, CallsWithoutLocation, Tell, Tripped, Until
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.simulation import Simulation
from tests.catalogue.faults.test_matrix import MATRIX, fault_of
from tests.catalogue.samples import NETWORK
from tests.small_world import small_scenario

LOST = [list(Outcome).index(outcome) for outcome in FAILED]
BLIND = list(Outcome).index(Outcome.ANSWERED_NO_LOCATION)


class Hour:
    """A small world with one fault, played for forty minutes at a busy rate."""

    def __init__(self, kind: str) -> None:
        planned = PlannedFault("own", fault_of(kind), None)
        scenario = replace(small_scenario(per_day=6_000), faults=MappingProxyType({"own": planned}))
        self.told: list[tuple[Millis, Fact]] = []
        self.world = Simulation(scenario, 7, lambda at, fact: self.told.append((at, fact)))
        self.world.launch_fault("own", "facilitator")
        self.world.run_to(40 * MINUTE)

    def harmed(self, before: Millis) -> int:
        """How many attempts had failed, or come without a location, by a time."""
        columns = self.world.calls.columns(0)
        outcome, ended = columns["outcome"], columns["ended"]
        blind = (outcome == BLIND) & (columns["answered"] >= 0) & (columns["answered"] <= before)
        lost = sum(int(((outcome == number) & (ended >= 0) & (ended <= before)).sum()) for number in LOST)
        return lost + int(blind.sum())


def gated(kind: str) -> dict[str, int]:
    """Texts that wait for calls, with how many must have been harmed by then."""
    needed = 0
    found: dict[str, int] = {}
    for step in fault_of(kind).steps(NETWORK):
        match step:
            case Until(condition=CallsFailed(at_least=number) | CallsWithoutLocation(at_least=number)):
                needed = max(needed, number)
            case Until(condition=Tripped()):
                needed = max(needed, 1)
            case Tell(text=text) if needed:
                found.setdefault(text, needed)
            case _:
                pass
    return found


@pytest.mark.parametrize("kind", MATRIX)
def test_nothing_is_told_before_it_is_there(kind: str) -> None:
    hour, waiting = Hour(kind), gated(kind)
    for at, fact in hour.told:
        if isinstance(fact, MessageTold) and fact.text in waiting:
            assert hour.harmed(at) >= waiting[fact.text], fact.text
    assert sum(isinstance(fact, FaultBegan) for _, fact in hour.told) == 1


@pytest.mark.parametrize("kind", MATRIX)
def test_a_fault_can_be_cleared_in_the_middle_of_it_and_stays_away(kind: str) -> None:
    hour = Hour(kind)
    hour.world.clear_fault("own", "facilitator")
    hour.world.run_to(55 * MINUTE)
    assert hour.world.world == effective(NETWORK, ())
    assert sum(isinstance(fact, FaultEnded) for _, fact in hour.told) == 1
