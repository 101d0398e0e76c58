"""What lint finds in policy routing rules: no catch-all, names of nothing, equal priorities, rings."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.analysis.policy_states import loops
from hotwash.domain.elements import Answering, Originating
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    BusyAction,
    CallSourceCondition,
    InvokePolicyAction,
    PolicyRule,
    PolicyType,
    QueueStateCondition,
    RouteAction,
    RoutePolicy,
    SecurityPostureCondition,
    ServiceStateCondition,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import joined, say
from hotwash.scenario.finding import Finding


def route_policies(scenario: Scenario) -> Iterator[Finding]:
    """Every finding about policy routing rules."""
    network = scenario.network
    for policy in network.route_policies.values():
        if policy.policy_type is not PolicyType.OTHER and not _is(network, policy.queue, Answering):
            yield Finding(policy.id, say("its queue '{queue}' is no PSAP, so it never runs.", queue=policy.queue))
        if not any(_takes_all(rule) for rule in policy.rules):
            yield Finding(
                policy.id,
                say("no rule without a condition stands in it; where no rule is true, the call fails with an error."),
            )
        yield from _unreachable(policy)
        for rule in policy.in_order():
            yield from _unknown(network, policy, rule)
    for ring in loops(network):
        yield Finding(ring[0], say("policies invoke each other in a ring: {ring}.", ring=joined(ring, " → ")))


def _takes_all(rule: PolicyRule) -> bool:
    ending = RouteAction | BusyAction | InvokePolicyAction
    return not rule.conditions and any(isinstance(action, ending) for action in rule.actions)


def _unreachable(policy: RoutePolicy) -> Iterator[Finding]:
    """Equal priorities, and rules below one that always ends the call."""
    known: dict[int, str] = {}
    ended = ""
    for rule in policy.in_order():
        if rule.priority in known:
            yield Finding(
                policy.id,
                say(
                    "rules '{first}' and '{second}' have the same priority {priority}.",
                    first=known[rule.priority],
                    second=rule.id,
                    priority=rule.priority,
                ),
            )
        known.setdefault(rule.priority, rule.id)
        if ended:
            yield Finding(
                policy.id, say("rule '{rule}' never fires, because '{ended}' above it does.", rule=rule.id, ended=ended)
            )
        elif not rule.conditions and any(isinstance(action, BusyAction) for action in rule.actions):
            ended = rule.id


def _unknown(network: Network, policy: RoutePolicy, rule: PolicyRule) -> Iterator[Finding]:
    for name in _psaps(rule):
        if not _is(network, name, Answering):
            yield Finding(policy.id, say("rule '{rule}' names '{name}', which is no PSAP.", rule=rule.id, name=name))
    for condition in rule.conditions:
        for name in condition.sources if isinstance(condition, CallSourceCondition) else ():
            if not _is(network, name, Originating):
                yield Finding(
                    policy.id,
                    say("rule '{rule}' names '{name}', which is no originating network.", rule=rule.id, name=name),
                )
    for action in rule.actions:
        if isinstance(action, InvokePolicyAction) and action.policy not in network.route_policies:
            yield Finding(
                policy.id,
                say("rule '{rule}' invokes policy '{name}', which there is not.", rule=rule.id, name=action.policy),
            )


def _psaps(rule: PolicyRule) -> Iterator[str]:
    """Every PSAP that a rule names."""
    for condition in rule.conditions:
        match condition:
            case ServiceStateCondition(service=name) | SecurityPostureCondition(service=name):
                yield name
            case QueueStateCondition(queue=name):
                yield name
            case _:
                pass
    yield from (action.recipient for action in rule.actions if isinstance(action, RouteAction))


def _is(network: Network, name: str, kind: type[Answering | Originating]) -> bool:
    return isinstance(network.elements.get(name), kind)
