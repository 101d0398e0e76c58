"""PSAPs get their calls again, whoever had led them elsewhere."""

from hotwash.catalogue.actions.end_diversion import EndDiversion
from hotwash.catalogue.actions.order_diversion import OrderDiversion
from hotwash.catalogue.actions.transfer_to_alternate import TransferToAlternate
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up, wait_of

ACTION = EndDiversion(region="north")


def test_it_ends_what_the_other_acts_began() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    on = set_up(
        OrderDiversion(psap="psap-a", to="psap-b"), TransferToAlternate(psap="psap-b", alternate="psap-a"), ACTION
    )
    on.act("act-0")
    on.act("act-1")
    assert on.world.world.network.diverted == {"psap-a": "psap-b", "psap-b": "psap-a"}
    assert on.act("act-2") == "Calls of every PSAP in North go there again."
    assert on.world.world.network.diverted == {}
    assert on.act("act-2") == "Calls of every PSAP in North had not been led elsewhere."


def test_the_narrative_says_whose() -> None:
    assert EndDiversion(psap="psap-a").narrative(NETWORK) == "The diversion of calls of PSAP A was ended."
