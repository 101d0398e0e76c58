"""Overlays: what a fault or an action lays over the network. Nothing here sets a value and puts it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from hotwash.domain.elements import Answering
from hotwash.domain.firewall import Inspection, Policy, Rule
from hotwash.domain.network import Network


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
    """A policy drops some flows behind its rules."""

    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Bypassed:
    """Call traffic goes round the policy: nothing is blocked and nothing is protected."""


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


Change = (
    ElementDown
    | LinkDown
    | RuleFirst
    | RuleMissing
    | Inspected
    | Bypassed
    | CallBacksWorked
    | PublicTold
    | PublicRecalled
)

EVERYWHERE = "everywhere"
"""Target of a change that concerns every PSAP or the whole public; a region's id narrows it."""


@dataclass(frozen=True, slots=True)
class Impairment:
    """One live overlay: who laid it (`key`), on what (`target`: an id of element, link, policy or region)."""

    key: str
    target: str
    change: Change


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public of one region does now, in thousandths of attempts."""

    ten_digit_permille: int = 0
    walk_in_permille: int = 0
    test_calls_permille: int = 0


@dataclass(frozen=True, slots=True)
class Effective:
    """The world as it is: the base under every live overlay."""

    network: Network
    call_backs: frozenset[str]
    notices: tuple[tuple[str, Notice], ...]

    def notice(self, region: str) -> Notice:
        """What the public of a region does now."""
        return dict(self.notices).get(region, Notice())


def effective(base: Network, live: Iterable[Impairment]) -> Effective:
    """The base under every live overlay; the order of `live` is the order in which they were laid."""
    overlays = tuple(live)
    policies = {key: _policy(policy, overlays) for key, policy in base.policies.items()}
    down = frozenset(o.target for o in overlays if isinstance(o.change, ElementDown))
    cut = frozenset(o.target for o in overlays if isinstance(o.change, LinkDown))
    network = replace(
        base,
        policies=MappingProxyType(policies),
        down_elements=base.down_elements | down,
        down_links=base.down_links | cut,
    )
    worked = tuple(o.target for o in overlays if isinstance(o.change, CallBacksWorked))
    call_backs = frozenset(p.id for p in base.of(Answering) if any(_covers(t, p.id, p.region) for t in worked))
    notices = tuple((region, _notice(region, overlays)) for region in base.regions)
    return Effective(network, call_backs, notices)


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
