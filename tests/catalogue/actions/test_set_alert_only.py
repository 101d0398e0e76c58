"""Intrusion prevention that only alerts drops nothing."""

from hotwash.catalogue.actions.set_alert_only import SetAlertOnly
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = SetAlertOnly(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 3 * MINUTE, on="border-policy")
    assert given(ACTION) == {"alert_only": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "alert_only", "bcf-west") == (
        "The vendor set intrusion prevention to alert only. It had been dropping calls.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor set intrusion prevention to alert only. It had dropped no call."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "alert_only", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Intrusion prevention of Border policy was set to alert only."
