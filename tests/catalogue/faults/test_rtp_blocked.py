"""F6: the voice is dropped, the signalling passes, and the symptoms come before the cause is known."""

import pytest

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.domain.firewall import Rule, Service, Verb, Zone
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Tell, Until, Wait
from hotwash.domain.time import HOUR
from tests.catalogue.samples import NETWORK, under

FAULT = RtpBlocked(policy="border-policy")


def test_the_rule_stands_at_once_and_the_symptoms_follow() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert steps[:2] == [
        Impair(
            "border-policy",
            "session-guard",
            RuleFirst(Rule("session-guard", Verb.DENY, (Service.RTP,), Zone.ANY, log=True, note="drops voice")),
        ),
        Until(CallsFailed(4), 12 * HOUR),
    ]
    assert [type(step) for step in steps[2:]] == [Alarm, Wait, Until, Tell, Wait, Until, Tell]
    alarm = steps[2]
    assert isinstance(alarm, Alarm)
    assert alarm.element == "bcf-east", "a border, never the policy that is at fault"


@pytest.mark.parametrize(
    ("direction", "heard"), [("both", (False, False)), ("to-psap", (False, True)), ("to-caller", (True, False))]
)
def test_each_direction_is_dropped_by_itself(direction: str, heard: tuple[bool, bool]) -> None:
    network = under(RtpBlocked(policy="border-policy", direction=direction)).network
    verdict = judge_call(network, "cell", "psap-a")
    invite, media_in, media_out, options = [flow.passed for flow in verdict.flows]
    assert (media_in, media_out) == heard
    assert invite
    assert options, "the keep-alive passes, so the dashboard stays green"
    assert verdict.treatment is Treatment.NO_AUDIO


@pytest.mark.parametrize(
    ("direction", "alarm", "told"),
    [
        ("both", "arrive at PSAPs.", "there is nobody there."),
        ("to-psap", "arrive at PSAPs.", "there is nobody there."),
        ("to-caller", "reach callers.", "callers say that they hear nobody."),
    ],
)
def test_symptoms_tell_the_direction_that_is_lost(direction: str, alarm: str, told: str) -> None:
    steps = list(RtpBlocked(policy="border-policy", direction=direction).steps(NETWORK))
    assert next(step.text for step in steps if isinstance(step, Alarm)).endswith(alarm)
    assert told in next(step.text for step in steps if isinstance(step, Tell))


def test_no_symptom_gives_the_cause_away() -> None:
    words = " ".join(step.text for step in FAULT.steps(NETWORK) if isinstance(step, Alarm | Tell))
    assert "firewall" not in words.lower()


def test_a_direction_that_does_not_exist_is_refused_with_the_ones_that_do() -> None:
    with pytest.raises(ValueError, match="'sideways' must be one of: both, to-psap, to-caller"):
        RtpBlocked(policy="border-policy", direction="sideways")


def test_the_narrative_names_policy_and_sites() -> None:
    assert FAULT.narrative(NETWORK) == (
        "The firewall policy 'Border policy' at BCF east and BCF west drops the voice of new calls; "
        "callers hear silence while their numbers still reach the PSAP logs."
    )
