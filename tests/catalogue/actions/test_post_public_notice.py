"""A post reaches part of the public in half an hour, step by step, and causes some test calls."""

from hotwash.catalogue.actions.post_public_notice import PostPublicNotice
from hotwash.domain.effective import Notice
from hotwash.domain.impairment import EVERYWHERE, PublicTold
from hotwash.domain.steps import Impair, Milestone, Tell, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = PostPublicNotice(reach=400, uptake=500, walk_in=100, test_calls=80)


def test_it_spreads_in_three_steps() -> None:
    steps = list(ACTION.steps(NETWORK))
    assert [step.change for step in steps if isinstance(step, Impair)] == [
        PublicTold(50, 10, 80),
        PublicTold(100, 20, 80),
        PublicTold(200, 40, 80),
    ]
    assert {step.key for step in steps if isinstance(step, Impair)} == {"post"}, "each step replaces the one before"
    assert {step.target for step in steps if isinstance(step, Impair)} == {EVERYWHERE}
    assert [step for step in steps if isinstance(step, Wait)] == [Wait(10 * MINUTE)] * 3


def test_the_public_is_told_where_to_call() -> None:
    steps = list(ACTION.steps(NETWORK))
    tell = next(step for step in steps if isinstance(step, Tell))
    assert tell.public
    assert Milestone("public_notified") in steps


def test_in_the_end_the_largest_step_counts() -> None:
    assert under(ACTION).notice("north") == Notice(200, 40, 80)
