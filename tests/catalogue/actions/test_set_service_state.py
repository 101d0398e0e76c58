"""A told service state is what policy routing goes by."""

import pytest

from hotwash.catalogue.actions.set_service_state import SetServiceState
from hotwash.domain.policy_routing import ServiceState
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = SetServiceState(psap="psap-b")


def test_it_is_entered_and_then_everybody_knows() -> None:
    assert wait_of(ACTION) == WaitAbout(30 * SECOND, 1 * MINUTE, 3 * MINUTE)
    assert under(ACTION).network.service_states == {"psap-b": ServiceState.OVERLOADED}
    other = SetServiceState(psap="psap-a", state=ServiceState.DOWN)
    assert under(ACTION, other).network.service_states == {
        "psap-b": ServiceState.OVERLOADED,
        "psap-a": ServiceState.DOWN,
    }


def test_the_later_word_counts() -> None:
    assert under(ACTION, SetServiceState(psap="psap-b", state=ServiceState.DOWN)).network.service_states == {
        "psap-b": ServiceState.DOWN
    }


def test_nobody_can_tell_that_he_is_unreachable() -> None:
    with pytest.raises(ValueError, match="what others find"):
        SetServiceState(psap="psap-b", state=ServiceState.UNREACHABLE)


def test_the_narrative_names_psap_and_word() -> None:
    assert ACTION.narrative(NETWORK) == "PSAP B is marked Overloaded."
