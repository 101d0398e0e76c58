"""The one verdict: which hop, which line, what the caller hears, and what would let the call pass."""

import pytest

from hotwash.analysis.conditions import Standing, conditions
from hotwash.analysis.rules import Line, decide, judge_flow, shadowed
from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.domain.effective import effective
from hotwash.domain.firewall import Flow, Policy, Rule, Service, Verb, Zone
from hotwash.domain.impairment import Change, Impairment, RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair
from tests.catalogue.samples import reachable
from tests.small_world import POLICY, small_network, small_scenario


def under(*changes: tuple[str, Change]) -> Network:
    laid = [Impairment(str(n), target, change) for n, (target, change) in enumerate(changes)]
    return effective(small_network(), laid).network


def under_fault(name: str) -> Network:
    fault: Fault = small_scenario().faults[name].fault
    steps = [step for step in fault.steps(small_network()) if isinstance(step, Impair)]
    return under(*((step.target, step.change) for step in steps))


def test_a_call_takes_the_nearest_border_and_names_every_hop() -> None:
    verdict = judge_call(small_network(), "cell", "psap-a")
    assert verdict.path == ("cell", "bcf-east", "esrp", "psap-a")
    assert verdict.links == ("cell-east", "east-esrp", "esrp-a")
    assert verdict.treatment is Treatment.DELIVER
    assert verdict.sentence == "The call from Cell carrier reaches PSAP A through BCF east."


def test_dropped_voice_lets_the_number_through_and_says_so() -> None:
    verdict = judge_call(under_fault("voice"), "cell", "psap-a")
    assert verdict.treatment is Treatment.NO_AUDIO
    assert verdict.sentence == (
        "The number reaches PSAP A, but BCF east drops the voice in both directions by line 'session-guard'; "
        "it would pass if line 'session-guard' were taken out."
    )
    assert [flow.passed for flow in verdict.flows] == [True, False, False, True]


def test_a_silent_drop_is_not_a_refusal() -> None:
    assert judge_call(under_fault("push"), "cell", "psap-a").treatment is Treatment.SILENT
    assert "silence" in judge_call(under_fault("push"), "cell", "psap-a").sentence


def test_a_network_whose_calls_are_refused_everywhere_hears_a_fast_busy_and_others_do_not() -> None:
    network = under_fault("refuse")
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.REJECT
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.DELIVER


def test_a_signature_takes_only_its_share() -> None:
    verdict = judge_call(under_fault("signature"), "cell", "psap-a")
    assert (verdict.treatment, verdict.permille) == (Treatment.SILENT, 500)
    assert "50 % of calls" in verdict.sentence


def test_a_site_without_power_moves_calls_to_the_other_border() -> None:
    verdict = judge_call(under_fault("power"), "cell", "psap-a")
    assert verdict.border == "bcf-west"
    assert verdict.treatment is Treatment.DELIVER


def test_without_location_answers_calls_go_to_the_default_psap() -> None:
    verdict = judge_call(under_fault("location"), "cell", "psap-a")
    assert (verdict.psap, verdict.located) == ("psap-b", False)
    assert "without a location" in verdict.sentence


def test_a_full_bypass_lets_everything_pass_and_shows_the_lost_protection() -> None:
    from hotwash.domain.impairment import Bypassed

    deny = RuleFirst(Rule("x", Verb.DENY))
    network = under(("border-policy", deny), ("border-policy", Bypassed()))
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.DELIVER
    assert conditions(network)["bcf-east"].word == "bypassed, no protection"


def test_a_psap_that_is_down_sends_its_calls_to_its_overflow() -> None:
    from hotwash.domain.impairment import ElementDown

    verdict = judge_call(under(("psap-a", ElementDown())), "cell", "psap-a")
    assert (verdict.home, verdict.psap) == ("psap-a", "psap-b")


def test_no_way_at_all_is_told_with_both_ends() -> None:
    from hotwash.domain.impairment import ElementDown

    verdict = judge_call(under(("esrp", ElementDown())), "cell", "psap-b")
    assert verdict.sentence == "No way is up from Cell carrier to PSAP B; the caller hears a fast busy."
    assert not reachable(under(("esrp", ElementDown())), "cell", "psap-b")


@pytest.mark.parametrize(
    ("fault", "element", "standing", "word"),
    [
        ("voice", "bcf-east", Standing.BLOCKING, "drops voice"),
        ("voice", "psap-a", Standing.BLOCKING, "no voice"),
        ("push", "bcf-west", Standing.BLOCKING, "drops calls"),
        ("refuse", "bcf-east", Standing.DEGRADED, "drops calls of some networks"),
        ("signature", "psap-a", Standing.DEGRADED, "no calls from some networks"),
        ("location", "esrp", Standing.DEGRADED, "no location answers"),
        ("location", "esrp-ecrf", Standing.DOWN, "cut"),
        ("power", "bcf-east", Standing.DOWN, "down"),
        ("power", "east-esrp", Standing.DEGRADED, "no traffic"),
    ],
)
def test_conditions_have_a_standing_and_a_word(fault: str, element: str, standing: Standing, word: str) -> None:
    found = conditions(under_fault(fault))[element]
    assert (found.standing, found.word) == (standing, word)


def test_everything_works_where_nothing_is_laid() -> None:
    assert {condition.standing for condition in conditions(small_network()).values()} == {Standing.WORKING}


def test_the_first_matching_line_decides_and_default_is_named() -> None:
    policy = Policy("p", "P", (Rule("a", Verb.REJECT, (Service.SIP_INVITE,)), Rule("b", Verb.ALLOW)))
    assert decide(policy, Flow.INVITE, "x") == Line("a", Verb.REJECT)
    assert decide(policy, Flow.MEDIA_IN, "x") == Line("b", Verb.ALLOW)
    empty = judge_flow(Policy("p", "P", ()), Flow.INVITE, "x", at="b", at_name="Border")
    assert "the default rule" in empty.sentence
    assert empty.would_pass_if == "a line that allows INVITE stood first"


def test_the_smallest_change_really_lets_the_flow_pass() -> None:
    policy = POLICY.with_rule_first(Rule("no", Verb.DENY, (Service.RTP,)))
    assert judge_flow(policy, Flow.MEDIA_IN, "cell", at="b", at_name="B").would_pass_if == "line 'no' were taken out"
    assert decide(policy.without_rule("no"), Flow.MEDIA_IN, "cell").passes


def test_lines_that_can_never_match_are_named_with_what_covers_them() -> None:
    policy = Policy(
        "p",
        "P",
        (
            Rule("wide", Verb.DENY, (Service.ANY,), Zone.OUTSIDE),
            Rule("narrow", Verb.ALLOW, (Service.SIP_INVITE,), Zone.OUTSIDE, ("cell",)),
            Rule("other", Verb.ALLOW, (Service.SIP_INVITE,), Zone.INSIDE),
        ),
    )
    assert [(late.id, early.id) for late, early in shadowed(policy)] == [("narrow", "wide")]


def test_a_border_that_drops_some_calls_and_the_voice_of_all_others_blocks() -> None:
    no_voice = Rule("no-voice", Verb.DENY, (Service.RTP,))
    no_cell = Rule("no-cell", Verb.DENY, (Service.SIP_INVITE,), sources=("cell",))
    network = under(("border-policy", RuleFirst(no_voice)), ("border-policy", RuleFirst(no_cell)))
    found = conditions(network)["bcf-east"]
    assert (found.standing, found.word) == (Standing.BLOCKING, "drops calls and voice")
