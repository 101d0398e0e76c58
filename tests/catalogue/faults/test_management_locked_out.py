"""F26: it stops no call and slows every remedy."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.management_locked_out import ManagementLockedOut
from hotwash.domain.steps import Impair, Tell, Wait
from tests.catalogue.samples import NETWORK, at

FAULT = ManagementLockedOut(policy="border-policy", factor_permille=3500)


def test_the_policy_and_its_borders_are_locked_at_once() -> None:
    world = at(FAULT, 0).world()
    assert dict(world.locked) == {"border-policy": 3500, "bcf-east": 3500, "bcf-west": 3500}
    assert world.network == NETWORK
    assert judge_call(world.network, "cell", "psap-a").treatment is Treatment.DELIVER


def test_somebody_who_tries_to_log_in_says_so() -> None:
    assert [type(step) for step in FAULT.steps(NETWORK)] == [Impair, Impair, Impair, Wait, Tell]


def test_the_default_lies_between_three_and_five_times() -> None:
    assert 3000 <= ManagementLockedOut(policy="border-policy").factor_permille <= 5000


def test_the_narrative_gives_the_factor() -> None:
    assert FAULT.narrative(NETWORK).endswith("work on them takes 3.5 times as long.")
