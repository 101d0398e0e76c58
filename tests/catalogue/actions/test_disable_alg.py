"""Without an ALG call messages pass as they are."""

from hotwash.catalogue.actions.disable_alg import DisableAlg
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = DisableAlg(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 4 * MINUTE, 15 * MINUTE, on="border-policy")
    assert given(ACTION) == {"disable_alg": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "disable_alg", "bcf-west") == (
        "The vendor switched the SIP ALG off. Call messages pass unchanged.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor checked the SIP ALG. It was off already."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "disable_alg", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The SIP ALG of Border policy was switched off."
