"""Failed callers are rung, in the region that was meant."""

from hotwash.catalogue.actions.order_welfare_checks import OrderWelfareChecks
from hotwash.catalogue.actions.stop_call_backs import StopCallBacks
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up, wait_of

ACTION = OrderWelfareChecks(region="north")


def test_psaps_work_their_logs_until_they_are_told_to_stop() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 30 * MINUTE, 60 * MINUTE)
    assert under(ACTION).call_backs == {"psap-a", "psap-b"}
    on = set_up(ACTION, StopCallBacks())
    on.act("act-0")
    assert on.world.world.call_backs == {"psap-a", "psap-b"}
    assert on.act("act-1") == "PSAPs stopped calling back."
    assert on.world.world.call_backs == frozenset()


def test_the_narrative_says_why() -> None:
    assert ACTION.narrative(NETWORK) == "Failed callers are rung to see whether they are well."
