"""Permitted fragments let large call messages through."""

from hotwash.catalogue.actions.permit_fragments import PermitFragments
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = PermitFragments(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="border-policy")
    assert given(ACTION) == {"permit_fragments": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "permit_fragments", "bcf-west") == (
        "The vendor permitted fragments. Large call messages arrive whole.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found fragments permitted already."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "permit_fragments", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Fragments were permitted in Border policy."
