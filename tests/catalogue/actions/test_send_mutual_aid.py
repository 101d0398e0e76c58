"""Helpers who must relay every call are worth less than as many people of one's own."""

from hotwash.catalogue.actions.send_mutual_aid import SendMutualAid
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = SendMutualAid(region="north", helpers=250)


def test_it_takes_long() -> None:
    assert wait_of(ACTION) == WaitAbout(30 * MINUTE, 60 * MINUTE, 90 * MINUTE)


def test_relay_makes_helpers_worth_less() -> None:
    assert under(ACTION).desk("psap-a").staffed_permille == 1113
    own = SendMutualAid(region="north", helpers=250, relay=0)
    assert under(own).desk("psap-a").staffed_permille == 1250
    slow = SendMutualAid(region="north", helpers=250, relay=240 * SECOND)
    assert 1000 < under(slow).desk("psap-a").staffed_permille < 1113


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "Call takers of other centres help at every PSAP in North."
