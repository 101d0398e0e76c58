"""PSAPs leave their logs alone again."""

from hotwash.catalogue.actions.stop_call_backs import StopCallBacks
from hotwash.catalogue.actions.work_call_backs import WorkCallBacks
from hotwash.domain.steps import WaitAbout, Withdraw
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up
from tests.simulation.stage import stage

ACTION = StopCallBacks()


def test_it_takes_time_and_then_withdraws_the_order() -> None:
    wait, *withdrawals = ACTION.steps(NETWORK)
    assert wait == WaitAbout(1 * MINUTE, 3 * MINUTE, 10 * MINUTE)
    assert {(step.target, step.change) for step in withdrawals if isinstance(step, Withdraw)} == {
        (target, "CallBacksWorked") for target in ("everywhere", "north", "psap-a", "psap-b")
    }
    assert under(ACTION).call_backs == frozenset()


def test_it_ends_what_the_other_act_began() -> None:
    on = stage()
    on.act("call-backs")
    assert on.world.world.call_backs == {"psap-a", "psap-b"}
    assert on.act("no-call-backs") == "PSAPs stopped calling back."
    assert on.world.world.call_backs == frozenset()
    assert on.act("no-call-backs") == "No PSAP was calling back."


def test_one_psap_can_be_told_alone() -> None:
    alone = set_up(WorkCallBacks(psap="psap-a"), WorkCallBacks(psap="psap-b"), StopCallBacks(psap="psap-a"))
    for act in ("act-0", "act-1", "act-2"):
        alone.act(act)
    assert alone.world.world.call_backs == {"psap-b"}


def test_the_narrative_says_what_was_ordered() -> None:
    assert ACTION.narrative(NETWORK) == "PSAPs were told to stop calling back."
