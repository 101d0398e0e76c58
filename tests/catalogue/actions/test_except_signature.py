"""An exception helps only where a signature drops calls."""

from hotwash.catalogue.actions.except_signature import ExceptSignature
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, remedies, under
from tests.catalogue.trouble import given, mended, wait_of
from tests.small_world import small_scenario

ACTION = ExceptSignature(policy="border-policy")


def test_it_waits_for_the_engineer_and_then_offers_one_remedy_wherever_the_policy_is_enforced() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 3 * MINUTE, 10 * MINUTE, on="border-policy")
    assert given(ACTION) == {"signature_exception": {"border-policy", "bcf-east", "bcf-west"}}


def test_the_seat_learns_whether_it_helped() -> None:
    helped, other = mended(ACTION, "signature_exception", "bcf-west"), mended(ACTION, "another", "bcf-west")
    assert (helped[1], other[1]) == (True, False)
    assert helped[0] != other[0]


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION).network == NETWORK


def test_it_helps_against_its_own_kind_of_fault_only() -> None:
    helped = [n for n, planned in small_scenario().faults.items() if remedies(ACTION) & type(planned.fault).remedies]
    assert helped == ["signature"]


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "A signature exception was set in Border policy."
