"""What policy routing asks about: states of a PSAP, and the time of the week."""

from __future__ import annotations

from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    CALLS_GO_ELSEWHERE,
    QUEUE_OF,
    TAKES_CALLS,
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
