"""Permitted keep-alives bring peers back, whoever had given them up."""

from hotwash.catalogue.actions.permit_options import PermitOptions
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = PermitOptions(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="border-policy")
    assert given(ACTION) == {
        "permit_options": {
            "border-policy",
            "cell",
            "voip-west",
            "voip",
            "cell-east",
            "west-esrp",
            "cell-west",
            "bcf-east",
            "bcf-west",
            "east-esrp",
            "esrp",
        }
    }


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "permit_options", "cell") == (
        "The vendor permitted keep-alives. Peers are in service again.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found keep-alives permitted already."
    assert mended(ACTION, "another", "cell") == (effect, False)
    assert mended(ACTION, "permit_options", "psap-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Keep-alives were permitted in Border policy."
