"""A told security posture is what senders go by."""

from hotwash.catalogue.actions.set_posture import SetPosture
from hotwash.domain.policy_routing import SecurityPosture
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = SetPosture(psap="psap-b")


def test_it_is_entered_and_then_everybody_knows() -> None:
    assert wait_of(ACTION) == WaitAbout(30 * SECOND, 1 * MINUTE, 3 * MINUTE)
    assert under(ACTION).network.postures == {"psap-b": SecurityPosture.ORANGE}
    other = SetPosture(psap="psap-a", posture=SecurityPosture.RED)
    assert under(ACTION, other).network.postures == {"psap-b": SecurityPosture.ORANGE, "psap-a": SecurityPosture.RED}


def test_the_later_word_counts() -> None:
    assert under(ACTION, SetPosture(psap="psap-b", posture=SecurityPosture.RED)).network.postures == {
        "psap-b": SecurityPosture.RED
    }


def test_the_narrative_names_psap_and_word() -> None:
    assert ACTION.narrative(NETWORK) == "PSAP B tells posture Orange."
