"""Recalled call takers add to those who are there, where they were recalled."""

from hotwash.catalogue.actions.recall_staff import RecallStaff
from hotwash.domain.effective import Desk
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = RecallStaff(region="north", staffed=1300)


def test_it_takes_people_time_to_come() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 30 * MINUTE, 60 * MINUTE)


def test_every_psap_of_the_region_has_more() -> None:
    assert under(ACTION).desks == {"psap-a": Desk(1300), "psap-b": Desk(1300)}


def test_one_psap_alone() -> None:
    assert under(RecallStaff(psap="psap-a", region="north")).desks == {"psap-a": Desk(1300)}


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "Off-duty call takers came in at every PSAP in North."
    assert RecallStaff(psap="psap-a").narrative(NETWORK) == "Off-duty call takers came in at PSAP A."
