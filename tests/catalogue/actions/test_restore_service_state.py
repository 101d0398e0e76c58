"""Back to normal: whatever was told of a PSAP is taken back."""

from hotwash.catalogue.actions.restore_service_state import RestoreServiceState
from hotwash.catalogue.actions.set_posture import SetPosture
from hotwash.catalogue.actions.set_queue_state import SetQueueState
from hotwash.catalogue.actions.set_service_state import SetServiceState
from hotwash.domain.steps import WaitAbout, Withdraw
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up

ACTION = RestoreServiceState(psap="psap-b")


def test_every_word_is_taken_back() -> None:
    wait, *withdrawals = ACTION.steps(NETWORK)
    assert wait == WaitAbout(30 * SECOND, 1 * MINUTE, 3 * MINUTE)
    assert all(isinstance(step, Withdraw) and step.target == "psap-b" for step in withdrawals)
    on = set_up(SetServiceState(psap="psap-b"), SetQueueState(psap="psap-b"), SetPosture(psap="psap-b"), ACTION)
    for act in ("act-0", "act-1", "act-2"):
        on.act(act)
    told = on.world.world.network
    assert (len(told.service_states), len(told.queue_states), len(told.postures)) == (1, 1, 1)
    assert on.act("act-3") == "PSAP B is back to normal."
    assert on.world.live() == ()
    assert on.act("act-3") == "PSAP B was told to be normal already."


def test_the_narrative_names_the_psap() -> None:
    assert ACTION.narrative(NETWORK) == "PSAP B was set back to normal."
