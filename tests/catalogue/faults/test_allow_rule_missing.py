"""F1: a pushed line stands above the one that lets calls in."""

from dataclasses import replace

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.steps import Alarm, CallsAbsent, CallsFailed, Condition, Impair, Tell, Until
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ONE = AllowRuleMissing(policy="border-policy", origin="cell")
ALL = AllowRuleMissing(policy="border-policy", answers=True)


def test_the_pushed_line_names_the_network_it_blocks() -> None:
    steps = list(ONE.steps(NETWORK))
    services = (Service.SIP_INVITE, Service.SIP_OPTIONS)
    assert steps[0] == Impair(
        "border-policy", "push", RuleFirst(Rule("push-0618-cell", Verb.DENY, services, sources=("cell",), log=True))
    )
    assert [type(step) for step in steps[1:]] == [Until, Alarm, Until, Tell]


def test_the_drought_is_noticed_by_the_routing_proxy_and_not_by_the_firewall() -> None:
    for fault in (ONE, ALL):
        assert [step.element for step in fault.steps(NETWORK) if isinstance(step, Alarm)] == ["esrp"]


def test_only_where_every_call_is_lost_somebody_says_that_none_comes() -> None:
    def said(fault: AllowRuleMissing) -> tuple[Condition, str]:
        *_, wait, tell = fault.steps(NETWORK)
        assert isinstance(wait, Until)
        assert isinstance(tell, Tell)
        return wait.condition, tell.text

    assert said(ALL) == (CallsAbsent(6 * MINUTE), "It is too quiet. We have had no 911 call for a while.")
    condition, words = said(ONE)
    assert isinstance(condition, CallsFailed)
    assert "silence" in words
    assert "no 911 call" not in words
    assert "a fast busy tone" in said(AllowRuleMissing(policy="border-policy", origin="cell", answers=True))[1]


def test_two_pushes_are_told_apart_by_their_lines() -> None:
    names = [rule.id for rule in under(ONE, ALL).network.policies["border-policy"].rules[:2]]
    assert names == ["push-0618", "push-0618-cell"]


def test_only_that_network_is_blocked() -> None:
    network = under(ONE).network
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.SILENT
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.DELIVER


def test_a_firewall_that_answers_gives_a_fast_busy_to_everybody() -> None:
    network = under(ALL).network
    assert {judge_call(network, origin, "psap-a").treatment for origin in ("cell", "voip")} == {Treatment.REJECT}


def test_the_narrative_says_whose_calls_and_what_they_hear() -> None:
    assert ONE.narrative(NETWORK).endswith(
        "blocks calls from Cell carrier; callers hear silence, and a fast busy tone once keep-alives have failed."
    )
    unnoticed = replace(ONE, keep_alives=False)
    assert unnoticed.narrative(NETWORK).endswith("blocks calls from Cell carrier; callers hear silence.")
    assert ALL.narrative(NETWORK).endswith("blocks calls from every network; callers hear a fast busy tone.")
