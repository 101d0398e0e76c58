"""What lint finds in rules of firewalls and of policy routing, in pairs and shifts, on networks made by hand."""

from dataclasses import replace

import pytest

from hotwash.domain.elements import Pairing, Part, Shift
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
from tests.deep_world import BORDER, deep_network, with_element, with_policy
from tests.small_world import small_scenario


def found(network: Network, *subjects: str) -> list[str]:
    findings = lint(replace(small_scenario(), network=network))
    return [str(finding) for finding in findings if finding.subject in subjects]


def rule(name: str, priority: int, *actions: PolicyAction, when: tuple[Condition, ...] = ()) -> PolicyRule:
    return PolicyRule(id=name, priority=priority, conditions=when, actions=actions)


def policy(*rules: PolicyRule, **more: object) -> RoutePolicy:
    made = RoutePolicy(id="p", owner="a", queue="a", rules=rules)
    return replace(made, **more)  # type: ignore[arg-type]  # any field


ALL = rule("all", 0, RouteAction(recipient="b"))
NO_LAST = "p: it has no rule of priority 0 without conditions that leads on; with no true rule calls are lost."
FROM_CELL = (CallSourceCondition(sources=("cell",)),)


def test_sound_rules_leave_nothing_to_find() -> None:
    assert found(deep_network(policies=(policy(ALL),)), "p", "border", "carrier", "psap-wall") == []


@pytest.mark.parametrize(
    ("made", "findings"),
    [
        (policy(rule("some", 1, RouteAction(recipient="b"), when=FROM_CELL)), [NO_LAST]),
        (policy(rule("late", 1, RouteAction(recipient="b"))), [NO_LAST]),
        (policy(rule("told", 0, NotifyAction(recipient="x", event="y"))),
         ["p: rule 'told' leads a call nowhere; the next rule is asked.", NO_LAST]),
        (policy(ALL, rule("more", 0, BusyAction(), when=FROM_CELL)),
         ["p: rules 'all', 'more' have one priority (0); no two may."]),
        (policy(ALL, rule("busy", 5, BusyAction())), ["p: rule 'all' never fires, because 'busy' above it does."]),
        (policy(ALL, rule("busy", 5, BusyAction(), when=FROM_CELL)), []),
        (policy(ALL, rule("first", 5, RouteAction(recipient="c"))), []),
        (policy(rule("all", 0, RouteAction(recipient="a"))),
         ["p: it leads to 'a' itself only, so nobody takes calls in its place."]),
        (policy(ALL, rule("i", 5, InvokePolicyAction(policy="p"))), ["p: it invokes itself."]),
    ],
)  # fmt: skip
def test_one_thing_to_look_at_in_policy_routing(made: RoutePolicy, findings: list[str]) -> None:
    assert found(deep_network(policies=(made,)), "p") == findings


def test_policies_that_invoke_each_other_in_a_ring_are_told_once() -> None:
    ring = [
        policy(ALL, rule("on", 5, InvokePolicyAction(policy=other)), id=name, queue=queue)
        for name, other, queue in (("p", "q", "a"), ("q", "r", "c"), ("r", "p", "b"))
    ]
    assert found(deep_network(policies=tuple(ring)), "p", "q", "r")[-1:] == [
        "p: policies invoke each other in a ring: p → q → r → p."
    ]


def test_a_policy_that_others_invoke_needs_no_queue_and_no_last_rule() -> None:
    other = policy(rule("b", 1, RouteAction(recipient="b")), id="o", policy_type=PolicyType.OTHER, queue="")
    alone = "o: no other policy invokes it, so it never runs."
    assert found(deep_network(policies=(other,)), "o") == [alone]
    invoking = policy(ALL, rule("i", 5, InvokePolicyAction(policy="o")))
    assert found(deep_network(policies=(invoking, other)), "p", "o") == []


def test_two_policies_for_calls_of_one_psap_are_found() -> None:
    twice = (policy(ALL), policy(ALL, id="q"))
    assert found(deep_network(policies=twice), "p", "q") == ["q: policy 'p' routes calls of 'a' already."]


EVERYBODY = Group("g", ("cell", "voip", "text"))


def changed(*rules: Rule, groups: tuple[Group, ...] = ()) -> Network:
    return with_policy(deep_network(), Policy("border", "B", rules, groups=groups))


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
    ]


def test_a_group_covers_its_members_and_a_transport_only_itself() -> None:
    grouped = Rule("grouped", Verb.ALLOW, (Service.SIP_INVITE,), sources=("g",))
    member = Rule("member", Verb.DENY, (Service.SIP_INVITE,), sources=("cell",))
    udp = replace(grouped, id="udp", transports=(Transport.UDP,))
    assert found(changed(grouped, member, groups=(EVERYBODY,)), "border") == [
        "border: line 'member' never decides, because 'grouped' above it does."
    ]
    assert found(changed(udp, member, groups=(EVERYBODY,)), "border") == []


@pytest.mark.parametrize(
    ("group", "finding"),
    [
        (EVERYBODY, "border: no line names the address group 'g'."),
        (Group("cell", ("voip",)), "border: group 'cell' has the name of an originating network; rename it."),
    ],
)
def test_a_group_that_is_of_no_use_is_found(group: Group, finding: str) -> None:
    assert found(changed(*BORDER.rules, groups=(group,)), "border") == [finding]


def paired(first: dict[str, object], second: dict[str, object]) -> Network:
    """The two borders with what each says of its pair."""
    network = deep_network()
    for name, fields in (("bcf-1", first), ("bcf-2", second)):
        network = with_element(network, replace(network.elements[name], **fields))  # type: ignore[arg-type]  # any field
    return network


STANDS = {"pairing": Pairing.ACTIVE_STANDBY, "part": Part.STANDBY, "pair": "bcf-2"}
LEADS = {"pairing": Pairing.ACTIVE_STANDBY, "part": Part.ACTIVE, "pair": "bcf-1"}


@pytest.mark.parametrize(
    ("first", "second", "findings"),
    [
        (STANDS, LEADS, []),
        ({**STANDS, "pair": "bcf-1"}, {}, ["bcf-1: it is paired with itself."]),
        ({**STANDS, "pair": ""}, {}, ["bcf-1: it is part of an active/standby pair, but no partner is named."]),
        (STANDS, {}, ["bcf-1: its partner 'bcf-2' names none as its own partner."]),
        (STANDS, {**LEADS, "pairing": Pairing.ACTIVE_ACTIVE},
         ["bcf-1: it is paired active/standby, and its partner 'bcf-2' active/active."]),
        (STANDS, {**LEADS, "part": Part.STANDBY}, ["bcf-1: it and 'bcf-2' both stand by; none of them is active."]),
        ({**STANDS, "part": Part.ACTIVE}, LEADS, ["bcf-1: it and 'bcf-2' are both active; none of them stands by."]),
        ({**STANDS, "pairing": Pairing.ACTIVE_ACTIVE}, {**LEADS, "pairing": Pairing.ACTIVE_ACTIVE},
         ["bcf-1: it and 'bcf-2' are paired active/active, so none stands by."]),
    ],
)  # fmt: skip
def test_partners_that_do_not_agree_are_found(
    first: dict[str, object], second: dict[str, object], findings: list[str]
) -> None:
    assert found(paired(first, second), "bcf-1", "bcf-2") == findings


@pytest.mark.parametrize(
    ("shifts", "findings"),
    [
        ((Shift(begins=7, positions=2), Shift(begins=19, positions=1)), []),
        ((Shift(begins=7, positions=2), Shift(begins=7, positions=1)),
         ["a: 2 shifts begin at 7:00; only one may."]),
        ((Shift(begins=7, positions=2), Shift(begins=19, positions=0)), ["a: in one of its shifts nobody answers."]),
    ],
)  # fmt: skip
def test_shifts_that_clash_or_leave_a_psap_alone_are_found(shifts: tuple[Shift, ...], findings: list[str]) -> None:
    psap = next(psap for psap in deep_network().psaps() if psap.id == "a")
    assert found(with_element(deep_network(), replace(psap, shifts=shifts)), "a") == findings
