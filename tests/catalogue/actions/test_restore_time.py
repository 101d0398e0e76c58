"""Right clocks make signatures valid again, wherever they are looked at."""

from hotwash.catalogue.actions.restore_time import RestoreTime
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = RestoreTime()


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 7 * MINUTE, 10 * MINUTE)
    assert given(ACTION) == {"restore_time": {"border-policy", "cell", "voip", "bcf-east", "bcf-west", "esrp"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "restore_time", "esrp") == ("A clock was wrong. Time is right everywhere again.", True)


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "Every clock was right."
    assert mended(ACTION, "another", "esrp") == (effect, False)
    assert mended(ACTION, "restore_time", "psap-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Clocks and time servers were checked."
