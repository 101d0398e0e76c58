"""A carrier's notice is within the legal time, and may mean nothing to anybody."""

from hotwash.catalogue.actions.notify_psaps_by_carrier import NotifyPsapsByCarrier
from hotwash.domain.steps import Milestone, Tell, Try, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = NotifyPsapsByCarrier(origin="cell", understood=700)


def test_it_stays_within_the_thirty_minutes_of_the_rule() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 20 * MINUTE, 30 * MINUTE)


def test_only_a_notice_that_is_understood_counts() -> None:
    kinds = [type(step) for step in ACTION.steps(NETWORK)]
    assert kinds == [WaitAbout, Tell, Try, Milestone, Tell]
    steps = list(ACTION.steps(NETWORK))
    assert isinstance(steps[2], Try)
    assert steps[2].permille == 700
    assert steps[3] == Milestone("psaps_notified")


def test_the_network_stays_as_it_is() -> None:
    assert under(ACTION) == under()
    assert ACTION.narrative(NETWORK) == "Cell carrier notified every PSAP."
