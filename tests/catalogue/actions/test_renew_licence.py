"""A licence helps a firewall that refuses to work, and takes long."""

from hotwash.catalogue.actions.renew_licence import RenewLicence
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RenewLicence(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 45 * MINUTE, 120 * MINUTE, on="border-policy")
    assert given(ACTION) == {"renew_licence": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "renew_licence", "bcf-west") == (
        "The vendor installed an emergency licence. The firewall works again.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor checked the licence. It was valid."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "renew_licence", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The licence of Border policy was checked and renewed."
