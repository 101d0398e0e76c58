"""Laws of rule lists and of routes, over any policy and any state of the small network."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hotwash.analysis.conditions import Standing, conditions
from hotwash.analysis.rules import decide, judge_flow, shadowed
from hotwash.analysis.verdict import Judge, Treatment
from hotwash.domain.effective import effective
from hotwash.domain.firewall import FROM_ZONE, SERVICE_OF, Flow, Policy, Rule, Service, Verb, Zone
from hotwash.domain.impairment import Bypassed, Change, ElementDown, Impairment, LinkDown, RuleFirst
from tests.small_world import small_network

SOURCES = ("cell", "voip")
RULES = st.lists(
    st.builds(
        lambda verb, services, zone, sources: (verb, tuple(services), zone, tuple(sources)),
        st.sampled_from(Verb),
        st.lists(st.sampled_from(Service), min_size=1, max_size=3, unique=True),
        st.sampled_from(Zone),
        st.lists(st.sampled_from(SOURCES), max_size=2, unique=True),
    ),
    max_size=6,
).map(lambda made: tuple(Rule(f"r{n}", *parts) for n, parts in enumerate(made)))
POLICIES = st.builds(lambda rules, default: Policy("p", "P", rules, default), RULES, st.sampled_from(Verb))


def by_hand(policy: Policy, flow: Flow, source: str) -> tuple[str, Verb]:
    """First match wins, written once more and as plainly as can be."""
    for rule in policy.rules:
        service = Service.ANY in rule.services or SERVICE_OF[flow] in rule.services
        zone = rule.from_zone is Zone.ANY or rule.from_zone is FROM_ZONE[flow]
        if service and zone and (not rule.sources or source in rule.sources):
            return rule.id, rule.verb
    return "default", policy.default


@given(POLICIES, st.sampled_from(Flow), st.sampled_from(SOURCES))
def test_the_first_matching_line_decides(policy: Policy, flow: Flow, source: str) -> None:
    line = decide(policy, flow, source)
    assert (line.name, line.verb) == by_hand(policy, flow, source)


@given(POLICIES, st.sampled_from(Flow), st.sampled_from(SOURCES))
def test_what_is_said_would_let_it_pass_does(policy: Policy, flow: Flow, source: str) -> None:
    verdict = judge_flow(policy, flow, source, at="b", at_name="B")
    if verdict.passed:
        assert verdict.would_pass_if == ""
    elif "taken out" in verdict.would_pass_if:
        assert decide(policy.without_rule(verdict.rule), flow, source).passes
    else:
        allowed = policy.with_rule_first(Rule("new", Verb.ALLOW, (SERVICE_OF[flow],)))
        assert decide(allowed, flow, source).passes


@given(POLICIES)
def test_a_line_that_is_called_dead_decides_nothing(policy: Policy) -> None:
    for dead, cover in shadowed(policy):
        assert policy.rules.index(cover) < policy.rules.index(dead)
        without = replace(policy, rules=tuple(rule for rule in policy.rules if rule is not dead))
        for flow in Flow:
            for source in SOURCES:
                assert by_hand(without, flow, source) == by_hand(policy, flow, source)


CHANGES = st.lists(
    st.one_of(
        st.sampled_from(["bcf-east", "bcf-west", "esrp", "ecrf", "psap-a", "psap-b"]).map(lambda e: (e, ElementDown())),
        st.sampled_from(["cell-east", "voip-west", "east-esrp", "esrp-ecrf", "esrp-a"]).map(lambda e: (e, LinkDown())),
        st.sampled_from([Service.RTP, Service.SIP_INVITE, Service.SIP_OPTIONS]).map(
            lambda s: ("border-policy", RuleFirst(Rule(f"no-{s}", Verb.DENY, (s,))))
        ),
        st.just(("border-policy", Bypassed())),
    ),
    max_size=5,
)


@given(CHANGES)
def test_a_call_that_is_delivered_went_over_nothing_that_is_down(changes: list[tuple[str, Change]]) -> None:
    laid = [Impairment(str(n), target, change) for n, (target, change) in enumerate(changes)]
    network = effective(small_network(), laid).network
    judge, standing = Judge(network), conditions(network)
    for origin in SOURCES:
        for psap in ("psap-a", "psap-b"):
            verdict = judge.call(origin, psap)
            assert verdict.sentence.endswith(".")
            assert (verdict.treatment is Treatment.DELIVER) == (verdict.failed_at == "")
            if verdict.treatment is Treatment.DELIVER:
                assert not network.down_elements & set(verdict.path)
                assert not network.down_links & set(verdict.links)
                assert verdict.path[0] == origin
                assert verdict.path[-1] == verdict.psap
                assert standing[verdict.border].standing is not Standing.DOWN
