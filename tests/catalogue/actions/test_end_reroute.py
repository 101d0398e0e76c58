"""A carrier's calls go the usual way again."""

from hotwash.catalogue.actions.end_reroute import EndReroute
from hotwash.catalogue.actions.reroute_calls import RerouteCalls
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up, wait_of

ACTION = EndReroute(origin="cell")


def test_it_ends_what_the_other_act_began() -> None:
    assert wait_of(ACTION) == WaitAbout(10 * MINUTE, 20 * MINUTE, 60 * MINUTE)
    on = set_up(RerouteCalls(origin="cell", via="esrp"), ACTION)
    on.act("act-0")
    assert on.world.world.network.rerouted == {"cell": "esrp"}
    assert on.act("act-1") == "911 calls of Cell carrier go the usual way again."
    assert on.world.world.network.rerouted == {}
    assert on.act("act-1") == "911 calls of Cell carrier had gone the usual way."


def test_the_narrative_names_the_carrier() -> None:
    assert ACTION.narrative(NETWORK) == "The re-route of Cell carrier was ended."
