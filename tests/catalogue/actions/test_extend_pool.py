"""A larger pool helps calls that found no translation."""

from hotwash.catalogue.actions.extend_pool import ExtendPool
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = ExtendPool(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 7 * MINUTE, 10 * MINUTE, on="border-policy")
    assert given(ACTION) == {
        "extend_pool": {
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
    assert mended(ACTION, "extend_pool", "east-esrp") == (
        "The vendor extended the NAT pool, which had been used up.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found the NAT pool large enough."
    assert mended(ACTION, "another", "east-esrp") == (effect, False)
    assert mended(ACTION, "extend_pool", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The NAT pool of Border policy was looked at."
