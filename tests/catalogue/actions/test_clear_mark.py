"""A mark that has spread to every border is removed at every border."""

from hotwash.catalogue.actions.clear_mark import ClearMark
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = ClearMark(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(2 * MINUTE, 5 * MINUTE, 10 * MINUTE, on="border-policy")
    assert given(ACTION) == {"clear_mark": {"border-policy", "cell", "voip", "bcf-east", "bcf-west", "esrp"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "clear_mark", "voip") == (
        "A carrier was marked as a bad actor. The mark was removed at every border.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "No carrier is marked as a bad actor."
    assert mended(ACTION, "another", "voip") == (effect, False)
    assert mended(ACTION, "clear_mark", "psap-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The marks of bad actors were looked through."
