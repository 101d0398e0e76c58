"""The world under its live overlays: the base network with everything that is laid over it, and what people do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from hotwash.domain.elements import Answering
from hotwash.domain.firewall import Inspection, Policy
from hotwash.domain.impairment import (
    EVERYWHERE,
    AlertOnly,
    Bypassed,
    CallBacksWorked,
    Change,
    Diverted,
    ElementDown,
    FailoverBroken,
    Fatigued,
    Flooded,
    IdleAged,
    Impairment,
    Inspected,
    Limit,
    LinesAdded,
    LinkDown,
    LockedOut,
    OnBridge,
    PeerUnreachable,
    PolicyDead,
    PostureSet,
    PublicRecalled,
    PublicTold,
    QueueStateSet,
    RateLimited,
    Rerouted,
    RuleFirst,
    RuleMissing,
    ServiceStateSet,
    SessionLimited,
    Slowed,
    Staffed,
    Surged,
    TakenOver,
    Triaged,
    WrongNumber,
)
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import SecurityPosture, ServiceState

C = TypeVar("C", bound=Change)
V = TypeVar("V")


AT_DESKS = (Staffed, Fatigued, LinesAdded, OnBridge, Triaged)
"""Changes that PSAPs see at their own desks."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public of one region does now, in thousandths of attempts."""

    ten_digit_permille: int = 0
    walk_in_permille: int = 0
    test_calls_permille: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What one PSAP has beside its usual: shares in thousandths, and lines."""

    staffed_permille: int = 1000
    lines_added: int = 0
    talk_permille: int = 1000
    patience_permille: int = 1000


@dataclass(frozen=True, slots=True)
class Effective:
    """The world as it is: the base under every live overlay."""

    network: Network
    call_backs: frozenset[str]
    notices: tuple[tuple[str, Notice], ...]
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Limits by the id of the border or link that they concern."""
    desks: Mapping[str, Desk] = field(default_factory=lambda: MappingProxyType({}))
    """PSAPs that are not as usual."""
    surges: tuple[tuple[str, int], ...] = ()
    """Extra callers: origin, region or EVERYWHERE, and thousandths of normal."""
    floods: tuple[tuple[str, int], ...] = ()
    """Nuisance calls: region or EVERYWHERE, and thousandths of normal."""
    wrong_numbers: tuple[tuple[str, int], ...] = ()
    """Share of 10-digit attempts that reach a wrong place: region or EVERYWHERE, and thousandths."""
    locked: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Policies and elements on which work takes longer, and the factor in thousandths."""
    broken_failovers: frozenset[str] = frozenset()
    """BCFs whose fail-over does not work."""
    distracted_permille: int = 1000
    """How much longer all work on policies and elements takes."""

    def notice(self, region: str) -> Notice:
        """What the public of a region does now."""
        return dict(self.notices).get(region, Notice())

    def desk(self, psap: str) -> Desk:
        """What a PSAP has now."""
        return self.desks.get(psap, Desk())

    def surge(self, origin: str, region: str) -> int:
        """Extra callers of an originating network in a region, in thousandths of normal."""
        return sum(permille for target, permille in self.surges if target in (EVERYWHERE, origin, region))

    def flood(self, region: str) -> int:
        """Nuisance calls in a region, in thousandths of normal demand."""
        return sum(permille for target, permille in self.floods if target in (EVERYWHERE, region))

    def wrong_number(self, region: str) -> int:
        """Share of a region's 10-digit attempts that reach a wrong place."""
        return max((permille for target, permille in self.wrong_numbers if target in (EVERYWHERE, region)), default=0)


def effective(base: Network, live: Iterable[Impairment]) -> Effective:
    """The base under every live overlay; the order of `live` is the order in which they were laid."""
    overlays = tuple(live)
    worked = tuple(o.target for o in overlays if isinstance(o.change, CallBacksWorked))
    at_desks = any(isinstance(overlay.change, AT_DESKS) for overlay in overlays)
    desks = {psap.id: _desk(psap, overlays) for psap in base.of(Answering)} if at_desks else {}
    return Effective(
        network=_network(base, overlays),
        call_backs=frozenset(p.id for p in base.of(Answering) if any(_covers(t, p.id, p.region) for t in worked)),
        notices=tuple((region, _notice(region, overlays)) for region in base.regions),
        limits=_limits(base, overlays),
        desks=MappingProxyType({psap: desk for psap, desk in desks.items() if desk != Desk()}),
        surges=tuple((target, change.permille) for target, change in _laid(overlays, Surged)),
        floods=tuple((target, change.permille) for target, change in _laid(overlays, Flooded)),
        wrong_numbers=tuple((target, change.permille) for target, change in _laid(overlays, WrongNumber)),
        locked=_locked(overlays),
        broken_failovers=frozenset(target for target, _ in _laid(overlays, FailoverBroken)),
        distracted_permille=max([1000, *(change.factor_permille for _, change in _laid(overlays, OnBridge))]),
    )


def _network(base: Network, overlays: tuple[Impairment, ...]) -> Network:
    policies = {key: _policy(policy, overlays) for key, policy in base.policies.items()}
    imposed: dict[str, tuple[Inspection, ...]] = {}
    for target, inspected in _laid(overlays, Inspected):
        if target not in base.policies:
            imposed[target] = (*imposed.get(target, ()), inspected.inspection)
    slowed: dict[str, int] = {}
    for target, slow in _laid(overlays, Slowed):
        slowed[target] = slowed.get(target, 0) + slow.ms
    states = {target: change.state for target, change in _laid(overlays, ServiceStateSet)}
    postures = {target: change.posture for target, change in _laid(overlays, PostureSet)}
    return replace(
        base,
        policies=MappingProxyType(policies),
        down_elements=base.down_elements | {target for target, _ in _laid(overlays, ElementDown)},
        down_links=base.down_links | {target for target, _ in _laid(overlays, LinkDown)},
        imposed=MappingProxyType(imposed),
        slowed=MappingProxyType(slowed),
        unreachable=base.unreachable | {(target, change.peer) for target, change in _laid(overlays, PeerUnreachable)},
        service_states=_but(states, ServiceState.NORMAL),
        queue_states=MappingProxyType({target: change.state for target, change in _laid(overlays, QueueStateSet)}),
        postures=_but(postures, SecurityPosture.GREEN),
        dead_policies=frozenset(target for target, _ in _laid(overlays, PolicyDead)),
        diverted=MappingProxyType({target: change.to for target, change in _laid(overlays, Diverted)}),
        rerouted=MappingProxyType({target: change.via for target, change in _laid(overlays, Rerouted)}),
        taken_over=frozenset(target for target, _ in _laid(overlays, TakenOver)),
    )


def _laid(overlays: tuple[Impairment, ...], kind: type[C]) -> list[tuple[str, C]]:
    """Live changes of one kind with their targets, in order."""
    return [(overlay.target, overlay.change) for overlay in overlays if isinstance(overlay.change, kind)]


def _but(values: dict[str, V], usual: V) -> Mapping[str, V]:
    """Those that are not as usual."""
    return MappingProxyType({key: value for key, value in values.items() if value != usual})


def _limits(base: Network, overlays: tuple[Impairment, ...]) -> Mapping[str, tuple[Limit, ...]]:
    """A limit on a policy concerns every border that enforces it, unless call traffic goes round that policy."""
    found: dict[str, tuple[Limit, ...]] = {}
    bypassed = {target for target, _ in _laid(overlays, Bypassed)}
    for overlay in overlays:
        if not isinstance(overlay.change, SessionLimited | RateLimited | IdleAged) or overlay.target in bypassed:
            continue
        borders = [border.id for border in base.borders() if border.policy == overlay.target]
        for place in borders or [overlay.target]:
            found[place] = (*found.get(place, ()), overlay.change)
    return MappingProxyType(found)


def _locked(overlays: tuple[Impairment, ...]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for target, change in _laid(overlays, LockedOut):
        found[target] = max(found.get(target, 0), change.factor_permille)
    return MappingProxyType(found)


def _desk(psap: Answering, overlays: tuple[Impairment, ...]) -> Desk:
    desk = Desk()
    for overlay in overlays:
        if not _covers(overlay.target, psap.id, psap.region):
            continue
        match overlay.change:
            case Staffed(permille):
                desk = replace(desk, staffed_permille=desk.staffed_permille * permille // 1000)
            case Fatigued(talk):
                desk = replace(desk, talk_permille=desk.talk_permille * talk // 1000)
            case OnBridge(lines=lines):
                desk = replace(desk, lines_added=desk.lines_added - lines)
            case LinesAdded(lines):
                desk = replace(desk, lines_added=desk.lines_added + lines)
            case Triaged(talk, patience):
                desk = replace(
                    desk,
                    talk_permille=desk.talk_permille * talk // 1000,
                    patience_permille=desk.patience_permille * patience // 1000,
                )
            case _:
                pass
    return desk


def _covers(target: str, psap: str, region: str) -> bool:
    return target in (EVERYWHERE, region, psap)


def _policy(policy: Policy, overlays: tuple[Impairment, ...]) -> Policy:
    for overlay in overlays:
        if overlay.target != policy.id:
            continue
        match overlay.change:
            case RuleFirst(rule):
                policy = policy.with_rule_first(rule)
            case RuleMissing(rule_id):
                policy = policy.without_rule(rule_id)
            case Inspected(inspection):
                policy = policy.with_inspection(inspection)
            case Bypassed():
                policy = replace(policy, bypassed=True)
            case AlertOnly():
                policy = replace(policy, alert_only=True)
            case _:
                pass
    return policy


def _notice(region: str, overlays: tuple[Impairment, ...]) -> Notice:
    """Of several notices the one that reached most people counts; an all-clear recalls from those laid before it.

    An overlay that is laid again under its key keeps its place, so all steps of one notice, and of one all-clear,
    stand where the first of them stands.
    """
    ten_digit = walk_in = test_calls = recalled = 0
    for overlay in reversed(overlays):
        if overlay.target not in (EVERYWHERE, region):
            continue
        match overlay.change:
            case PublicRecalled(permille):
                recalled = max(recalled, permille)
            case PublicTold() as told:
                ten_digit = max(ten_digit, told.ten_digit_permille * (1000 - recalled) // 1000)
                walk_in = max(walk_in, told.walk_in_permille * (1000 - recalled) // 1000)
                test_calls = max(test_calls, told.test_calls_permille)
            case _:
                pass
    return Notice(ten_digit, walk_in, test_calls)
