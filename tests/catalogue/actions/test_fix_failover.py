"""A fail-over that was put right can be tried again."""

from hotwash.catalogue.actions.fix_failover import FixFailover
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = FixFailover(border="bcf-east")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(20 * MINUTE, 45 * MINUTE, 80 * MINUTE, on="bcf-east")
    assert given(ACTION) == {"fix_failover": {"cell-east", "east-esrp", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "fix_failover", "bcf-east") == ("What kept BCF east from failing over was put right.", True)


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "Nothing keeps BCF east from failing over."
    assert mended(ACTION, "another", "bcf-east") == (effect, False)
    assert mended(ACTION, "fix_failover", "bcf-west") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The fail-over of BCF east was looked into."
