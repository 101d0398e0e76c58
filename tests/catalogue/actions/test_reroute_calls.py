"""A carrier's calls go round the borders, by another way in."""

from hotwash.catalogue.actions.reroute_calls import RerouteCalls
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = RerouteCalls(origin="cell", via="esrp")


def test_it_takes_the_carrier_a_while_and_concerns_its_calls_alone() -> None:
    assert wait_of(ACTION) == WaitAbout(10 * MINUTE, 20 * MINUTE, 60 * MINUTE)
    assert under(ACTION).network.rerouted == {"cell": "esrp"}


def test_the_narrative_says_what_is_lost() -> None:
    assert ACTION.narrative(NETWORK) == "911 calls of Cell carrier go by ESRP, without a location."
