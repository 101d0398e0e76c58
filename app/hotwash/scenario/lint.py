"""What an author should look at again in a scenario that can be read; findings, never failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce

from hotwash.analysis.routes import Routes
from hotwash.analysis.rules import seen_of, shadowed, unmatched
from hotwash.domain.commands import TakeAction
from hotwash.domain.impairment import Bypassed, RuleMissing
from hotwash.domain.network import Network
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Decision, OfferedAction, PlannedFault, Scenario
from hotwash.domain.sentences import say
from hotwash.domain.steps import Ease, Impair, Remedy, Withdraw
from hotwash.domain.time import Millis, clock
from hotwash.resources import shipped
from hotwash.scenario import lint_exercise, lint_routing, lint_ways
from hotwash.scenario.finding import Finding, Places
from hotwash.scenario.provenance import uses

__all__ = ["Finding", "lint", "remarks"]

Check = Callable[[Scenario], Iterator[Finding]]


def lint(scenario: Scenario) -> tuple[Finding, ...]:
    """Every finding, in a fixed order, each with its path; empty where nothing is the matter."""
    return _look(scenario, _CHECKS)


def remarks(scenario: Scenario) -> tuple[Finding, ...]:
    """What an author should know of a network and may well have meant: where one failure cuts PSAPs off."""
    return _look(scenario, _REMARKS)


def _look(scenario: Scenario, checks: tuple[tuple[Check, tuple[str, ...]], ...]) -> tuple[Finding, ...]:
    places = Places(scenario)
    return tuple(places.placed(finding, sections) for check, sections in checks for finding in check(scenario))


def _routes(scenario: Scenario) -> Iterator[Finding]:
    """No way at all, and a way that hangs on one border."""
    network = scenario.network
    routes = Routes(network)
    borders = {origin.id: routes.entrances(origin.id) for origin in network.origins()}
    for origin in network.origins():
        if not borders[origin.id]:
            yield Finding(origin.id, say("no BCF can be reached from here, so none of its calls arrives."))
        elif len(borders[origin.id]) == 1:
            yield Finding(
                origin.id,
                say("'{origin}' is the only way in; when it fails, every call fails.", origin=borders[origin.id][0]),
            )
    for psap in network.psaps():
        cut_off = [
            origin
            for origin, reached in borders.items()
            if reached and not any(routes.way(origin, border, psap.id) for border in reached)
        ]
        if cut_off:
            named = say("any originating network") if len(cut_off) == len(borders) else ", ".join(cut_off)
            yield Finding(psap.id, say("this PSAP can't be reached from {named}.", named=named))


def _network(scenario: Scenario) -> Iterator[Finding]:
    network = scenario.network
    if not network.default_psap:
        yield Finding("default_psap", say("there is none, so calls without a location have nowhere to go."))
    for psap in network.psaps():
        if psap.positions == 0:
            yield Finding(psap.id, say("it has no position, so nobody answers there."))
    shares = sum(origin.share_permille for origin in network.origins())
    if shares != 1000:
        yield Finding(
            "elements", say("the shares of the originating networks make {shares} ‰ and not 1000 ‰.", shares=shares)
        )
    if scenario.outline and not (shipped("assets") / "outlines" / f"{scenario.outline}.json").is_file():
        yield Finding(
            "outline", say("no map outline '{outline}' is shipped, so none is drawn.", outline=scenario.outline)
        )
    for link in network.links.values():
        if link.a == link.b:
            yield Finding(link.id, say("it joins an element with itself."))


def _overflows(scenario: Scenario) -> Iterator[Finding]:
    """A chain of overflow that comes back to where it began; each ring is told once."""
    onward = {psap.id: psap.overflow for psap in scenario.network.psaps()}
    told: set[str] = set()
    for start in onward:
        chain: dict[str, None] = {}
        at = start
        while at and at not in chain and at not in told:
            chain[at] = None
            at = onward.get(at, "")
        if at in chain:
            names = list(chain)
            ring = names[names.index(at) :]
            if len(ring) == 1:
                yield Finding(at, say("it overflows to itself."))
            else:
                yield Finding(at, say("overflow runs in a ring: {ring}.", ring=reduce(_to, [*ring, at])))
        told.update(chain)


def _to(before: str, after: str) -> str:
    return say("{before} to {after}", before=before, after=after)


def _policies(scenario: Scenario) -> Iterator[Finding]:
    for policy in scenario.network.policies.values():
        for rule, earlier in shadowed(policy):
            yield Finding(
                policy.id,
                say(
                    "line '{rule}' never decides, because '{earlier}' above it does.", rule=rule.id, earlier=earlier.id
                ),
                ("policies", policy.id, "rules", rule.id),
            )


def _lines(scenario: Scenario) -> Iterator[Finding]:
    """Lines of firewalls that decide about no call of any network here."""
    seen = [seen_of(origin) for origin in scenario.network.origins()]
    for policy in scenario.network.policies.values() if seen else ():
        for rule in unmatched(policy, seen):
            yield Finding(
                policy.id,
                say("line '{rule}' decides about no call of any originating network.", rule=rule.id),
                ("policies", policy.id, "rules", rule.id),
            )


def _remedies(scenario: Scenario) -> Iterator[Finding]:
    """A fault that no seat can take away for good, and an act that can do nothing here."""
    network = scenario.network
    offered = {action.id: _meant(action, network) for action in scenario.actions.values()}
    cures = {(target, remedy) for steps in offered.values() for target, remedy, lasting in steps if lasting}
    eases = {(target, remedy) for steps in offered.values() for target, remedy, lasting in steps if not lasting}
    curable: set[tuple[str, str]] = set()
    for planned in scenario.faults.values():
        fault, targets = planned.fault, _lasting(planned, network)
        curable.update((target, remedy) for target in targets for remedy in fault.remedies | fault.relief)
        stays = [target for target in targets if not any((target, remedy) in cures for remedy in fault.remedies)]
        if not stays or not fault.remedies:
            continue
        if any((target, remedy) in eases for target in stays for remedy in fault.relief):
            yield Finding(
                planned.id, say("offered actions take this fault away from '{stays}' only for a while.", stays=stays[0])
            )
        else:
            yield Finding(planned.id, say("no offered action takes this fault away from '{stays}'.", stays=stays[0]))
    for action, meant in offered.items():
        useful = any((target, remedy) in curable for target, remedy, _ in meant)
        if meant and not useful and not _does_more(scenario.actions[action], network):
            yield Finding(action, say("no fault of this scenario can be remedied by this action."), ("actions", action))


def _meant(action: OfferedAction, network: Network) -> list[tuple[str, str, bool]]:
    """What an act can take away: target, remedy, and whether for good."""
    steps = action.action.steps(network)
    return [(step.target, step.remedy, isinstance(step, Remedy)) for step in steps if isinstance(step, Remedy | Ease)]


def _does_more(action: OfferedAction, network: Network) -> bool:
    """Whether an act has an effect of its own, whatever the fault is."""
    return any(isinstance(step, Impair | Withdraw) for step in action.action.steps(network))


def _lasting(planned: PlannedFault, network: Network) -> list[str]:
    """Targets of a fault's overlays, in order, each once."""
    steps = planned.fault.steps(network)
    return list(dict.fromkeys(step.target for step in steps if isinstance(step, Impair)))


def _people(scenario: Scenario) -> Iterator[Finding]:
    for objective in scenario.objectives:
        if not objective.faults:
            yield Finding(objective.id, say("no fault is named that provokes this objective."))
    offered = {seat for action in scenario.actions.values() for seat in action.seats}
    for seat, held in scenario.seats.items():
        if seat not in offered and held.part is Part.PLAYER:
            yield Finding(seat, say("this seat is offered no action."), ("seats", seat))


def _times(scenario: Scenario) -> Iterator[Finding]:
    end = clock(scenario.span)
    for fault in scenario.faults.values():
        if fault.at is not None and fault.at >= scenario.span:
            yield Finding(
                fault.id, say("it begins at {at}, when the exercise is over ({end}).", at=clock(fault.at), end=end)
            )
    for name, decisions in scenario.decisions.items():
        for decision in decisions:
            if decision.at >= scenario.span:
                yield Finding(
                    name,
                    say("a decision at {at} comes when the exercise is over ({end}).", at=clock(decision.at), end=end),
                )


def _bypasses(scenario: Scenario) -> Iterator[Finding]:
    """A firewall that recorded decisions leave open."""
    for name, decisions in scenario.decisions.items():
        for policy, since in _left_open(scenario, decisions).items():
            yield Finding(
                name,
                say(
                    "the bypass of '{policy}' ordered at {since} is still in place at the end.",
                    policy=policy,
                    since=clock(since),
                ),
            )


def _left_open(scenario: Scenario, decisions: tuple[Decision, ...]) -> dict[str, Millis]:
    """Policies that are bypassed when the decisions end, and since when."""
    open_since: dict[str, Millis] = {}
    for decision in decisions:
        if not isinstance(decision.command, TakeAction) or decision.command.action not in scenario.actions:
            continue
        action = scenario.actions[decision.command.action].action
        for step in action.steps(scenario.network):
            match step:
                case Impair(target=policy, change=Bypassed()):
                    open_since.setdefault(policy, decision.at)
                case Withdraw(target=policy, change=Bypassed.__name__):
                    open_since.pop(policy, None)
                case _:
                    pass
    return open_since


def _lost_lines(scenario: Scenario) -> Iterator[Finding]:
    """Acts that take a line away which the policy does not have."""
    for offered in scenario.actions.values():
        for step in offered.action.steps(scenario.network):
            if not (isinstance(step, Impair) and isinstance(step.change, RuleMissing)):
                continue
            policy = scenario.network.policies.get(step.target)
            if policy is not None and step.change.rule_id not in {rule.id for rule in policy.rules}:
                yield Finding(
                    offered.id,
                    say("policy '{policy}' has no line '{line}' to lose.", policy=policy.id, line=step.change.rule_id),
                )


def _sources(scenario: Scenario) -> Iterator[Finding]:
    """A source that nothing rests on, and a file that nothing names."""
    used = {source for _, source in uses(scenario)}
    for source in scenario.sources:
        if source.id not in used:
            yield Finding(source.id, say("no figure refers to this source and no note cites it as [id]."))
    for file in scenario.unlisted:
        yield Finding(file, say("it is not in the list 'parts' of scenario.yaml, so nothing in it is read."))


_EXERCISE = ("injects", "tasks", "targets", "objectives", "modules", "seats")
_CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (_routes, ("elements",)),
    (_network, ("elements", "links")),
    (_overflows, ("elements",)),
    (_policies, ("policies",)),
    (_lines, ("policies",)),
    *((check, ("route_policies", "policies", "elements")) for check in lint_routing.CHECKS),
    (_remedies, ("faults", "actions")),
    (_people, ("objectives", "seats")),
    (_times, ("faults", "decisions")),
    (_bypasses, ("decisions",)),
    (_lost_lines, ("actions",)),
    (_sources, ("sources", "parts")),
    *((check, _EXERCISE) for check in lint_exercise.CHECKS),
)
_REMARKS: tuple[tuple[Check, tuple[str, ...]], ...] = ((lint_ways.single_points, ("elements", "links")),)
