"""F1: a pushed line stands above the one that lets calls in."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, under

ONE = AllowRuleMissing(policy="border-policy", origin="cell")
ALL = AllowRuleMissing(policy="border-policy", answers=True)


def test_the_pushed_line_names_the_network_it_blocks() -> None:
    steps = list(ONE.steps(NETWORK))
    services = (Service.SIP_INVITE, Service.SIP_OPTIONS)
    assert steps[0] == Impair(
        "border-policy", "push", RuleFirst(Rule("push-0618", Verb.DENY, services, sources=("cell",), log=True))
    )
    assert [type(step) for step in steps[1:]] == [Until, Alarm, Wait, Tell]


def test_only_that_network_is_blocked() -> None:
    network = under(ONE).network
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.SILENT
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.DELIVER


def test_a_firewall_that_answers_gives_a_fast_busy_to_everybody() -> None:
    network = under(ALL).network
    assert {judge_call(network, origin, "psap-a").treatment for origin in ("cell", "voip")} == {Treatment.REJECT}


def test_the_narrative_says_whose_calls_and_what_they_hear() -> None:
    assert ONE.narrative(NETWORK).endswith("blocks calls from Cell carrier; callers hear silence.")
    assert ALL.narrative(NETWORK).endswith("blocks calls from every network; callers hear a fast busy tone.")
