"""An emptied session table has room until it is full again."""

from hotwash.catalogue.actions.clear_sessions import ClearSessions
from hotwash.domain.steps import Ease, WaitAbout
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, remedies, under
from tests.catalogue.trouble import given

ACTION = ClearSessions(policy="border-policy")


def test_it_is_quick_and_gives_relief_for_a_while_only() -> None:
    wait, *eases = ACTION.steps(NETWORK)
    assert wait == WaitAbout(30 * SECOND, 1 * MINUTE, 3 * MINUTE, on="border-policy")
    assert all(isinstance(step, Ease) and step.lasts == 10 * MINUTE for step in eases)
    assert given(ACTION) == {
        "clear_sessions": {
            "border-policy",
            "voip-west",
            "cell-east",
            "west-esrp",
            "cell-west",
            "bcf-east",
            "bcf-west",
            "east-esrp",
        }
    }


def test_it_is_no_remedy() -> None:
    assert remedies(ACTION) == set()
    assert under(ACTION) == under()


def test_the_seat_learns_whether_it_found_anything() -> None:
    told = {(step.found, step.not_found) for step in ACTION.steps(NETWORK) if isinstance(step, Ease)}
    assert told == {
        (
            "The vendor cleared the session table, which had been full.",
            "The vendor cleared the session table, which had room.",
        )
    }


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The session table of Border policy was cleared."
