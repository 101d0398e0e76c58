"""A PSAP gives its calls to one that stands in for it."""

from hotwash.catalogue.actions.transfer_to_alternate import TransferToAlternate
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = TransferToAlternate(psap="psap-a", alternate="psap-b")


def test_it_takes_minutes_and_the_other_one_answers() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 3 * MINUTE, 5 * MINUTE)
    assert under(ACTION).network.diverted == {"psap-a": "psap-b"}


def test_the_narrative_names_both() -> None:
    assert ACTION.narrative(NETWORK) == "PSAP A gave its calls to PSAP B."
