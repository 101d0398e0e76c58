"""Many see it, and for a while many try 911."""

from hotwash.catalogue.actions.hold_press_conference import HoldPressConference
from hotwash.domain.effective import Notice
from hotwash.domain.impairment import PublicTold
from hotwash.domain.steps import Impair, Milestone, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = HoldPressConference(reach=300, uptake=500, walk_in=100, test_calls=800)


def test_it_takes_long_and_counts_as_telling_the_public() -> None:
    steps = list(ACTION.steps(NETWORK))
    assert steps[0] == WaitAbout(30 * MINUTE, 45 * MINUTE, 60 * MINUTE)
    assert steps[1] == Milestone("public_notified")
    assert isinstance(steps[2], Tell)
    assert steps[2].public


def test_test_calls_peak_and_fade() -> None:
    changes = [step.change for step in ACTION.steps(NETWORK) if isinstance(step, Impair)]
    assert changes == [PublicTold(150, 30, calls) for calls in (800, 400, 100)]
    assert under(ACTION).notice("north") == Notice(150, 30, 100)


def test_who_names_a_cause_before_anybody_knows_it_has_claimed_it() -> None:
    steps = list(HoldPressConference(claim="an attack").steps(NETWORK))
    tell, claimed = steps[2:4]
    assert isinstance(tell, Tell)
    assert tell.text.endswith("The cause is an attack.")
    assert claimed == Milestone("cause_claimed")
    assert Milestone("cause_claimed") not in list(ACTION.steps(NETWORK))
