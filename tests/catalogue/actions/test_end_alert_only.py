"""Intrusion prevention is set back: the policy protects again, and what was put right drops no call."""

from hotwash.catalogue.actions.end_alert_only import EndAlertOnly
from hotwash.catalogue.actions.set_alert_only import SetAlertOnly
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up, wait_of

ACTION = EndAlertOnly(policy="border-policy")


def test_it_takes_time_and_lays_nothing() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 5 * MINUTE, on="border-policy")
    assert under(ACTION).network == NETWORK


def test_it_ends_alert_only_and_says_whether_it_was_on() -> None:
    on = set_up(SetAlertOnly(policy="border-policy"), ACTION)
    assert on.act("act-1") == "Intrusion prevention of Border policy was not set to alert only."
    on.act("act-0")
    assert on.world.world.network.policies["border-policy"].alert_only
    assert on.act("act-1") == "Intrusion prevention of Border policy stops attacks again."
    assert on.world.world.network == NETWORK


def test_a_signature_that_was_put_right_meanwhile_stays_so() -> None:
    on = set_up(SetAlertOnly(policy="border-policy"), ACTION)
    on.world.launch_fault("signature", "facilitator")
    on.act("act-0")
    on.act("act-1")
    assert on.world.live() == ()


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "Intrusion prevention of Border policy was set back from alert only."
