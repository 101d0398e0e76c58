"""A line without a limit carries what it can."""

from hotwash.catalogue.actions.lift_policer import LiftPolicer
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = LiftPolicer(link="east-esrp")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE)
    assert given(ACTION) == {"lift_policer": {"east-esrp"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "lift_policer", "east-esrp") == ("The limit on the line was lifted.", True)


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The line had no limit that held anything up."
    assert mended(ACTION, "another", "east-esrp") == (effect, False)
    assert mended(ACTION, "lift_policer", "west-esrp") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The traffic limit of the line from BCF east to ESRP was looked at."
