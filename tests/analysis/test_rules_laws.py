"""Laws of rule lists and of routes, over any policy and any state of the small network."""

from dataclasses import replace
from time import perf_counter
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from hotwash.analysis.conditions import Standing, conditions
from hotwash.analysis.rules import decide, judge_flow, shadowed, unmatched
from hotwash.analysis.verdict import Judge, Treatment, what_matters
from hotwash.domain.effective import effective
from hotwash.domain.firewall import (
    FROM_ZONE,
    SERVICE_OF,
    Flow,
    Group,
    Inspection,
    Policy,
    Rule,
    Service,
    Traits,
    Transport,
    Verb,
    Zone,
    service_of,
)
from hotwash.domain.impairment import Bypassed, Change, ElementDown, Impairment, Inspected, LinkDown, RuleFirst
from tests.deep_world import deep_network, under
from tests.small_world import POLICY, small_network

SOURCES = ("cell", "voip")
GROUPS = (Group("mobile", ("cell",)), Group("everybody", ("cell", "voip")), Group("nobody", ()))
NAMES = (*SOURCES, *(group.id for group in GROUPS))
RULES = st.lists(
    st.builds(
        lambda verb, services, zone, sources, over: (verb, tuple(services), zone, tuple(sources), tuple(over)),
        st.sampled_from(Verb),
        st.lists(st.sampled_from(Service), min_size=1, max_size=3, unique=True),
        st.sampled_from(Zone),
        st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        st.lists(st.sampled_from(Transport), max_size=2, unique=True),
    ),
    max_size=6,
).map(lambda made: tuple(Rule(f"r{n}", *parts[:4], transports=parts[4]) for n, parts in enumerate(made)))
POLICIES = st.builds(
    lambda rules, default: Policy("p", "P", rules, default, groups=GROUPS), RULES, st.sampled_from(Verb)
)
CALLS = st.builds(
    lambda source, over, text: Traits(source, (over,), text=text),
    st.sampled_from(SOURCES),
    st.sampled_from(Transport),
    st.booleans(),
)


def by_hand(policy: Policy, flow: Flow, seen: Traits) -> tuple[str, Verb]:
    """First match wins, written once more and as plainly as can be."""
    media = flow in (Flow.MEDIA_IN, Flow.MEDIA_OUT)
    wanted = Service.MSRP if media and seen.text else SERVICE_OF[flow]
    over = {Flow.INVITE: seen.transports[0], Flow.OPTIONS: seen.transports[0], Flow.DNS: Transport.UDP}.get(
        flow, (Transport.TCP if seen.text else Transport.UDP) if media else Transport.TLS
    )
    for rule in policy.rules:
        service = Service.ANY in rule.services or wanted in rule.services
        zone = rule.from_zone is Zone.ANY or rule.from_zone is FROM_ZONE[flow]
        members = {member for group in GROUPS if group.id in rule.sources for member in group.members}
        named = not rule.sources or seen.source in rule.sources or seen.source in members
        if service and zone and named and (not rule.transports or over in rule.transports):
            return rule.id, rule.verb
    return "default", policy.default


@given(POLICIES, st.sampled_from(Flow), CALLS)
def test_the_first_matching_line_decides(policy: Policy, flow: Flow, seen: Traits) -> None:
    line = decide(policy, flow, seen)
    assert (line.name, line.verb) == by_hand(policy, flow, seen)
    matching = [rule.id for rule in policy.rules if rule.matches(flow, seen, groups=policy.groups)]
    assert line.name == (matching[0] if matching else "default")


@given(POLICIES, st.sampled_from(Flow), CALLS)
def test_what_is_said_would_let_it_pass_does(policy: Policy, flow: Flow, source: Traits) -> None:
    verdict = judge_flow(policy, flow, source, at="b", at_name="B")
    if verdict.passed:
        assert verdict.would_pass_if == ""
    elif "taken out" in verdict.would_pass_if:
        assert decide(policy.without_rule(verdict.rule), flow, source).passes
    else:
        allowed = policy.with_rule_first(Rule("new", Verb.ALLOW, (service_of(flow, text=source.text),)))
        assert decide(allowed, flow, source).passes


@given(POLICIES)
def test_a_line_that_is_called_dead_decides_nothing(policy: Policy) -> None:
    for dead, cover in shadowed(policy):
        assert policy.rules.index(cover) < policy.rules.index(dead)
        without = replace(policy, rules=tuple(rule for rule in policy.rules if rule is not dead))
        for flow in Flow:
            for source in SOURCES:
                for over in Transport:
                    seen = Traits(source, (over,))
                    assert by_hand(without, flow, seen) == by_hand(policy, flow, seen)


@given(POLICIES)
def test_a_line_that_is_called_unmatched_decides_about_no_call(policy: Policy) -> None:
    seen = [Traits(source, tuple(Transport), text=text) for source in SOURCES for text in (False, True)]
    for dead in unmatched(policy, seen):
        for traits in seen:
            for over in Transport:
                for flow in Flow:
                    assert by_hand(policy, flow, replace(traits, transports=(over,)))[0] != dead.id


def test_ten_thousand_lines_are_judged_as_quickly_as_few() -> None:
    """Each network is looked for through lists once; a plain walk for every call of a state would take minutes."""
    strangers = tuple(
        Rule(f"r{n}", Verb.DENY, (Service.SIP_INVITE,), Zone.OUTSIDE, (f"stranger-{n}",)) for n in range(10_000)
    )
    long = replace(POLICY, rules=(*strangers, *POLICY.rules))
    network = replace(small_network(), policies=MappingProxyType({POLICY.id: long}))
    before = perf_counter()
    judge = Judge(network)
    for _ in range(500):
        assert judge.call("cell", "psap-a").treatment is Treatment.DELIVER
    assert shadowed(long) == ()
    last = replace(POLICY, rules=(*strangers, strangers[9_999]))
    assert [(late.id, early.id) for late, early in shadowed(last)] == [("r9999", "r9999")]
    assert hash(what_matters(network)) == hash(what_matters(network))
    assert perf_counter() - before < 10


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


INSPECTIONS = st.builds(
    lambda flows, verb, permille, over: Inspection("i", tuple(flows), (), permille, "", verb, transports=tuple(over)),
    st.lists(st.sampled_from([Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS]), min_size=1, unique=True),
    st.sampled_from([Verb.DENY, Verb.REJECT]),
    st.integers(0, 1000),
    st.lists(st.sampled_from(Transport), max_size=2, unique=True),
)
DENIALS = st.builds(
    lambda verb, services: RuleFirst(Rule("no", verb, tuple(services))),
    st.sampled_from([Verb.DENY, Verb.REJECT]),
    st.lists(st.sampled_from([Service.SIP_INVITE, Service.RTP, Service.SIP_OPTIONS, Service.MSRP]), min_size=1),
)
POLICY_IDS = st.sampled_from(["border", "carrier", "psap-wall"])
PLACES = st.sampled_from(["carrier-wall", "bcf-1", "esrp", "1-esrp", "wall-a", "psap-wall"])
TROUBLES = st.lists(
    st.one_of(
        st.tuples(POLICY_IDS, DENIALS),
        st.tuples(POLICY_IDS, INSPECTIONS.map(Inspected)),
        st.tuples(PLACES, INSPECTIONS.map(Inspected)),
        st.tuples(
            st.sampled_from(["esrp", "wall-1", "voip-1"]), st.one_of(st.just(ElementDown()), st.just(LinkDown()))
        ),
    ),
    max_size=5,
)
ORIGINS = st.sampled_from(["cell", "voip", "text"])
NETWORK = deep_network()


@given(TROUBLES, ORIGINS)
def test_when_everything_is_cleared_the_verdict_is_what_it_was(troubles: list[tuple[str, Change]], origin: str) -> None:
    for left in range(len(troubles), -1, -1):
        network = under(NETWORK, *troubles[:left])
        again = Judge(network)
        assert again.call(origin, "a") == Judge(network).call(origin, "a")
    assert Judge(under(NETWORK)).call(origin, "a") == Judge(NETWORK).call(origin, "a")


@given(TROUBLES, ORIGINS, POLICY_IDS)
def test_a_line_that_allows_everything_never_makes_a_call_worse(
    troubles: list[tuple[str, Change]], origin: str, policy: str
) -> None:
    before = Judge(under(NETWORK, *troubles)).call(origin, "a")
    after = Judge(under(NETWORK, *troubles, (policy, RuleFirst(Rule("all", Verb.ALLOW))))).call(origin, "a")
    if before.border == after.border:  # a border that no longer refuses may be tried first again
        assert after.delivered_permille >= before.delivered_permille - 3  # shares are rounded at every cause


@given(TROUBLES, ORIGINS)
def test_shares_add_up_and_a_bypass_lifts_what_policies_do_and_nothing_else(
    troubles: list[tuple[str, Change]], origin: str
) -> None:
    verdict = Judge(under(NETWORK, *troubles)).call(origin, "a")
    assert sum(fate.permille for fate in verdict.fates) + verdict.delivered_permille == 1000
    assert all(fate.permille > 0 and fate.sentence.endswith(".") for fate in verdict.fates)
    assert (verdict.treatment is Treatment.DELIVER) == (not verdict.fates)
    lifted = Judge(under(NETWORK, *troubles, *((policy, Bypassed()) for policy in ("border", "carrier", "psap-wall"))))
    imposed = Judge(under(deep_network(), *((t, c) for t, c in troubles if t not in NETWORK.policies)))
    wide = lifted.call(origin, "a")
    if origin != "text":  # the border's own rules have no line for text
        assert [(f.at, f.rule, f.permille) for f in wide.fates] == [
            (f.at, f.rule, f.permille) for f in imposed.call(origin, "a").fates
        ]
    assert all(not fate.policy for fate in wide.fates)
