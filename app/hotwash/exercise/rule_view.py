"""A firewall as its own tool shows it: lines with hit counters, and its log. It must not know whose firewall it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.firewall import Flow, Inspection, Policy, Rule, Verb, Zone
from hotwash.domain.network import Network
from hotwash.domain.time import Millis
from hotwash.simulation.rule_hits import Hits


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of a firewall's rule view with its counters. `kind` is rule, default, inspection or bypass."""

    kind: str
    name: str
    verb: Verb
    services: tuple[str, ...]
    from_zone: str
    sources: tuple[str, ...]
    transports: tuple[str, ...]
    logs: bool
    hits: Hits


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of a firewall's log."""

    at: Millis
    place_name: str
    line: str
    verb: Verb
    what: str
    origin_name: str


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A firewall as its own tool shows it."""

    policy: str
    name: str
    bypassed: bool
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[RuleLine, ...]
    log: tuple[LogLine, ...]


def rule_lines(policy: Policy, own: set[str], hits: Mapping[str, Hits], network: Network) -> tuple[RuleLine, ...]:
    """Rules, the default, and inspections: those that belong to the policy, any other once it has stopped something.

    A firewall lists what it was set to do, and counts for what reason it has dropped; it announces no other.
    """
    none = Hits()
    rules = [_rule(rule, hits.get(rule.id, none), network) for rule in policy.rules]
    default = RuleLine(
        "default", "default", policy.default, ("any",), Zone.ANY, (), (), logs=False, hits=hits.get("default", none)
    )
    shown = (item for item in policy.inspections if item.id in own or hits.get(item.id, none).total)
    checks = [_inspection(item, hits.get(item.id, none), network) for item in shown]
    bypass = hits.get("bypass", none)
    past = RuleLine("bypass", "bypass", Verb.ALLOW, ("any",), Zone.ANY, (), (), logs=False, hits=bypass)
    return (*((past,) if bypass.total or policy.bypassed else ()), *rules, default, *checks)


def _rule(rule: Rule, hits: Hits, network: Network) -> RuleLine:
    return RuleLine(
        "rule",
        rule.id,
        rule.verb,
        tuple(service.value for service in rule.services),
        rule.from_zone.value,
        tuple(named(network, source) for source in rule.sources),
        tuple(transport.value for transport in rule.transports),
        rule.log,
        hits,
    )


def _inspection(item: Inspection, hits: Hits, network: Network) -> RuleLine:
    """An inspection without the share of calls that it hits: a tool knows what it has hit, not what it will."""
    flows = tuple("location" if item.strips_location else Flow(flow).value for flow in item.flows)
    return RuleLine(
        "inspection",
        item.id,
        item.verb,
        tuple(dict.fromkeys(flows)),
        Zone.ANY,
        tuple(named(network, source) for source in item.sources),
        tuple(transport.value for transport in item.transports),
        logs=True,
        hits=hits,
    )


def named(network: Network, source: str) -> str:
    return network.elements[source].name if source in network.elements else source
