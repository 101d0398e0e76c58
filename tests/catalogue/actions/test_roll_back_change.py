"""A roll-back helps only against a bad push."""

from hotwash.catalogue.actions.roll_back_change import RollBackChange
from hotwash.domain.steps import Try, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, remedies, under
from tests.catalogue.trouble import given, mended, wait_of
from tests.small_world import small_scenario

ACTION = RollBackChange(policy="border-policy")


def test_it_waits_for_the_engineer_and_then_offers_one_remedy_wherever_the_policy_is_enforced() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 8 * MINUTE, 20 * MINUTE, on="border-policy")
    assert given(ACTION) == {"roll_back": {"border-policy", "bcf-east", "bcf-west"}}


def test_the_seat_learns_whether_it_helped() -> None:
    helped, other = mended(ACTION, "roll_back", "bcf-west"), mended(ACTION, "another", "bcf-west")
    assert (helped[1], other[1]) == (True, False)
    assert helped[0] != other[0]


def test_it_takes_effect_unless_the_author_says_that_it_may_not() -> None:
    tries = [step.permille for step in ACTION.steps(NETWORK) if isinstance(step, Try)]
    assert tries == [1000]
    doubtful = RollBackChange(policy="border-policy", works=600)
    wait, attempt, *_ = doubtful.steps(NETWORK)
    assert isinstance(wait, WaitAbout)
    assert attempt == Try(600, "The roll-back has not taken effect. It must be ordered again.")


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION).network == NETWORK


def test_it_helps_against_its_own_kind_of_fault_only() -> None:
    helped = [n for n, planned in small_scenario().faults.items() if remedies(ACTION) & type(planned.fault).remedies]
    assert helped == ["push", "refuse"]


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "The last change of Border policy was rolled back."
