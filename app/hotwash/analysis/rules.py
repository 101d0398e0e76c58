"""One flow against one firewall policy: which line decides, and the smallest change that would let it pass."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotwash.domain.firewall import FROM_ZONE, Flow, Inspection, Policy, Rule, Verb, Zone
from hotwash.domain.sentences import Sentence, say, term


@dataclass(frozen=True, slots=True)
class FlowVerdict:
    """What happens to one flow at one element. `permille` is the share of calls it happens to.

    `policy` and `rule` are empty where no firewall decides (a LoST query inside the ESInet).
    """

    flow: Flow
    passed: bool
    at: str
    policy: str
    rule: str
    verb: Verb
    permille: int
    direction: str
    would_pass_if: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line that decides: `default` and `bypass` are names too. `permille` is the share of calls it decides for."""

    name: str
    verb: Verb
    permille: int = 1000
    note: str = ""
    logged: bool = False

    @property
    def passes(self) -> bool:
        """Whether it lets the flow through."""
        return self.verb is Verb.ALLOW


def decide(policy: Policy, flow: Flow, source: str) -> Line:
    """The line of a policy that decides on a flow from originating network `source`."""
    if policy.bypassed:
        return Line("bypass", Verb.ALLOW)
    line = next((_line(rule) for rule in policy.rules if rule.matches(flow, source)), None)
    if line is None:
        line = Line("default", policy.default)
    if not line.passes:
        return line
    for inspection in policy.inspections:
        if _inspects(inspection, flow, source):
            return Line(inspection.id, Verb.DENY, inspection.permille, inspection.note, logged=True)
    return line


def judge_flow(policy: Policy, flow: Flow, source: str, *, at: str, at_name: str) -> FlowVerdict:
    """The verdict with its words; `at` is the element that enforces the policy."""
    line = decide(policy, flow, source)
    passed = line.passes
    inward = FROM_ZONE[flow] is Zone.OUTSIDE
    direction = term("from the caller") if inward else term("to the caller")
    remedy = "" if passed else _would_pass(policy, flow, source, line.name)
    return FlowVerdict(
        flow,
        passed,
        at,
        policy.id,
        line.name,
        line.verb,
        line.permille,
        direction,
        remedy,
        _sentence(flow, at_name, line, direction, remedy),
    )


def shadowed(policy: Policy) -> tuple[tuple[Rule, Rule], ...]:
    """Lines that can never match, each with the earlier line that takes everything from them."""
    found = []
    for n, rule in enumerate(policy.rules):
        for earlier in policy.rules[:n]:
            if _covers(earlier, rule):
                found.append((rule, earlier))
                break
    return tuple(found)


def _line(rule: Rule) -> Line:
    return Line(rule.id, rule.verb, note=rule.note, logged=rule.log)


def _inspects(inspection: Inspection, flow: Flow, source: str) -> bool:
    return flow in inspection.flows and (not inspection.sources or source in inspection.sources)


def _would_pass(policy: Policy, flow: Flow, source: str, line: str) -> str:
    """The smallest single edit after which the flow passes, found by trying it."""
    without = replace(
        policy,
        rules=tuple(rule for rule in policy.rules if rule.id != line),
        inspections=tuple(item for item in policy.inspections if item.id != line),
    )
    if line != "default" and decide(without, flow, source).passes:
        return say("line '{line}' were taken out", line=line)
    return say("a line that allows {flow} stood first", flow=Sentence(flow.value))


def _sentence(flow: Flow, at_name: str, line: Line, direction: str, remedy: str) -> str:
    what, which = Sentence(flow.value), say("the bypass") if line.name == "bypass" else line_words(line.name)
    if line.passes:
        return say(
            "{flow} {direction} passes {at_name} by {which}.",
            flow=what,
            direction=direction,
            at_name=at_name,
            which=which,
        )
    share = "" if line.permille == 1000 else say(" in {percent:g} % of calls", percent=line.permille / 10)
    note = say(", which {note}", note=line.note) if line.note else ""
    values = {
        "at_name": at_name,
        "flow": what,
        "direction": direction,
        "share": share,
        "which": which,
        "note": note,
        "remedy": remedy,
    }
    if line.verb is Verb.DENY:
        return say("{at_name} drops {flow} {direction}{share} by {which}{note}; it would pass if {remedy}.", **values)
    return say("{at_name} refuses {flow} {direction}{share} by {which}{note}; it would pass if {remedy}.", **values)


def line_words(name: str) -> str:
    """A line of a policy as a sentence names it."""
    return say("the default rule") if name == "default" else say("line '{line}'", line=name)


def _covers(earlier: Rule, later: Rule) -> bool:
    services = "any" in earlier.services or (
        "any" not in later.services and set(later.services) <= set(earlier.services)
    )
    zones = earlier.from_zone in (Zone.ANY, later.from_zone)
    sources = not earlier.sources or (bool(later.sources) and set(later.sources) <= set(earlier.sources))
    return services and zones and sources
