"""Policy routing, address groups, pairs, shifts and weekends in scenario files: what is read, and what is not."""

import time

import pytest

from hotwash.domain.elements import Border, Originating, Pairing, Part, Shift
from hotwash.domain.firewall import LocationBy, Transport
from hotwash.domain.network import Direction
from hotwash.domain.policy_routing import (
    BusyAction,
    CallSourceCondition,
    InvokePolicyAction,
    LogAction,
    NotifyAction,
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
from hotwash.scenario.lint import lint
from hotwash.scenario.provenance import uses
from tests.scenario.small import ENVELOPE, mistakes, read

ROUTING = """\
route_policies:
  - id: psap-a-calls
    owner: psap-a.example
    queue: psap-a
    rules:
      - id: attacked
        priority: 90
        conditions:
          - {kind: SecurityPostureCondition, service: psap-a, postures: [Red]}
        actions:
          - {kind: NotifyAction, recipient: The duty officer, event: diverted, urgency: 90}
          - {kind: RouteAction, recipient: psap-b, rna_timer: 0:00:20, cause: overload}
      - id: down
        priority: 80
        conditions:
          - {kind: ServiceStateCondition, service: psap-a, states: [Down, Unstaffed]}
          - {kind: QueueStateCondition, queue: psap-b, states: [Full], negation: true}
        actions: [{kind: LogAction, message: PSAP A is down}, {kind: InvokePolicyAction, policy: night}]
      - {id: else, priority: 0, actions: [{kind: RouteAction, recipient: psap-a}]}
  - id: night
    owner: state.example
    policy_type: OtherRoutePolicy
    rules:
      - id: night
        priority: 2
        conditions:
          - {kind: TimePeriodCondition, start: 22:00:00, end: 6:00:00, weekdays: [SA, SU]}
          - {kind: CallSourceCondition, sources: [cell]}
        actions: [{kind: RouteAction, recipient: psap-b}]
      - {id: busy, priority: 1, actions: [{kind: BusyAction}]}
"""
WITH = ENVELOPE + ROUTING


def test_every_condition_and_action_is_read_under_its_name_of_the_standard() -> None:
    policies = read(WITH).network.route_policies
    assert policies["psap-a-calls"] == RoutePolicy(
        id="psap-a-calls",
        owner="psap-a.example",
        queue="psap-a",
        rules=(
            PolicyRule(
                id="attacked",
                priority=90,
                conditions=(SecurityPostureCondition(service="psap-a", postures=(SecurityPosture.RED,)),),
                actions=(
                    NotifyAction(recipient="The duty officer", event="diverted", urgency=90),
                    RouteAction(recipient="psap-b", rna_timer=20_000, cause="overload"),
                ),
            ),
            PolicyRule(
                id="down",
                priority=80,
                conditions=(
                    ServiceStateCondition(service="psap-a", states=(ServiceState.DOWN, ServiceState.UNSTAFFED)),
                    QueueStateCondition(queue="psap-b", states=(QueueState.FULL,), negation=True),
                ),
                actions=(LogAction(message="PSAP A is down"), InvokePolicyAction(policy="night")),
            ),
            PolicyRule(id="else", priority=0, actions=(RouteAction(recipient="psap-a"),)),
        ),
    )
    night = policies["night"]
    assert (night.policy_type, night.queue) == (PolicyType.OTHER, "")
    assert night.rules[0].conditions == (
        TimePeriodCondition(start=22 * 60, end=6 * 60, weekdays=(5, 6)),
        CallSourceCondition(sources=("cell",)),
    )
    assert night.rules[1].actions == (BusyAction(),)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("recipient: psap-b, rna", "recipient: psap-c, rna", "no PSAP 'psap-c'; did you mean 'psap-b'?"),
        ("policy: night}", "policy: nigth}", "no route policy 'nigth'; did you mean 'night'?"),
        ("service: psap-a, postures", "service: bcf-east, postures", "no PSAP 'bcf-east'."),
        ("sources: [cell]", "sources: [cel]", "no originating network 'cel'; did you mean 'cell'?"),
        ("sources: [cell]", "sources: []", "expected a list of 1 to 100000, found 0."),
        ("postures: [Red]", "postures: [red]",
         "no word 'red'; did you mean 'Red'?"),
        ("states: [Down, Unstaffed]", "states: []", "expected a list of 1 to 100000, found 0."),
        ("states: [Full]", "states: [Fulll]", "no word 'Fulll'; did you mean 'Full'?"),
        ("kind: SecurityPostureCondition", "kind: SecurityPosture",
         "no kind of condition 'SecurityPosture'; did you mean 'SecurityPostureCondition'?"),
        ("kind: BusyAction", "kind: BusyAktion", "no kind of policy action 'BusyAktion'; did you mean 'BusyAction'?"),
        ("priority: 90", "priority: -1", "-1 is out of range; it must be 0 to 1,000,000."),
        ("priority: 90", "priority: 99999999999", "99,999,999,999 is out of range; it must be 0 to 1,000,000."),
        ("priority: 90", "priority: .nan", "expected a whole number, found a number in another form ('.nan')."),
        ("priority: 90", "priority: 1e3", "expected a whole number, found a number in another form ('1e3')."),
        ("priority: 90", "priority:", "expected a whole number, found nothing."),
        ("urgency: 90", "urgency: 101", "101 is out of range; it must be 0 to 100."),
        ("rna_timer: 0:00:20", "rna_timer: 9:00:00", "9:00:00 is out of range; it must be 0:00:00 to 0:10:00."),
        ("rna_timer: 0:00:20", "rna_timer: -0:00:20",
         "'-0:00:20' is not a time; write hours, minutes and seconds as h:mm:ss, for example 1:15:00."),
        ("weekdays: [SA, SU]", "weekdays: [Saturday]",
         "no word 'Saturday', expected one of: MO, TU, WE, TH, FR, SA, SU."),
        ("start: 22:00:00", "start: 25:00:00", "25:00:00 is out of range; it must be 0:00:00 to 24:00:00."),
        ("start: 22:00:00", "start: 22:00:30", "'start' is a time in full minutes."),
        ("message: PSAP A is down", "message: ''", "must not be empty."),
        ("event: diverted", "event: 'a\\u202eb'", ""),
        ("    queue: psap-a\n", "", "a NormalNextHopRoutePolicy names under 'queue' the PSAP whose calls it routes."),
        ("policy_type: OtherRoutePolicy", "policy_type: OtherRoutePolicy\n    queue: psap-b",
         "an OtherRoutePolicy has no queue of its own; other policies invoke it."),
        ("policy_type: OtherRoutePolicy", "policy_type: Other",
         "no word 'Other', expected one of: OriginationRoutePolicy, NormalNextHopRoutePolicy, OtherRoutePolicy."),
        ("id: down", "id: attacked", "the id 'attacked' is taken already, in line 55."),
        ("- id: night\n    owner", "- id: psap-a-calls\n    owner", "the id 'psap-a-calls' is taken already, in line"),
        ("actions: [{kind: BusyAction}]", "actions: []", "expected a list of 1 to 100000, found 0."),
        ("priority: 2\n", "prioritty: 2\n", "unknown key; did you mean 'priority'?"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_route_policy_is_placed_and_told(old: str, new: str, sentence: str) -> None:
    text = WITH.replace(old, new, 1)
    assert text != WITH
    found = mistakes(text)
    if not sentence:  # an escape in single quotes is plain text to YAML
        assert found == []
        return
    assert any(line.startswith("scenario.yaml:") and "route_policies" in line and sentence in line for line in found), (
        found
    )


RULE = "      - {id: allow-calls, verb: allow, services: [sip-invite, sip-options, rtp]}\n"
GROUPED = RULE.replace("rtp]", "rtp], sources: [carriers]") + "    groups:\n      - {id: carriers, members: [cell]}\n"


def test_a_line_may_name_a_group_of_its_own_policy() -> None:
    policy = read(ENVELOPE.replace(RULE, GROUPED)).network.policies["border-policy"]
    assert [(group.id, group.members) for group in policy.groups] == [("carriers", ("cell",))]
    assert policy.rules[0].sources == ("carriers",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("sources: [carriers]", "sources: [cariers]", "no originating network 'cariers'; did you mean 'carriers'?"),
        ("members: [cell]", "members: [sell]", "no originating network 'sell'; did you mean 'cell'?"),
        ("members: [cell]", "members: []", "expected a list of 1 to 100000, found 0."),
        ("members: [cell]", "members: [carriers]", "no originating network 'carriers'."),
        ("{id: carriers,", "{id: '',", "'' can't be an id; write small letters, digits and hyphens, at most 64."),
    ],
)
def test_a_mistake_in_a_group_is_placed(old: str, new: str, sentence: str) -> None:
    text = ENVELOPE.replace(RULE, GROUPED.replace(old, new))
    assert any("policies[0]" in line and line.endswith(sentence) for line in mistakes(text)), mistakes(text)


def test_a_group_of_another_policy_is_not_known() -> None:
    other = "policies:\n  - {id: other, name: Other, rules: [{id: one, verb: deny, sources: [carriers]}]}\n"
    text = ENVELOPE.replace(RULE, GROUPED).replace("policies:\n", other, 1)
    assert mistakes(text) == [
        "scenario.yaml:27:70: policies[0].rules[0].sources[0]: no originating network 'carriers'."
    ]


def test_lines_of_two_files_may_have_the_same_names() -> None:
    more = "format: 1\npolicies:\n  - {id: other, name: Other, rules: [{id: allow-calls, verb: deny}]}\n"
    text = ENVELOPE.replace("default_psap", "parts: [more.yaml]\ndefault_psap", 1)
    assert mistakes(text, more_yaml=more) == []


def test_pairs_shifts_transports_links_and_weekends_are_read() -> None:
    text = (
        ENVELOPE.replace("site: east,", "site: east, pair: bcf-west, pairing: active/standby,")
        .replace(
            "site: west,", "site: west, pair: bcf-east, pairing: active/standby, part: standby, state_sync: false,"
        )
        .replace("share_permille: 1000", "share_permille: 1000, transports: [udp, tls], location: reference")
        .replace("positions: 2,", "positions: 2, shifts: [{begins: 6, positions: 2}, {begins: 22, positions: 1}],")
        .replace("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b, capacity: 12, direction: forward, source: computed}")
        .replace("demand:\n", f"demand:\n  weekend_hours: {[2] * 24}\n  weekend_permille: 830\n")
    )
    scenario = read(text)
    east, west = (scenario.network.elements[name] for name in ("bcf-east", "bcf-west"))
    assert isinstance(east, Border)
    assert isinstance(west, Border)
    assert (east.pair, east.pairing, east.part) == ("bcf-west", Pairing.ACTIVE_STANDBY, Part.ACTIVE)
    assert (west.part, west.state_sync) == (Part.STANDBY, False)
    cell = scenario.network.elements["cell"]
    assert isinstance(cell, Originating)
    assert (cell.transports, cell.location) == ((Transport.UDP, Transport.TLS), LocationBy.REFERENCE)
    assert scenario.network.psaps()[1].shifts == (Shift(begins=6, positions=2), Shift(begins=22, positions=1))
    line = scenario.network.links["esrp--psap-b"]
    assert (line.capacity, line.direction, line.source) == (12, Direction.FORWARD, "computed")
    assert (scenario.demand.weekend_hours, scenario.demand.weekend_permille) == ((2,) * 24, 830)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("site: east,", "site: east, pair: bcf-wst,", "no BCF 'bcf-wst'; did you mean 'bcf-west'?"),
        ("site: east,", "site: east, pairing: active,", "no word 'active'; did you mean 'active/active'?"),
        ("site: east,", "site: east, takeover: 2:00:00,", "2:00:00 is out of range; it must be 0:00:00 to 1:00:00."),
        ("share_permille: 1000", "share_permille: 1000, transports: [sctp]",
         "no word 'sctp', expected one of: tls, tcp, udp."),
        ("share_permille: 1000", "share_permille: 1000, invite_bytes: -5",
         "-5 is out of range; it must be 200 to 65,000."),
        ("share_permille: 1000", "share_permille: 1000, uninitialised_permille: 1001",
         "1,001 is out of range; it must be 0 to 1,000."),
        ("share_permille: 1000", "share_permille: 1000, location: ''", "no word ''"),
        ("positions: 2,", "positions: 2, shifts: [{begins: 24, positions: 2}],",
         "24 is out of range; it must be 0 to 23."),
        ("positions: 2,", "positions: 2, shifts: [{begins: 5}],", "the key 'positions' is missing."),
        ("positions: 2,", "positions: 2, shifts: 6,", "expected a list, found a whole number ('6')."),
        ("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b, capacity: -1}",
         "-1 is out of range; it must be 0 to 1,000,000."),
        ("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b, direction: back}",
         "no word 'back', expected one of: both, forward."),
        ("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b, source: pres}", "no source 'pres'."),
        ("demand:\n", "demand:\n  weekend_hours: [1, 2]\n",
         "'weekend_hours' holds 24 weights, or none where weekends are like other days."),
        ("demand:\n", f"demand:\n  weekend_hours: {[0] * 24}\n",
         "every hour has a weight of 0, so nobody calls at weekends."),
        ("demand:\n", f"demand:\n  weekend_hours: {[1] * 25}\n", "expected a list of 0 to 24, found 25."),
        ("demand:\n", "demand:\n  weekend_permille: 6000\n", "6,000 is out of range; it must be 0 to 5,000."),
        ("demand:\n", "demand:\n  weekend_permille: .inf\n",
         "expected a whole number, found a number in another form ('.inf')."),
    ],
)  # fmt: skip
def test_a_hostile_value_in_a_new_field_is_told_with_its_place(old: str, new: str, sentence: str) -> None:
    text = ENVELOPE.replace(old, new, 1)
    assert text != ENVELOPE
    found = mistakes(text)
    assert any(line.startswith("scenario.yaml:") and sentence in line for line in found), found


def test_an_approval_names_a_seat_or_the_facilitator() -> None:
    line = "actions:\n  - {{id: undo, kind: roll_back_change, policy: border-policy, seats: [duty], approval: {who}}}\n"
    for who in ("duty", "facilitator", "''"):
        assert mistakes(ENVELOPE + line.format(who=who)) == []
    assert [m.split(": ", 1)[1] for m in mistakes(ENVELOPE + line.format(who="dutty"))] == [
        "actions[0].approval: no seat 'dutty'; did you mean 'duty'?"
    ]


def findings(text: str, subject: str) -> list[str]:
    return [finding.sentence for finding in lint(read(text)) if finding.subject == subject]


def test_a_sound_route_policy_gives_no_finding() -> None:
    assert findings(WITH, "psap-a-calls") == []
    assert findings(WITH, "night") == []


@pytest.mark.parametrize(
    ("old", "new", "subject", "sentence"),
    [
        ("      - {id: else, priority: 0, actions: [{kind: RouteAction, recipient: psap-a}]}\n", "", "psap-a-calls",
         "it has no rule of priority 0 without conditions that leads on; with no true rule calls are lost."),
        ("priority: 0, actions: [{kind: RouteAction, recipient: psap-a}]",
         "priority: 0, actions: [{kind: LogAction, message: Lost}]", "psap-a-calls",
         "it has no rule of priority 0 without conditions that leads on; with no true rule calls are lost."),
        ("priority: 80", "priority: 90", "psap-a-calls",
         "rules 'attacked', 'down' have one priority (90); no two may."),
        ("policy: night}", "policy: psap-a-calls}", "psap-a-calls", "it invokes itself."),
        ("actions: [{kind: BusyAction}]", "actions: [{kind: InvokePolicyAction, policy: psap-a-calls}]", "psap-a-calls",
         "policies invoke each other in a ring: psap-a-calls → night → psap-a-calls."),
        (", {kind: InvokePolicyAction, policy: night}]", "]", "night", "no other policy invokes it, so it never runs."),
        (", {kind: InvokePolicyAction, policy: night}]", "]", "psap-a-calls",
         "rule 'down' leads a call nowhere; the next rule is asked."),
        ("    policy_type: OtherRoutePolicy\n", "    queue: psap-a\n", "night",
         "policy 'psap-a-calls' routes calls of 'psap-a' already."),
    ],
)  # fmt: skip
def test_one_thing_to_look_at_again_in_a_route_policy(old: str, new: str, subject: str, sentence: str) -> None:
    text = WITH.replace(old, new, 1)
    assert text != WITH
    assert sentence in findings(text, subject)


def test_a_policy_that_leads_to_its_own_psap_only_is_found() -> None:
    alone = (
        "route_policies:\n  - {id: own, owner: me, queue: psap-a, rules: "
        "[{id: one, priority: 0, actions: [{kind: RouteAction, recipient: psap-a}]}]}\n"
    )
    assert findings(ENVELOPE + alone, "own") == [
        "it leads to 'psap-a' itself only, so nobody takes calls in its place."
    ]


PAIR = ENVELOPE.replace("site: east,", "site: east, pair: bcf-west, pairing: active/standby,").replace(
    "site: west,", "site: west, pair: bcf-east, pairing: active/standby, part: standby,"
)


@pytest.mark.parametrize(
    ("old", "new", "subject", "sentence"),
    [
        ("site: west, pair: bcf-east,", "site: west,", "bcf-east",
         "its partner 'bcf-west' names none as its own partner."),
        ("site: west, pair: bcf-east,", "site: west, pair: bcf-west,", "bcf-west", "it is paired with itself."),
        ("pairing: active/standby, part: standby", "part: standby", "bcf-east",
         "it is paired active/standby, and its partner 'bcf-west' active/active."),
        (", part: standby", "", "bcf-east", "it and 'bcf-west' are both active; none of them stands by."),
        ("pair: bcf-west, pairing: active/standby,", "pair: bcf-west, pairing: active/standby, part: standby,",
         "bcf-east", "it and 'bcf-west' both stand by; none of them is active."),
        ("site: east, pair: bcf-west,", "site: east,", "bcf-east",
         "it is part of an active/standby pair, but no partner is named."),
    ],
)  # fmt: skip
def test_pairs_that_do_not_agree_are_found(old: str, new: str, subject: str, sentence: str) -> None:
    assert findings(PAIR, "bcf-east") == findings(PAIR, "bcf-west") == []
    text = PAIR.replace(old, new, 1)
    assert text != PAIR
    assert sentence in findings(text, subject)


def test_a_standby_of_an_active_active_pair_is_found() -> None:
    text = PAIR.replace("pairing: active/standby,", "")
    assert findings(text, "bcf-east") == ["it and 'bcf-west' are paired active/active, so none stands by."]


def test_groups_and_shifts_to_look_at_again() -> None:
    unnamed = ENVELOPE.replace(RULE, GROUPED.replace(", sources: [carriers]", ""))
    assert "no line names the address group 'carriers'." in findings(unnamed, "border-policy")
    hiding = ENVELOPE.replace(RULE, GROUPED.replace("carriers", "cell"))
    assert "group 'cell' has the name of an originating network; rename it." in findings(hiding, "border-policy")
    twice = ENVELOPE.replace(
        "positions: 2,", "positions: 2, shifts: [{begins: 6, positions: 2}, {begins: 6, positions: 0}],"
    )
    assert findings(twice, "psap-b") == [
        "2 shifts begin at 6:00; only one may.",
        "in one of its shifts nobody answers.",
    ]


def test_a_fault_that_can_only_be_eased_is_told_so() -> None:
    text = ENVELOPE + (
        "faults:\n  - {id: full, kind: session_table_full, policy: border-policy}\n"
        "actions:\n  - {id: clear, kind: clear_sessions, policy: border-policy, seats: [duty]}\n"
    )
    assert "offered actions take this fault away from 'border-policy' only for a while." in findings(text, "full")
    assert findings(text, "clear") == []


def test_a_surge_that_ends_by_itself_needs_no_remedy() -> None:
    assert findings(ENVELOPE + "faults:\n  - {id: surge, kind: demand_surge}\n", "surge") == []


LINES = 10_000
MOST_SECONDS = 20.0
"""Read and linted in 4 s on an idle machine; the machine may be shared."""


def test_ten_thousand_lines_of_a_firewall_policy_are_read_in_reasonable_time() -> None:
    lines = "".join(f"      - {{id: r{n}, verb: deny, services: [lost], sources: [cell]}}\n" for n in range(LINES - 1))
    text = ENVELOPE.replace(RULE, RULE + lines)
    begun = time.process_time()
    scenario = read(text)
    assert len(scenario.network.policies["border-policy"].rules) == LINES
    assert len([finding for finding in lint(scenario) if finding.subject == "border-policy"]) == LINES - 2
    assert time.process_time() - begun < MOST_SECONDS


def test_a_long_chain_of_policies_is_read_and_its_ring_told_once() -> None:
    count = 2_000
    chain = "".join(
        f"  - {{id: p{n}, owner: me, policy_type: OtherRoutePolicy, rules: "
        f"[{{id: r, priority: 0, actions: [{{kind: InvokePolicyAction, policy: p{(n + 1) % count}}}]}}]}}\n"
        for n in range(count)
    )
    begun = time.process_time()
    scenario = read(ENVELOPE + "route_policies:\n" + chain)
    told = [finding for finding in lint(scenario) if "ring" in finding.sentence]
    assert len(told) == 1
    assert time.process_time() - begun < MOST_SECONDS


def test_one_line_too_many_is_refused() -> None:
    lines = "".join(f"      - {{id: r{n}, verb: deny}}\n" for n in range(LINES))
    found = mistakes(ENVELOPE.replace(RULE, RULE + lines))
    assert [line.split(": ", 1)[1] for line in found] == [
        "policies[0].rules: expected a list of 0 to 10000, found 10001."
    ]


def test_links_and_route_policies_rest_on_sources_too() -> None:
    text = WITH.replace("{a: esrp, b: psap-b}", "{a: esrp, b: psap-b, source: plan}").replace(
        "    owner: state.example\n", "    owner: state.example\n    source: plan\n"
    )
    scenario = read(text + "sources:\n  - {id: plan, standing: published, text: A plan.}\n")
    counted = uses(scenario)
    assert counted["links", "plan"] == 1
    assert counted["route policies", "plan"] == 1
    assert counted["links", "default"] == len(scenario.network.links) - 1
    assert findings(text + "sources:\n  - {id: plan, standing: published, text: A plan.}\n", "plan") == []
