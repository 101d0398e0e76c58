"""A declaration marks detection and tells every seat."""

from hotwash.catalogue.actions.declare_outage import DeclareOutage
from hotwash.domain.steps import Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = DeclareOutage()


def test_it_takes_time_then_is_a_milestone_and_a_message_to_every_seat() -> None:
    wait, milestone, tell = ACTION.steps(NETWORK)
    assert wait == WaitAbout(2 * MINUTE, 5 * MINUTE, 30 * MINUTE)
    assert milestone == Milestone("detected")
    assert isinstance(tell, Tell)
    assert (tell.seats, tell.public) == ((), False)


def test_the_network_stays_as_it_is() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_is_past() -> None:
    assert ACTION.narrative(NETWORK) == "A statewide outage was declared."
