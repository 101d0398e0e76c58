"""A repaired line carries again, after hours."""

from hotwash.catalogue.actions.repair_link import RepairLink
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RepairLink(link="east-esrp")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(60 * MINUTE, 150 * MINUTE, 240 * MINUTE)
    assert given(ACTION) == {"repair_link": {"east-esrp"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "repair_link", "east-esrp") == ("The crew repaired the line. It carries again.", True)


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The crew found the line whole."
    assert mended(ACTION, "another", "east-esrp") == (effect, False)
    assert mended(ACTION, "repair_link", "west-esrp") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "A crew was sent to the line from BCF east to ESRP."
