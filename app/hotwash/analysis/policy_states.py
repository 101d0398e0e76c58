"""What policy routing asks about: states of a PSAP, the time of the week; and policies that invoke each other."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    CALLS_GO_ELSEWHERE,
    QUEUE_OF,
    TAKES_CALLS,
    InvokePolicyAction,
    PolicyType,
    QueueState,
    RoutePolicy,
    SecurityPosture,
    ServiceState,
    TimePeriodCondition,
)
from hotwash.domain.sentences import say

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


def policies_by_queue(network: Network) -> dict[str, RoutePolicy]:
    """The policy that routes calls of each PSAP: its own for the normal next hop, else one of its incoming queue."""
    found: dict[str, RoutePolicy] = {}
    for policy in network.route_policies.values():
        known = found.get(policy.queue)
        if known is None or (_next_hop(policy) and not _next_hop(known)):
            found[policy.queue] = policy
    return found


def _next_hop(policy: RoutePolicy) -> bool:
    return policy.policy_type is PolicyType.NORMAL_NEXT_HOP


def times(network: Network, minute_of_week: int) -> tuple[bool, ...]:
    """What every time period of every policy says at a minute of the week, in order."""
    return tuple(
        within(condition, minute_of_week % WEEK_MINUTES)
        for policy in network.route_policies.values()
        for rule in policy.rules
        for condition in rule.conditions
        if isinstance(condition, TimePeriodCondition)
    )


def service_state(network: Network, psap: str) -> ServiceState:
    """What a PSAP has told of its service."""
    return network.service_states.get(psap, ServiceState.NORMAL)


def queue_state(network: Network, psap: str) -> QueueState:
    """The state of a PSAP's queue: set by somebody, or following from its service state."""
    return network.queue_states.get(psap) or QUEUE_OF.get(service_state(network, psap), QueueState.ACTIVE)


def must_go_elsewhere(network: Network, psap: str) -> str:
    """The state for which a PSAP's calls must go elsewhere, as words; empty where they may come."""
    state, posture = service_state(network, psap), network.postures.get(psap, SecurityPosture.GREEN)
    if state in CALLS_GO_ELSEWHERE:
        return say("its service state is {state}", state=state.value)
    if posture is SecurityPosture.RED:
        return say("its security posture is {posture}", posture=posture.value)
    queue = queue_state(network, psap)
    return "" if queue in TAKES_CALLS else say("its queue is {state}", state=queue.value)


def within(condition: TimePeriodCondition, minute_of_week: int) -> bool:
    """Whether a minute of the week lies in a time period; one over midnight belongs to the day on which it began."""
    day, minute = divmod(minute_of_week, DAY_MINUTES)
    if condition.start <= condition.end:
        begun, inside = day, condition.start <= minute < condition.end
    else:
        begun = day if minute >= condition.start else (day - 1) % 7
        inside = minute >= condition.start or minute < condition.end
    return inside and (not condition.weekdays or begun in condition.weekdays)


def next_change(network: Network, minute_of_week: int) -> int | None:
    """Minutes until some time period of a policy begins or ends; None where no policy asks for the time."""
    edges = {
        edge
        for policy in network.route_policies.values()
        for rule in policy.rules
        for condition in rule.conditions
        if isinstance(condition, TimePeriodCondition)
        for edge in (condition.start % DAY_MINUTES, condition.end % DAY_MINUTES, 0)
    }
    minute = minute_of_week % DAY_MINUTES
    return min(((edge - minute - 1) % DAY_MINUTES + 1 for edge in edges), default=None)


def loops(network: Network) -> Iterator[tuple[str, ...]]:
    """Rings of policies that invoke each other, as ids that end where they begin.

    Every policy and every invocation is looked at once, so that a long chain costs no more than its length.
    """
    policies = network.route_policies
    invoked = {name: [other for other in _invoked(policy) if other in policies] for name, policy in policies.items()}
    done: set[str] = set()
    for start, first in invoked.items():
        path = {} if start in done else {start: iter(first)}
        while path:
            name = next(reversed(path))
            other = next(path[name], None)
            if other is None:
                done.add(name)
                path.pop(name)
            elif other in path:
                names = list(path)
                yield (*names[names.index(other) :], other)
            elif other not in done:
                path[other] = iter(invoked[other])


def _invoked(policy: RoutePolicy) -> Iterator[str]:
    for rule in policy.in_order():
        for action in rule.actions:
            if isinstance(action, InvokePolicyAction):
                yield action.policy
