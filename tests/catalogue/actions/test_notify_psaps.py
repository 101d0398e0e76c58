"""One message tells every PSAP."""

from hotwash.catalogue.actions.notify_psaps import NotifyPsaps
from hotwash.domain.effective import Desk
from hotwash.domain.steps import Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = NotifyPsaps()


def test_it_takes_time_then_is_a_milestone_and_a_message_to_every_seat() -> None:
    wait, milestone, tell = ACTION.steps(NETWORK)
    assert wait == WaitAbout(3 * MINUTE, 5 * MINUTE, 15 * MINUTE)
    assert milestone == Milestone("psaps_notified")
    assert isinstance(tell, Tell)
    assert (tell.seats, tell.public) == ((), False)


def test_the_network_stays_as_it_is() -> None:
    assert under(ACTION).network == NETWORK


def test_psaps_that_read_it_staff_positions_where_the_author_says_so() -> None:
    assert under(NotifyPsaps(staffed=1200)).desks == {"psap-a": Desk(1200)}
    assert under(NotifyPsaps(staffed=1200, unread=0)).desks == {"psap-a": Desk(1200), "psap-b": Desk(1200)}
    assert under(ACTION).desks == {}


def test_the_narrative_is_past() -> None:
    assert ACTION.narrative(NETWORK) == "Every PSAP was notified over the law-enforcement network."
