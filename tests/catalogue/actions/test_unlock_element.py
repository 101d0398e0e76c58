"""An unlocked element takes calls again."""

from hotwash.catalogue.actions.unlock_element import UnlockElement
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = UnlockElement(element="bcf-east")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 8 * MINUTE, 15 * MINUTE, on="bcf-east")
    assert given(ACTION) == {"unlock_element": {"border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "unlock_element", "bcf-east") == (
        "BCF east had been locked for maintenance. It takes calls again.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "BCF east was not locked."
    assert mended(ACTION, "another", "bcf-east") == (effect, False)
    assert mended(ACTION, "unlock_element", "bcf-west") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "BCF east was ordered to be unlocked."
