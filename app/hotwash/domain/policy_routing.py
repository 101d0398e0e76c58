"""Policy routing (PRF) with the states and names of NENA-STA-010.3f; rules as values, evaluated in `analysis`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOWEST_PRIORITY = 0
"""Priority of a catch-all rule; a larger number wins."""


class ElementState(StrEnum):
    """State of one physical element. `Unreachable` is given by whoever cannot contact it."""

    NORMAL = "Normal"
    SCHEDULED_MAINTENANCE = "ScheduledMaintenance"
    SERVICE_DISRUPTION = "ServiceDisruption"
    OVERLOADED = "Overloaded"
    GOING_DOWN = "GoingDown"
    DOWN = "Down"
    UNREACHABLE = "Unreachable"


class ServiceState(StrEnum):
    """State of a service such as a PSAP; `Unstaffed` is for PSAPs only."""

    NORMAL = "Normal"
    UNSTAFFED = "Unstaffed"
    SCHEDULED_MAINTENANCE_DOWN = "ScheduledMaintenanceDown"
    SCHEDULED_MAINTENANCE_AVAILABLE = "ScheduledMaintenanceAvailable"
    MAJOR_INCIDENT_IN_PROGRESS = "MajorIncidentInProgress"
    PARTIAL = "Partial"
    OVERLOADED = "Overloaded"
    GOING_DOWN = "GoingDown"
    DOWN = "Down"
    UNREACHABLE = "Unreachable"


class QueueState(StrEnum):
    """State of a queue of calls; `Standby` becomes `Active` with its first call."""

    ACTIVE = "Active"
    INACTIVE = "Inactive"
    DISABLED = "Disabled"
    FULL = "Full"
    STANDBY = "Standby"
    RESOURCE_EXHAUSTED = "ResourceExhausted"
    UNREACHABLE = "Unreachable"


class SecurityPosture(StrEnum):
    """How a service sees its own security; under `Red` calls must go elsewhere."""

    GREEN = "Green"
    YELLOW = "Yellow"
    ORANGE = "Orange"
    RED = "Red"


CALLS_GO_ELSEWHERE = frozenset(
    {
        ServiceState.UNSTAFFED,
        ServiceState.SCHEDULED_MAINTENANCE_DOWN,
        ServiceState.OVERLOADED,
        ServiceState.GOING_DOWN,
        ServiceState.DOWN,
    }
)
"""Service states in which calls must go elsewhere (registry of NENA-STA-010.3f section 10.12)."""

QUEUE_OF: dict[ServiceState, QueueState] = {
    ServiceState.UNSTAFFED: QueueState.DISABLED,
    ServiceState.SCHEDULED_MAINTENANCE_DOWN: QueueState.DISABLED,
    ServiceState.OVERLOADED: QueueState.RESOURCE_EXHAUSTED,
    ServiceState.GOING_DOWN: QueueState.DISABLED,
    ServiceState.DOWN: QueueState.INACTIVE,
    ServiceState.UNREACHABLE: QueueState.UNREACHABLE,
}
"""What a change of service state does to the queues of that service; `Active` for all others."""

TAKES_CALLS = frozenset({QueueState.ACTIVE, QueueState.STANDBY})
"""Queue states in which a queue takes a call."""


class PolicyType(StrEnum):
    """The three types of policy."""

    ORIGINATION = "OriginationRoutePolicy"
    NORMAL_NEXT_HOP = "NormalNextHopRoutePolicy"
    OTHER = "OtherRoutePolicy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStateCondition:
    """The PSAP is in one of these service states."""

    service: str
    states: tuple[ServiceState, ...]
    negation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueStateCondition:
    """The PSAP's queue is in one of these states."""

    queue: str
    states: tuple[QueueState, ...]
    negation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityPostureCondition:
    """The PSAP's security posture is one of these."""

    service: str
    postures: tuple[SecurityPosture, ...]
    negation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePeriodCondition:
    """Local time of day from `start` up to `end` (minutes after midnight; over midnight where end is smaller).

    `weekdays` are 0 (Monday) to 6; empty is every day.
    """

    start: int
    end: int
    weekdays: tuple[int, ...] = ()
    negation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSourceCondition:
    """The call came from one of these originating networks."""

    sources: tuple[str, ...]
    negation: bool = False


Condition = (
    ServiceStateCondition | QueueStateCondition | SecurityPostureCondition | TimePeriodCondition | CallSourceCondition
)
"""Conditions of the standard that this model can tell apart; all of a rule's must hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAction:
    """Forward to a PSAP's queue; no answer within `rna_timer` ms lets the next rule try (0: no timer)."""

    recipient: str
    rna_timer: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyAction:
    """The caller gets 600 Busy Everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyAction:
    """Tell somebody that the rule fired; `urgency` is 0 to 100."""

    recipient: str
    event: str
    urgency: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAction:
    """Leave a message in the log."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvokePolicyAction:
    """Go on with another policy."""

    policy: str


PolicyAction = RouteAction | BusyAction | NotifyAction | LogAction | InvokePolicyAction


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """One rule; the true one with the largest priority fires."""

    id: str
    priority: int
    conditions: tuple[Condition, ...] = ()
    actions: tuple[PolicyAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePolicy:
    """Rules of one owner. `queue` is the PSAP (by id) whose incoming calls it routes; empty for an `OTHER` policy."""

    id: str
    owner: str
    policy_type: PolicyType = PolicyType.NORMAL_NEXT_HOP
    queue: str = ""
    rules: tuple[PolicyRule, ...] = ()
    source: str = "default"

    def in_order(self) -> tuple[PolicyRule, ...]:
        """Rules from the one that is asked first to the last."""
        return tuple(sorted(self.rules, key=lambda rule: -rule.priority))
