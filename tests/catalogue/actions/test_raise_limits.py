"""Raised limits help calls that ran into them, for good."""

from hotwash.catalogue.actions.raise_limits import RaiseLimits
from hotwash.domain.steps import Ease, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RaiseLimits(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="border-policy")
    assert given(ACTION) == {"raise_limits": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "raise_limits", "bcf-west") == (
        "The vendor raised the limits. Calls no longer run into them.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor raised the limits. Calls had not run into any of them."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "raise_limits", "esrp-a") == (effect, False)


def test_against_a_leak_it_is_relief_for_a_while() -> None:
    eases = [step for step in ACTION.steps(NETWORK) if isinstance(step, Ease)]
    assert {(step.target, step.remedy, step.lasts) for step in eases} == {
        (place, "raise_limits", 10 * MINUTE) for place in ("border-policy", "bcf-east", "bcf-west")
    }


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The limits of Border policy were raised."
