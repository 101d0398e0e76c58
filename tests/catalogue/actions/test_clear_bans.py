"""An emptied list of bans lets a carrier in until the next ban."""

from hotwash.catalogue.actions.clear_bans import ClearBans
from hotwash.domain.steps import Ease, WaitAbout
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, remedies, under
from tests.catalogue.trouble import given

ACTION = ClearBans(policy="border-policy")


def test_it_is_quick_and_gives_relief_from_bans_alone() -> None:
    wait, *eases = ACTION.steps(NETWORK)
    assert wait == WaitAbout(30 * SECOND, 1 * MINUTE, 3 * MINUTE, on="border-policy")
    assert all(isinstance(step, Ease) and step.change == "Inspected" for step in eases)
    assert given(ACTION) == {
        "clear_bans": {
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
        ("The vendor cleared the list. A carrier had been on it.", "The vendor cleared the list. No carrier was on it.")
    }


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The list of banned senders of Border policy was cleared."
