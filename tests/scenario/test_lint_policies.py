"""What lint finds in rules of firewalls and of policy routing, on networks made by hand."""

from dataclasses import replace

import pytest

from hotwash.domain.firewall import Group, Policy, Rule, Service, Transport, Verb
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    BusyAction,
    CallSourceCondition,
    Condition,
    InvokePolicyAction,
    NotifyAction,
    PolicyAction,
    PolicyRule,
    PolicyType,
    RouteAction,
    RoutePolicy,
)
from hotwash.scenario.lint import lint
from tests.deep_world import BORDER, deep_network, with_policy
from tests.small_world import small_scenario


def found(network: Network, *subjects: str) -> list[str]:
    findings = lint(replace(small_scenario(), network=network, faults={}, actions={}))
    return [str(finding) for finding in findings if finding.subject in subjects]


def rule(name: str, priority: int, *actions: PolicyAction, when: tuple[Condition, ...] = ()) -> PolicyRule:
    return PolicyRule(id=name, priority=priority, conditions=when, actions=actions)


def policy(*rules: PolicyRule, **more: object) -> RoutePolicy:
    made = RoutePolicy(id="p", owner="a", queue="a", rules=rules)
    return replace(made, **more)  # type: ignore[arg-type]  # any field


ALL = rule("all", 0, RouteAction(recipient="b"))


def test_sound_rules_leave_nothing_to_find() -> None:
    assert found(deep_network(policies=(policy(ALL),)), "p", "border", "carrier", "psap-wall") == []


NO_CATCH_ALL = "p: it has no rule of priority 0 without conditions that leads on; with no true rule calls are lost."


@pytest.mark.parametrize(
    ("made", "findings"),
    [
        (policy(rule("some", 1, RouteAction(recipient="b"), when=(CallSourceCondition(sources=("cell",)),))),
         [NO_CATCH_ALL]),
        (policy(rule("told", 1, NotifyAction(recipient="x", event="y"))),
         ["p: rule 'told' leads a call nowhere; the next rule is asked.", NO_CATCH_ALL]),
        (policy(ALL, rule("more", 0, BusyAction())), ["p: rules 'all', 'more' have one priority (0); no two may."]),
        (policy(ALL, rule("busy", 5, BusyAction())), ["p: rule 'all' never fires, because 'busy' above it does."]),
        (policy(ALL, rule("i", 5, InvokePolicyAction(policy="p"))), ["p: it invokes itself."]),
    ],
)  # fmt: skip
def test_one_thing_to_look_at_in_policy_routing(made: RoutePolicy, findings: list[str]) -> None:
    assert found(deep_network(policies=(made,)), "p") == findings


def test_a_policy_that_others_invoke_needs_no_queue() -> None:
    night = policy(ALL, policy_type=PolicyType.OTHER, queue="", id="night")
    asks = policy(rule("i", 5, InvokePolicyAction(policy="night")), ALL)
    assert found(deep_network(policies=(asks, night)), "p", "night") == []


def changed(*rules: Rule) -> Network:
    return with_policy(deep_network(), Policy("border", "B", rules, groups=(Group("g", ("cell", "voip", "text")),)))


def test_lines_that_decide_about_nothing_are_found() -> None:
    network = changed(
        *BORDER.rules,
        Rule("stranger", Verb.DENY, (Service.SIP_INVITE,), sources=("nobody",)),
        Rule("late", Verb.DENY, (Service.SIP_INVITE, Service.SIP_OPTIONS), sources=("cell",)),
        Rule("rest", Verb.DENY),
    )
    assert found(network, "border") == [
        "border: line 'stranger' decides about no call of any originating network.",
        "border: line 'late' decides about no call of any originating network.",
        "border: no line names the address group 'g'.",
    ]


def test_a_group_covers_its_members_and_a_transport_only_itself() -> None:
    grouped = Rule("grouped", Verb.ALLOW, (Service.SIP_INVITE,), sources=("g",))
    member = Rule("member", Verb.DENY, (Service.SIP_INVITE,), sources=("cell",))
    udp = replace(grouped, id="udp", transports=(Transport.UDP,))
    assert found(changed(grouped, member), "border") == [
        "border: line 'member' never decides, because 'grouped' above it does."
    ]
    assert found(changed(udp, member), "border") == []
