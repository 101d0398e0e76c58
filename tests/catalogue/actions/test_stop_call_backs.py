"""PSAPs leave their logs alone again."""

from hotwash.catalogue.actions.stop_call_backs import StopCallBacks
from hotwash.domain.steps import WaitAbout, Withdraw
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.simulation.stage import stage

ACTION = StopCallBacks()


def test_it_takes_time_and_then_withdraws_the_order() -> None:
    wait, withdraw = ACTION.steps(NETWORK)
    assert wait == WaitAbout(1 * MINUTE, 3 * MINUTE, 10 * MINUTE)
    assert isinstance(withdraw, Withdraw)
    assert withdraw.change == "CallBacksWorked"
    assert under(ACTION).call_backs == frozenset()


def test_it_ends_what_the_other_act_began() -> None:
    on = stage()
    on.act("call-backs")
    assert on.world.world.call_backs == {"psap-a", "psap-b"}
    assert on.act("no-call-backs") == "PSAPs stopped calling back."
    assert on.world.world.call_backs == frozenset()
    assert on.act("no-call-backs") == "No PSAP was calling back."


def test_the_narrative_says_what_was_ordered() -> None:
    assert ACTION.narrative(NETWORK) == "PSAPs were told to stop calling back."
