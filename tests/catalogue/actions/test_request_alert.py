"""An alert takes long to approve; then nearly everybody has it, and test calls come and fade."""

from hotwash.catalogue.actions.request_alert import RequestAlert
from hotwash.domain.effective import Notice
from hotwash.domain.impairment import PublicTold
from hotwash.domain.steps import Impair, Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = RequestAlert(reach=800, uptake=500, walk_in=100, test_calls=600)


def test_approval_comes_first() -> None:
    assert next(ACTION.steps(NETWORK)) == WaitAbout(15 * MINUTE, 40 * MINUTE, 75 * MINUTE)


def test_reach_grows_while_test_calls_fade() -> None:
    changes = [step.change for step in ACTION.steps(NETWORK) if isinstance(step, Impair)]
    assert changes == [PublicTold(300, 60, 600), PublicTold(400, 80, 300), PublicTold(400, 80, 120)]


def test_the_public_is_told_before_it_acts() -> None:
    kinds = [type(step) for step in ACTION.steps(NETWORK)]
    assert kinds[1:4] == [Milestone, Tell, Impair]


def test_in_the_end_the_last_step_counts() -> None:
    assert under(ACTION).notice("north") == Notice(400, 80, 120)


def test_phones_of_neighbouring_states_may_show_it_too() -> None:
    reached = RequestAlert(neighbours="Maine and New Hampshire")
    texts = [step.text for step in reached.steps(NETWORK) if isinstance(step, Tell)]
    assert texts[1:] == [
        "Phones in Maine and New Hampshire showed the alert. PSAPs there are asked whether their 911 is out."
    ]
    assert len([step for step in ACTION.steps(NETWORK) if isinstance(step, Tell)]) == 1
