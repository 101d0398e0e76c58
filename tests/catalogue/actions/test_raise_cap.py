"""A raised cap helps calls that were turned away."""

from hotwash.catalogue.actions.raise_cap import RaiseCap
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RaiseCap(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="border-policy")
    assert given(ACTION) == {
        "raise_cap": {
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


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "raise_cap", "east-esrp") == (
        "The vendor raised the cap. No call is turned away by it any more.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found no cap that calls had reached."
    assert mended(ACTION, "another", "east-esrp") == (effect, False)
    assert mended(ACTION, "raise_cap", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The cap on calls at Border policy was raised."
