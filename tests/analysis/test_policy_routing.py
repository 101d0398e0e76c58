"""Policy routing: which rule fires under which states, what a failed route does, and where calls go when it is full."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.analysis.call import CallVerdict
from hotwash.analysis.heard import Treatment
from hotwash.analysis.policy_routing import TIMER_B
from hotwash.analysis.policy_states import within
from hotwash.analysis.verdict import Judge, causes, judge_call, lost_by, what_matters
from hotwash.domain.firewall import Flow, Inspection, Verb
from hotwash.domain.impairment import (
    Change,
    Diverted,
    ElementDown,
    Inspected,
    LinkDown,
    PeerUnreachable,
    PolicyDead,
    PostureSet,
    QueueStateSet,
    ServiceStateSet,
)
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    CALLS_GO_ELSEWHERE,
    BusyAction,
    CallSourceCondition,
    Condition,
    InvokePolicyAction,
    LogAction,
    NotifyAction,
    PolicyAction,
    PolicyRule,
    PolicyType,
    QueueState,
    QueueStateCondition,
    RouteAction,
    RoutePolicy,
    SecurityPosture,
    SecurityPostureCondition,
    ServiceState,
    ServiceStateCondition,
    TimePeriodCondition,
)
from tests.deep_world import deep_network, under


def rule(name: str, priority: int, *parts: Condition | PolicyAction) -> PolicyRule:
    actions = (RouteAction, BusyAction, NotifyAction, LogAction, InvokePolicyAction)
    return PolicyRule(
        id=name,
        priority=priority,
        conditions=tuple(part for part in parts if not isinstance(part, actions)),
        actions=tuple(part for part in parts if isinstance(part, actions)),
    )


def to(psap: str) -> RouteAction:
    return RouteAction(recipient=psap)


TOLD = NotifyAction(recipient="noc", event="RouteOnRed", urgency=90)
REALISTIC = RoutePolicy(
    id="a-policy",
    owner="a",
    queue="a",
    rules=(
        rule("last", 0, to("b")),
        rule("red", 90, SecurityPostureCondition(service="a", postures=(SecurityPosture.RED,)), TOLD, to("c")),
        rule(
            "down",
            80,
            ServiceStateCondition(service="a", states=(ServiceState.DOWN, ServiceState.UNSTAFFED)),
            LogAction(message="a is down"),
            to("b"),
        ),
        rule("full", 70, QueueStateCondition(queue="a", states=(QueueState.FULL,)), to("c")),
        rule("unreachable", 60, QueueStateCondition(queue="a", states=(QueueState.UNREACHABLE,)), to("c")),
        rule("normal", 10, ServiceStateCondition(service="a", states=(ServiceState.NORMAL,)), to("a")),
    ),
)
NETWORK = deep_network(policies=(REALISTIC,))


def call(
    *changes: tuple[str, Change], network: Network = NETWORK, psap: str = "a", origin: str = "voip", minute: int = 0
) -> CallVerdict:
    return judge_call(under(network, *changes), origin, psap, minute)


def with_rules(*rules: PolicyRule, **more: RoutePolicy) -> Network:
    return deep_network(policies=(RoutePolicy(id="p", owner="a", queue="a", rules=rules), *more.values()))


@pytest.mark.parametrize(
    ("changes", "psap", "fired"),
    [
        ((), "a", "normal"),
        ((("a", ServiceStateSet(ServiceState.DOWN)),), "b", "down"),
        ((("a", ServiceStateSet(ServiceState.PARTIAL)),), "b", "last"),
        ((("a", PostureSet(SecurityPosture.RED)),), "c", "red"),
        ((("a", PostureSet(SecurityPosture.ORANGE)),), "a", "normal"),
        ((("a", QueueStateSet(QueueState.FULL)),), "c", "full"),
        ((("esrp", PeerUnreachable("a")),), "c", "unreachable"),
        ((("wall-a", LinkDown()),), "c", "unreachable"),
        ((("a", ServiceStateSet(ServiceState.DOWN)), ("a", PostureSet(SecurityPosture.RED))), "c", "red"),
        ((("a", ServiceStateSet(ServiceState.DOWN)), ("b", QueueStateSet(QueueState.DISABLED))), "", ""),
    ],
)
def test_the_true_rule_with_the_largest_priority_fires(
    changes: tuple[tuple[str, Change], ...], psap: str, fired: str
) -> None:
    verdict = call(*changes)
    assert verdict.trace is not None
    assert (verdict.trace.psap, verdict.trace.rule) == (psap, fired)
    assert verdict.psap == (psap or "a")
    if psap not in ("", "a"):
        assert f"Rule '{fired}' of policy 'a-policy' leads calls of PSAP A to" in verdict.sentence


def test_a_rule_whose_route_fails_counts_as_false_and_evaluation_goes_on() -> None:
    verdict = call(("a", PostureSet(SecurityPosture.RED)), ("c", ElementDown()))
    assert verdict.trace is not None
    assert [(tried.rule, tried.fired) for tried in verdict.trace.tried] == [("red", False), ("normal", True)]
    assert "cannot be reached" in verdict.trace.tried[0].sentence
    assert [note.event for note in verdict.trace.notifications] == ["RouteOnRed"]


def behind(verb: Verb, permille: int = 1000) -> tuple[str, Change]:
    """Something on the line to PSAP A that takes calls after the routing proxy has sent them."""
    return ("wall-a", Inspected(Inspection("wall", (Flow.INVITE,), permille=permille, verb=verb)))


def test_a_route_on_which_an_error_comes_back_or_nothing_at_all_has_failed_as_well() -> None:
    refused, silent = call(behind(Verb.REJECT)), call(behind(Verb.DENY))
    for verdict, why in ((refused, "SIP 503 came back"), (silent, "no answer came")):
        assert verdict.trace is not None
        assert (verdict.psap, verdict.treatment, verdict.trace.rule) == ("b", Treatment.DELIVER, "last")
        assert why in verdict.trace.tried[0].sentence
    usual = call(("a", Diverted("b")))
    assert (refused.latency - usual.latency, silent.latency - usual.latency) == (0, TIMER_B)
    timed = with_rules(rule("first", 9, RouteAction(recipient="a", rna_timer=20_000)), rule("then", 0, to("b")))
    assert call(behind(Verb.DENY), network=timed).latency - usual.latency == 20_000
    part = call(behind(Verb.DENY, 999))
    assert (part.psap, part.treatment, part.permille) == ("a", Treatment.SILENT, 999)
    assert call(behind(Verb.DENY), network=deep_network()).treatment is Treatment.SILENT


def test_what_stops_calls_before_the_routing_proxy_moves_no_rule() -> None:
    verdict = call(("1-esrp", Inspected(Inspection("wall", (Flow.INVITE,)))))
    assert (verdict.psap, verdict.treatment) == ("a", Treatment.SILENT)


def test_messages_and_notifications_of_rules_that_fired_are_kept() -> None:
    trace = call(("a", ServiceStateSet(ServiceState.UNSTAFFED))).trace
    assert trace is not None
    assert (trace.messages, trace.notifications) == (("a is down",), ())


def test_where_calls_go_while_the_queue_is_full_follows_from_the_same_rules() -> None:
    trace = call().trace
    assert trace is not None
    assert (trace.psap, trace.overflow) == ("a", "c")
    assert (call().overflow, call(network=deep_network()).overflow) == ("c", "b")
    plain = Judge(deep_network()).trace("voip", "a")
    assert (plain.psap, plain.overflow, plain.rule) == ("a", "b", "")


def test_no_true_rule_is_a_fatal_error_at_the_routing_proxy() -> None:
    verdict = call(network=with_rules(rule("never", 5, CallSourceCondition(sources=("cell",)), to("a"))))
    assert (verdict.treatment, verdict.failed_at, verdict.fates[0].code) == (Treatment.REJECT, "esrp", 500)
    assert "fatal error" in verdict.sentence
    assert verdict.path == ("voip", "bcf-1", "esrp")
    served = with_rules(rule("never", 5, CallSourceCondition(sources=("cell",)), to("a")))
    assert call(network=served, origin="cell").psap == "a"


def test_a_busy_action_answers_600() -> None:
    verdict = call(network=with_rules(rule("busy", 0, BusyAction())))
    assert (verdict.fates[0].code, verdict.fates[0].heard) == (600, "a busy tone (SIP 600)")


def test_what_the_border_loses_never_comes_to_the_policy() -> None:
    half = ("bcf-1", Inspected(Inspection("half", (Flow.INVITE,), permille=500)))
    verdict = call(half, network=with_rules(rule("busy", 0, BusyAction())))
    assert [(fate.treatment, fate.permille) for fate in verdict.fates] == [
        (Treatment.SILENT, 500),
        (Treatment.REJECT, 500),
    ]


def test_policies_can_invoke_others_and_a_ring_is_named() -> None:
    other = RoutePolicy(id="other", owner="x", policy_type=PolicyType.OTHER, rules=(rule("there", 0, to("c")),))
    network = with_rules(rule("ask", 0, InvokePolicyAction(policy="other")), other=other)
    trace = call(network=network).trace
    assert trace is not None
    assert (trace.psap, trace.policy, trace.rule) == ("c", "other", "there")
    back = replace(other, rules=(rule("back", 0, InvokePolicyAction(policy="p")),))
    ringed = with_rules(rule("ask", 0, InvokePolicyAction(policy="other")), other=back)
    verdict = call(network=ringed)
    assert verdict.trace is not None
    assert verdict.trace.loop == ("p", "other", "p")
    assert "in a ring: p → other → p" in verdict.sentence


def test_a_policy_that_invokes_nothing_goes_on_with_its_next_rule() -> None:
    network = with_rules(rule("ask", 9, InvokePolicyAction(policy="gone")), rule("else", 0, to("b")))
    trace = call(network=network).trace
    assert trace is not None
    assert (trace.psap, [tried.fired for tried in trace.tried]) == ("b", [False, True])


def test_negation_turns_a_condition_round() -> None:
    not_voip = CallSourceCondition(sources=("voip",), negation=True)
    network = with_rules(rule("others", 5, not_voip, to("c")), rule("rest", 0, to("b")))
    assert call(network=network).psap == "b"
    assert call(network=network, origin="text").psap == "c"


NIGHT = TimePeriodCondition(start=22 * 60, end=6 * 60, weekdays=(0, 1, 2, 3, 4))


@pytest.mark.parametrize(
    ("day", "hour", "inside"),
    [(0, 21, False), (0, 22, True), (1, 5, True), (1, 6, False), (4, 23, True), (5, 5, True), (5, 23, False),
     (6, 3, False), (0, 3, False)],
)  # fmt: skip
def test_a_time_period_over_midnight_belongs_to_the_day_it_began(day: int, hour: int, inside: bool) -> None:
    minute = (day * 24 + hour) * 60
    assert within(NIGHT, minute) is inside
    network = with_rules(rule("night", 5, NIGHT, to("c")), rule("day", 0, to("a")))
    assert call(network=network, minute=minute).psap == ("c" if inside else "a")


def test_verdicts_are_kept_apart_by_what_the_time_changes_and_by_nothing_else() -> None:
    network = with_rules(rule("night", 5, NIGHT, to("c")), rule("day", 0, to("a")))
    day, noon, night = (what_matters(network, hour * 60) for hour in (9, 12, 23))
    assert day == noon
    assert hash(day) == hash(noon)
    assert day != night
    assert what_matters(under(network, ("a", PostureSet(SecurityPosture.RED)))) != what_matters(network)


@pytest.mark.parametrize("state", sorted(CALLS_GO_ELSEWHERE))
def test_without_a_policy_the_registry_says_which_states_send_calls_away(state: ServiceState) -> None:
    plain = deep_network()
    assert call(("a", ServiceStateSet(state)), network=plain).psap == "b"
    assert call(("b", ServiceStateSet(state)), network=deep_network(default="c"), psap="b").psap == "c"
    assert f"its service state is {state.value}" in call(("a", ServiceStateSet(state)), network=plain).sentence


@pytest.mark.parametrize("state", [ServiceState.PARTIAL, ServiceState.MAJOR_INCIDENT_IN_PROGRESS])
def test_other_states_keep_calls_at_home(state: ServiceState) -> None:
    assert call(("a", ServiceStateSet(state)), network=deep_network()).psap == "a"


def test_a_red_posture_or_a_closed_queue_sends_calls_away_without_a_policy() -> None:
    plain = deep_network()
    assert call(("a", PostureSet(SecurityPosture.RED)), network=plain).psap == "b"
    assert call(("a", QueueStateSet(QueueState.DISABLED)), network=plain).psap == "b"
    nowhere = call(("b", QueueStateSet(QueueState.DISABLED)), network=plain, psap="b")
    assert (nowhere.treatment, nowhere.fates[0].code) == (Treatment.REJECT, 500)


def test_an_order_comes_before_every_policy_as_long_as_it_can_be_carried_out() -> None:
    led = call(("a", Diverted("c")), ("a", PostureSet(SecurityPosture.RED)))
    assert (led.psap, led.sentence.endswith("Calls of PSAP A are led to PSAP C by order.")) == ("c", True)
    assert call(("a", Diverted("c")), ("c", ElementDown())).psap == "a"
    assert call(("a", Diverted("c")), ("c", Diverted("a"))).psap == "c"
    assert call(("a", Diverted("c")), ("esrp", PolicyDead())).psap == "c"


def test_where_no_rule_runs_calls_go_to_the_default_queue_or_fail() -> None:
    dead = call(("esrp", PolicyDead()))
    assert (dead.psap, dead.treatment) == ("b", Treatment.DELIVER)
    assert "No policy routing rule runs at ESRP" in dead.sentence
    fatal = call(("esrp", PolicyDead()), network=deep_network(policies=(REALISTIC,), default=""))
    assert (fatal.treatment, fatal.failed_at, fatal.fates[0].code) == (Treatment.REJECT, "esrp", 500)
    assert lost_by(fatal) == {("esrp", "policy routing")}
    assert [way for way, _, _ in causes(fatal)] == [Treatment.REJECT]


def test_the_policy_of_its_own_next_hop_comes_before_that_of_the_incoming_queue() -> None:
    origination = RoutePolicy(
        id="first", owner="x", policy_type=PolicyType.ORIGINATION, queue="a", rules=(rule("x", 0, to("b")),)
    )
    assert call(network=deep_network(policies=(origination,))).psap == "b"
    assert call(network=deep_network(policies=(origination, REALISTIC))).psap == "a"


STATES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("abc"), st.sampled_from(ServiceState).map(ServiceStateSet)),
        st.tuples(st.sampled_from("abc"), st.sampled_from(QueueState).map(QueueStateSet)),
        st.tuples(st.sampled_from("abc"), st.sampled_from(SecurityPosture).map(PostureSet)),
        st.tuples(st.sampled_from("abc"), st.sampled_from("abc").map(Diverted)),
        st.tuples(st.just("esrp"), st.sampled_from(["a", "b", "c", "psap-wall"]).map(PeerUnreachable)),
        st.tuples(
            st.sampled_from(["a", "b", "c", "wall-a", "esrp-b"]).filter(lambda t: len(t) == 1), st.just(ElementDown())
        ),
    ),
    max_size=5,
)


@given(STATES, st.booleans())
def test_no_call_is_led_to_a_psap_that_takes_none(changes: list[tuple[str, Change]], policy: bool) -> None:
    network = under(NETWORK if policy else deep_network(), *changes)
    judge = Judge(network)
    for home in "abc":
        verdict = judge.call("voip", home)
        assert verdict.sentence.endswith(".")
        if verdict.treatment is Treatment.DELIVER:
            assert network.is_up(verdict.psap)
            assert ("esrp", verdict.psap) not in network.unreachable
            assert network.queue_states.get(verdict.psap, QueueState.ACTIVE) in (QueueState.ACTIVE, QueueState.STANDBY)
            assert verdict.path[-1] == verdict.psap
