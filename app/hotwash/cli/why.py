"""What `hotwash why` prints: a call hop by hop, what stops it and since when, and where policy routing sends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotwash.analysis.heard import Treatment, heard
from hotwash.analysis.routes import along
from hotwash.analysis.rules import FlowVerdict, laid_line
from hotwash.analysis.verdict import CallVerdict, Judge
from hotwash.domain.facts import Happened, WorldChanged
from hotwash.domain.network import Network
from hotwash.domain.time import Millis, clock


@dataclass(frozen=True, slots=True)
class Since:
    """When each overlay that is live was laid, and by which script."""

    laid: Mapping[str, tuple[WorldChanged, Millis]] = field(default_factory=dict)

    def line(self, place: str, line: str) -> str:
        """Since when a line has stood at a policy, element or link; empty where no overlay put it there."""
        for change, at in self.laid.values():
            if change.target == place and laid_line(change.change) == line:
                return f" (since {clock(at)}, {_script(change.key)})"
        return ""

    def on(self, places: Iterable[str]) -> list[str]:
        """Overlays on some elements, links and policies, each with its script and time."""
        wanted = frozenset(places)
        return [
            f"{_script(change.key)}: {type(change.change).__name__} on {change.target} since {clock(at)}"
            for change, at in self.laid.values()
            if change.target in wanted
        ]


def since(happened: Iterable[Happened]) -> Since:
    """What is laid now, out of everything that happened; an overlay that is laid again as it was keeps its time."""
    laid: dict[str, tuple[WorldChanged, Millis]] = {}
    for item in happened:
        match item.fact:
            case WorldChanged(key=key, laid=True) as change:
                known = laid.get(key)
                if known is None or known[0] != change:
                    laid[key] = (change, item.at)
            case WorldChanged(key=key):
                laid.pop(key, None)
            case _:
                pass
    return Since(laid)


def explain(network: Network, origin: str, psap: str, *, minute_of_week: int = 0, known: Since | None = None) -> str:
    """The path, every flow and query of the call, what policy routing says, and the outcome with each of its causes."""
    known = known or Since()
    judge = Judge(network, minute_of_week=minute_of_week)
    verdict = judge.call(origin, psap)
    lines = _hops(network, verdict, known)
    if verdict.course.fallback:
        lines.append(f"  SIP runs over {verdict.transport}, because the INVITE does not pass over the first choice.")
    lines += _routing(network, judge, verdict)
    lines += [f"  In force: {text}." for text in known.on(_touched(network, verdict))]
    lines += [f"  {fate.permille / 10:g} % of calls: {fate.sentence}" for fate in verdict.fates[1:]]
    if verdict.fates:
        sounds = "; ".join(f"{fate.heard} ({fate.permille / 10:g} %)" for fate in verdict.fates)
        lines.append(f"  The caller hears: {sounds}.")
    else:
        lines.append(f"  The caller hears: {heard(Treatment.DELIVER)}.")
    if verdict.blind_permille:
        lines.append(f"  {verdict.blind_permille / 10:g} % arrive without a location, {verdict.course.why_blind}.")
    if verdict.astray is not None:
        led = network.elements[verdict.astray.psap].name
        share, wait = verdict.course.astray / 10, verdict.astray.latency
        lines.append(f"  {share:g} % are led to {led} for want of a location; set-up there takes {wait} ms.")
    lines.append(f"  Set-up takes {verdict.latency} ms without the PSAP.")
    return "\n".join([*lines, f"  {verdict.sentence}"])


def _touched(network: Network, verdict: CallVerdict) -> Iterable[str]:
    """What the call meets; and everything, where it comes by no usual way and so meets just what is not the matter."""
    if not verdict.border or verdict.psap != verdict.home or verdict.blind_permille:
        return (*network.elements, *network.links, *network.policies)
    policies = (flow.policy for flow in verdict.flows)
    return (*along(verdict.there), *along(verdict.onward), *policies, verdict.home)


def _hops(network: Network, verdict: CallVerdict, known: Since) -> list[str]:
    lines = []
    met = [flow.at for flow in verdict.flows]
    path = (*along(verdict.there), *along(verdict.onward)[1:])
    number = 0
    for place in (*path, *dict.fromkeys(at for at in met if at not in path)):
        if place not in path:
            lines.append(f"     not tried: {place}")
        elif place in network.elements:
            number += 1
            lines.append(f"  {number}. {network.elements[place].name} ({place})")
        elif place in met:
            lines.append(f"     over {place}")
        lines += [_flow(flow, known) for flow in (*verdict.flows, *verdict.queries) if flow.at == place]
    return lines


def _flow(flow: FlowVerdict, known: Since) -> str:
    mark = "STOP" if not flow.passed else "LOSE" if flow.strips_permille else "pass"
    code = f" [SIP {flow.code}]" if flow.code else ""
    laid = known.line(flow.policy or flow.at, flow.rule) if mark != "pass" else ""
    return f"     {mark}  {flow.sentence}{code}{laid}"


def _routing(network: Network, judge: Judge, verdict: CallVerdict) -> list[str]:
    trace = verdict.trace or (judge.trace(verdict.origin, verdict.home) if verdict.border else None)
    if trace is None:
        return []
    lines = [f"  {trace.sentence}"]
    lines += [f"     {tried.policy}, rule '{tried.rule}': {tried.sentence}" for tried in trace.tried]
    lines += [f"     notifies {note.recipient}: {note.event} (urgency {note.urgency})" for note in trace.notifications]
    lines += [f"     logs: {message}" for message in trace.messages]
    if trace.overflow:
        lines.append(f"     while that queue is full: {network.elements[trace.overflow].name} ({trace.overflow})")
    return lines


def _script(key: str) -> str:
    """An overlay's key begins with what laid it: `fault:voice:...` or `act:logs:1:...`."""
    kind, _, rest = key.partition(":")
    name = rest.partition(":")[0]
    return f"{'fault' if kind == 'fault' else 'action'} '{name}'" if name else key
