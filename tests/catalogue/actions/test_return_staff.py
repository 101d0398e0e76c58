"""Missing call takers come back to the PSAPs that were meant."""

from hotwash.catalogue.actions.return_staff import ReturnStaff
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = ReturnStaff(region="north")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 30 * MINUTE, 60 * MINUTE)
    assert given(ACTION) == {"return_staff": {"psap-b", "north", "psap-a"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "return_staff", "psap-a") == (
        "Call takers at every PSAP in North are back at their positions.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "No call taker was missing at every PSAP in North."
    assert mended(ACTION, "another", "psap-a") == (effect, False)
    assert mended(ACTION, "return_staff", "everywhere") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Missing call takers at every PSAP in North were sent for."
