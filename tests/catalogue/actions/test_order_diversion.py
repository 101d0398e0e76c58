"""Calls of one PSAP, of a region or of all are led to another by order."""

from hotwash.catalogue.actions.order_diversion import OrderDiversion
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = OrderDiversion(region="north", to="psap-b")


def test_it_takes_an_agreement_first() -> None:
    assert wait_of(ACTION) == WaitAbout(10 * MINUTE, 20 * MINUTE, 30 * MINUTE)


def test_every_psap_of_the_region_but_the_one_that_takes_them() -> None:
    assert under(ACTION).network.diverted == {"psap-a": "psap-b"}
    assert under(OrderDiversion(to="psap-a")).network.diverted == {"psap-b": "psap-a"}


def test_one_psap_alone() -> None:
    assert under(OrderDiversion(psap="psap-b", region="north", to="psap-a")).network.diverted == {"psap-b": "psap-a"}


def test_the_narrative_says_whose_calls_go_where() -> None:
    assert ACTION.narrative(NETWORK) == "Calls of every PSAP in North are led to PSAP B."
    assert OrderDiversion(to="psap-a").narrative(NETWORK) == "Calls of every PSAP are led to PSAP A."
