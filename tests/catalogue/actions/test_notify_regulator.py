"""The regulator is told, well within two hours."""

from hotwash.catalogue.actions.notify_regulator import NotifyRegulator
from hotwash.domain.steps import Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = NotifyRegulator()


def test_it_is_a_moment_that_the_report_measures() -> None:
    wait, milestone, tell = ACTION.steps(NETWORK)
    assert wait == WaitAbout(10 * MINUTE, 30 * MINUTE, 60 * MINUTE)
    assert milestone == Milestone("regulator_notified")
    assert isinstance(tell, Tell)
    assert not tell.public


def test_it_changes_nothing_for_callers() -> None:
    assert under(ACTION) == under()
    assert ACTION.narrative(NETWORK) == "The outage was notified to the FCC."
