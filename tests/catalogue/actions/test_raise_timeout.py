"""A longer time-out keeps quiet connections."""

from hotwash.catalogue.actions.raise_timeout import RaiseTimeout
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RaiseTimeout(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="border-policy")
    assert given(ACTION) == {"raise_timeout": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "raise_timeout", "bcf-west") == (
        "The vendor raised the time-out. Quiet connections stay open.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found the time-out longer than any quiet spell."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "raise_timeout", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The idle time-out of Border policy was raised."
