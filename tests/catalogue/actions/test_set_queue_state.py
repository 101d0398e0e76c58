"""A set queue state is what senders go by."""

import pytest

from hotwash.catalogue.actions.set_queue_state import SetQueueState
from hotwash.domain.policy_routing import QueueState
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = SetQueueState(psap="psap-b")


def test_it_is_entered_and_then_everybody_knows() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 5 * MINUTE)
    assert under(ACTION).network.queue_states == {"psap-b": QueueState.DISABLED}
    other = SetQueueState(psap="psap-a", state=QueueState.FULL)
    assert under(ACTION, other).network.queue_states == {"psap-b": QueueState.DISABLED, "psap-a": QueueState.FULL}


def test_the_later_word_counts() -> None:
    assert under(ACTION, SetQueueState(psap="psap-b", state=QueueState.FULL)).network.queue_states == {
        "psap-b": QueueState.FULL
    }


def test_nobody_can_tell_that_he_is_unreachable() -> None:
    with pytest.raises(ValueError, match="what others find"):
        SetQueueState(psap="psap-b", state=QueueState.UNREACHABLE)


def test_the_narrative_names_psap_and_word() -> None:
    assert ACTION.narrative(NETWORK) == "The queue of PSAP B is Disabled."
