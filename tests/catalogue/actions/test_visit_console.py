"""A visit at the console ends a lock-out, and is not held up by it."""

from hotwash.catalogue.actions.visit_console import VisitConsole
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = VisitConsole(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(45 * MINUTE, 75 * MINUTE, 120 * MINUTE)
    assert given(ACTION) == {
        "console_visit": {
            "border-policy",
            "voip-west",
            "cell-east",
            "west-esrp",
            "cell-west",
            "bcf-east",
            "bcf-west",
            "east-esrp",
        }
    }


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "console_visit", "east-esrp") == (
        "The engineer gave access back at the console. Work from afar is possible again.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The engineer found that one can log in from afar."
    assert mended(ACTION, "another", "east-esrp") == (effect, False)
    assert mended(ACTION, "console_visit", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "An engineer was sent to the console of Border policy."
