"""A fail-over moves calls to the other border, cuts those in progress, and carries a shared fault with it."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.fail_over_site import FailOverSite
from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import Impair, Try, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.small_world import small_scenario

ACTION = FailOverSite(border="bcf-east")


def test_it_is_tried_and_then_cuts_calls_in_progress() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(2 * MINUTE, 10 * MINUTE, 30 * MINUTE, on="bcf-east"),
        Try(1000, "The fail-over did not work; BCF east still takes calls.", on="bcf-east"),
        Impair("bcf-east", "fail-over", ElementDown(), cut_calls=True),
    ]


def test_new_calls_enter_by_the_other_border() -> None:
    assert judge_call(under(ACTION).network, "cell", "psap-a").border == "bcf-west"


def test_it_does_not_help_where_both_borders_share_the_policy() -> None:
    voice = small_scenario().faults["voice"].fault
    assert judge_call(under(voice, ACTION).network, "cell", "psap-a").treatment is Treatment.NO_AUDIO


def test_the_narrative_says_what_it_cost() -> None:
    assert ACTION.narrative(NETWORK) == "Traffic was moved away from BCF east; its calls in progress were cut."
