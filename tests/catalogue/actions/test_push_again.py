"""What a roll-back lost beside the fault stands again."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.push_again import PushAgain
from hotwash.catalogue.actions.roll_back_change import RollBackChange
from hotwash.domain.facts import CallsTallied
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up, wait_of

ACTION = PushAgain(policy="border-policy")


def test_it_takes_time_and_lays_nothing() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 20 * MINUTE, on="border-policy")
    assert under(ACTION).network == NETWORK


def test_a_roll_back_mends_the_fault_and_loses_a_line_until_that_is_pushed_again() -> None:
    on = set_up(RollBackChange(policy="border-policy", loses="allow-voice"), ACTION)
    on.world.launch_fault("push", "facilitator")
    assert judge_call(on.world.world.network, "cell", "psap-a").treatment is Treatment.SILENT
    on.act("act-0")
    assert judge_call(on.world.world.network, "cell", "psap-a").treatment is Treatment.NO_AUDIO
    assert on.act("act-1") == "Lines that the roll-back had lost stand in Border policy again."
    assert on.world.world.network == NETWORK
    assert on.act("act-1") == "No roll-back had lost a line of Border policy."


def test_calls_that_the_lost_line_fails_are_laid_to_the_roll_back() -> None:
    on = set_up(RollBackChange(policy="border-policy", loses="allow-voice"))
    on.act("act-0")
    on.world.run_to(120 * MINUTE)
    causes: set[str] = set()
    for _, tally in on.told(CallsTallied):
        causes.update(tally.causes)
    assert causes == {"act:act-0"}


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "What a roll-back of Border policy had lost was pushed again."
