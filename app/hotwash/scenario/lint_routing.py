"""What an author should look at again in route policies, address groups, pairs of BCFs and shifts; never failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from hotwash.domain.elements import Border, Pairing, Part
from hotwash.domain.policy_routing import (
    LOWEST_PRIORITY,
    BusyAction,
    InvokePolicyAction,
    PolicyRule,
    PolicyType,
    RouteAction,
    RoutePolicy,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import joined, say
from hotwash.scenario.finding import Finding


def route_policies(scenario: Scenario) -> Iterator[Finding]:
    """Policies that end in a fatal error, that leave an order open, or that lead nowhere."""
    policies = scenario.network.route_policies
    invoked = {other for policy in policies.values() for other in _invoked(policy)}
    queues: dict[str, str] = {}
    for policy in policies.values():
        yield from _rules(policy)
        if policy.policy_type is PolicyType.OTHER:
            if policy.id not in invoked:
                yield Finding(policy.id, say("no other policy invokes it, so it never runs."))
            continue
        if not any(_catches_all(rule) for rule in policy.rules):
            yield Finding(
                policy.id,
                say("it has no rule of priority 0 without conditions that leads on; with no true rule calls are lost."),
            )
        if policy.queue in queues:
            yield Finding(
                policy.id,
                say(
                    "policy '{first}' routes calls of '{psap}' already.", first=queues[policy.queue], psap=policy.queue
                ),
            )
        queues.setdefault(policy.queue, policy.id)
        routes = _recipients(policy)
        if routes and set(routes) == {policy.queue} and not _invoked(policy):
            yield Finding(
                policy.id,
                say("it leads to '{psap}' itself only, so nobody takes calls in its place.", psap=policy.queue),
            )
    yield from _rings(policies)


def _rules(policy: RoutePolicy) -> Iterator[Finding]:
    """Equal priorities, rules below one that always ends the call, and rules that lead nowhere."""
    counted = Counter(rule.priority for rule in policy.rules)
    for priority, count in sorted(counted.items()):
        if count > 1:
            names = joined([f"'{rule.id}'" for rule in policy.rules if rule.priority == priority][:4], ", ")
            yield Finding(
                policy.id,
                say("rules {names} have one priority ({priority}); no two may.", names=names, priority=priority),
            )
    ended = ""
    for rule in policy.in_order():
        if ended:
            yield Finding(
                policy.id, say("rule '{rule}' never fires, because '{ended}' above it does.", rule=rule.id, ended=ended)
            )
        elif not rule.conditions and any(isinstance(action, BusyAction) for action in rule.actions):
            ended = rule.id
        if not any(isinstance(action, RouteAction | BusyAction | InvokePolicyAction) for action in rule.actions):
            yield Finding(policy.id, say("rule '{rule}' leads a call nowhere; the next rule is asked.", rule=rule.id))


def _catches_all(rule: PolicyRule) -> bool:
    leads_on = any(isinstance(action, RouteAction | BusyAction | InvokePolicyAction) for action in rule.actions)
    return rule.priority == LOWEST_PRIORITY and not rule.conditions and leads_on


def _invoked(policy: RoutePolicy) -> list[str]:
    actions = (action for rule in policy.rules for action in rule.actions)
    return [action.policy for action in actions if isinstance(action, InvokePolicyAction)]


def _recipients(policy: RoutePolicy) -> list[str]:
    actions = (action for rule in policy.rules for action in rule.actions)
    return [action.recipient for action in actions if isinstance(action, RouteAction)]


def _rings(policies: Mapping[str, RoutePolicy]) -> Iterator[Finding]:
    """Each ring of policies that invoke each other, told once; a long chain of policies does no harm."""
    onward = {name: [other for other in _invoked(policy) if other in policies] for name, policy in policies.items()}
    done: set[str] = set()
    for start, first in onward.items():
        path = {} if start in done else {start: iter(first)}
        while path:
            name = next(reversed(path))
            other = next(path[name], None)
            if other is None:
                done.add(name)
                path.pop(name)
            elif other in path:
                names = list(path)
                yield _ring([*names[names.index(other) :], other])
            elif other not in done:
                path[other] = iter(onward[other])


def _ring(names: list[str]) -> Finding:
    if len(names) == 2:  # the same one twice
        return Finding(names[0], say("it invokes itself."))
    return Finding(names[0], say("policies invoke each other in a ring: {ring}.", ring=joined(names, " → ")))


def groups(scenario: Scenario) -> Iterator[Finding]:
    """Address groups that no line names, and such as hide an originating network."""
    origins = {origin.id for origin in scenario.network.origins()}
    for policy in scenario.network.policies.values():
        named = {source for rule in policy.rules for source in rule.sources}
        named.update(source for inspection in policy.inspections for source in inspection.sources)
        for group in policy.groups:
            if group.id in origins:
                yield Finding(
                    policy.id, say("group '{group}' has the name of an originating network; rename it.", group=group.id)
                )
            elif group.id not in named:
                yield Finding(policy.id, say("no line names the address group '{group}'.", group=group.id))


def pairs(scenario: Scenario) -> Iterator[Finding]:
    """Pairs of BCFs whose partners don't agree, and a standby that stands by for nobody."""
    borders = {border.id: border for border in scenario.network.borders()}
    for border in borders.values():
        if border.pair == border.id:
            yield Finding(border.id, say("it is paired with itself."))
        elif border.pair in borders:
            yield from _pair(border, borders[border.pair])
        elif border.part is Part.STANDBY or border.pairing is Pairing.ACTIVE_STANDBY:
            yield Finding(border.id, say("it is part of an active/standby pair, but no partner is named."))


def _pair(border: Border, partner: Border) -> Iterator[Finding]:
    """What two partners don't agree on; what concerns both is told of the first of them."""
    if partner.pair != border.id:
        says = say("names '{other}'", other=partner.pair) if partner.pair else say("names none")
        yield Finding(
            border.id, say("its partner '{partner}' {says} as its own partner.", partner=partner.id, says=says)
        )
        return
    if border.id > partner.id:
        return
    if border.pairing is not partner.pairing:
        yield Finding(
            border.id,
            say(
                "it is paired {own}, and its partner '{partner}' {other}.",
                own=border.pairing.value,
                partner=partner.id,
                other=partner.pairing.value,
            ),
        )
    elif border.pairing is Pairing.ACTIVE_STANDBY and border.part is partner.part:
        if border.part is Part.STANDBY:
            yield Finding(
                border.id, say("it and '{partner}' both stand by; none of them is active.", partner=partner.id)
            )
        else:
            yield Finding(
                border.id, say("it and '{partner}' are both active; none of them stands by.", partner=partner.id)
            )
    elif border.pairing is Pairing.ACTIVE_ACTIVE and Part.STANDBY in (border.part, partner.part):
        yield Finding(
            border.id, say("it and '{partner}' are paired active/active, so none stands by.", partner=partner.id)
        )


def shifts(scenario: Scenario) -> Iterator[Finding]:
    """Shifts that begin at one hour, and hours at which nobody answers."""
    for psap in scenario.network.psaps():
        counted = Counter(shift.begins for shift in psap.shifts)
        for hour, count in sorted(counted.items()):
            if count > 1:
                yield Finding(psap.id, say("{count} shifts begin at {hour}:00; only one may.", count=count, hour=hour))
        if any(shift.positions == 0 for shift in psap.shifts):
            yield Finding(psap.id, say("in one of its shifts nobody answers."))


CHECKS: tuple[Callable[[Scenario], Iterator[Finding]], ...] = (route_policies, groups, pairs, shifts)
