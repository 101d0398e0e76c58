"""Overlays: what a fault or an action lays over the network. Nothing here sets a value and puts it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotwash.domain.firewall import Inspection, Rule
from hotwash.domain.policy_routing import QueueState, SecurityPosture, ServiceState
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class ElementDown:
    """The element does nothing at all."""


@dataclass(frozen=True, slots=True)
class LinkDown:
    """The link carries nothing."""


@dataclass(frozen=True, slots=True)
class RuleFirst:
    """A line stands above every other line of a policy."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class RuleMissing:
    """A line of a policy is gone."""

    rule_id: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """A policy, an element or a link stops some flows; at a policy it works behind the rules, and a bypass lifts it."""

    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Bypassed:
    """Call traffic goes round the policy: nothing is blocked and nothing is protected."""


@dataclass(frozen=True, slots=True)
class AlertOnly:
    """Intrusion prevention of a policy only reports; `inspections` are those by which it dropped calls until then."""

    inspections: tuple[Inspection, ...] = ()


@dataclass(frozen=True, slots=True)
class CallBacksWorked:
    """PSAPs of the target work through the numbers in their logs."""


@dataclass(frozen=True, slots=True)
class PublicTold:
    """Share of the public that now uses another way, and how many test calls that news causes.

    Thousandths of attempts: by 10-digit line, by walking in; test calls relative to normal demand.
    """

    ten_digit_permille: int = 0
    walk_in_permille: int = 0
    test_calls_permille: int = 0


@dataclass(frozen=True, slots=True)
class PublicRecalled:
    """Share of the public that has heard an all-clear and dials 911 again; notices laid later are not recalled."""

    permille: int


class Loss(StrEnum):
    """What a call meets that a limit refuses: dead air, an answer that refuses it, or a call without sound."""

    SILENT = "silent"
    REJECTED = "rejected"
    NO_AUDIO = "no audio"


@dataclass(frozen=True, slots=True)
class SessionLimited:
    """At most `limit` calls at a time; what lies above meets `over` (session table, NAT pool, admission control)."""

    limit: int
    over: Loss


@dataclass(frozen=True, slots=True)
class RateLimited:
    """At most `per_minute` call set-ups a minute on average, `burst` at once; what lies above meets `over`.

    `per_source` counts each originating network by itself. A call that gets no answer over UDP is sent seven times
    (RFC 3261, timer B) and counts so.
    """

    per_minute: int
    burst: int
    over: Loss = Loss.SILENT
    per_source: bool = True


@dataclass(frozen=True, slots=True)
class IdleAged:
    """A trunk that was quiet for longer than `idle` ms loses its next call in silence."""

    idle: Millis


@dataclass(frozen=True, slots=True)
class Slowed:
    """Call set-up takes `ms` longer."""

    ms: Millis


@dataclass(frozen=True, slots=True)
class PeerUnreachable:
    """Keep-alives to `peer` have failed, so that nothing is sent there; the target is who watches."""

    peer: str


@dataclass(frozen=True, slots=True)
class ServiceStateSet:
    """A PSAP has told its service state."""

    state: ServiceState


@dataclass(frozen=True, slots=True)
class QueueStateSet:
    """Somebody has set the state of a PSAP's queue."""

    state: QueueState


@dataclass(frozen=True, slots=True)
class PostureSet:
    """A PSAP has told its security posture."""

    posture: SecurityPosture


@dataclass(frozen=True, slots=True)
class PolicyDead:
    """No policy routing rule runs on an ESRP, for want of a valid signature."""


@dataclass(frozen=True, slots=True)
class Diverted:
    """Calls of a PSAP are led to another one by order, whatever the policies say."""

    to: str


@dataclass(frozen=True, slots=True)
class Rerouted:
    """Calls of an originating network enter by `via` in place of a BCF, without a location."""

    via: str


@dataclass(frozen=True, slots=True)
class Staffed:
    """Share of the positions that is staffed; more than 1000 where staff were recalled."""

    permille: int


@dataclass(frozen=True, slots=True)
class Fatigued:
    """People on extended shifts take longer over each call: talk as a share of the usual."""

    talk_permille: int


@dataclass(frozen=True, slots=True)
class LinesAdded:
    """More 10-digit lines than usual."""

    lines: int


@dataclass(frozen=True, slots=True)
class Triaged:
    """Calls are kept short, and an announcement tells callers to wait: talk and patience as a share of the usual."""

    talk_permille: int
    patience_permille: int


@dataclass(frozen=True, slots=True)
class Surged:
    """More people need help than usual: additional callers relative to normal."""

    permille: int


@dataclass(frozen=True, slots=True)
class Flooded:
    """Nuisance calls that only want to occupy lines, relative to normal demand."""

    permille: int


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """Share of 10-digit attempts that reach a wrong place, because a wrong number was given out."""

    permille: int


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Work on a policy or an element takes longer by this factor in thousandths: nobody can log in from afar."""

    factor_permille: int


@dataclass(frozen=True, slots=True)
class OnBridge:
    """Everybody is on one conference call: work on policies and elements takes longer by this factor in thousandths,
    and each PSAP has so many 10-digit lines less."""

    factor_permille: int
    lines: int


@dataclass(frozen=True, slots=True)
class FailoverBroken:
    """A fail-over of this BCF does not work when it is tried."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The standby BCF of a pair takes the calls, because the active one is down; the target is the standby."""


Limit = SessionLimited | RateLimited | IdleAged
"""Changes that limit what a border or a link takes."""

Change = (
    ElementDown
    | LinkDown
    | RuleFirst
    | RuleMissing
    | Inspected
    | Bypassed
    | AlertOnly
    | CallBacksWorked
    | PublicTold
    | PublicRecalled
    | SessionLimited
    | RateLimited
    | IdleAged
    | Slowed
    | PeerUnreachable
    | ServiceStateSet
    | QueueStateSet
    | PostureSet
    | PolicyDead
    | Diverted
    | Rerouted
    | Staffed
    | Fatigued
    | LinesAdded
    | Triaged
    | Surged
    | Flooded
    | WrongNumber
    | LockedOut
    | OnBridge
    | FailoverBroken
    | TakenOver
)

EVERYWHERE = "everywhere"
"""Target of a change that concerns every PSAP or the whole public; a region's id narrows it."""


@dataclass(frozen=True, slots=True)
class Impairment:
    """One live overlay: who laid it (`key`), on what (`target`: an id of element, link, policy or region)."""

    key: str
    target: str
    change: Change
