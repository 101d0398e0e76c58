"""What becomes of a call from one network to one PSAP now, hop by hop, and why: the one verdict for all screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hotwash.analysis.routes import Routes, Way
from hotwash.analysis.rules import FlowVerdict, judge_flow
from hotwash.domain.elements import Answering, Border
from hotwash.domain.firewall import Flow, Verb
from hotwash.domain.network import Network


class Treatment(StrEnum):
    """What the network does to the attempt, before any queue."""

    DELIVER = "deliver"
    SILENT = "silent"
    REJECT = "reject"
    NO_AUDIO = "no audio"


CALL_FLOWS = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
"""Flows of a call that cross the border, in the order they are explained."""


@dataclass(frozen=True, slots=True)
class CallVerdict:
    """The judgement of one call. `psap` is where it is delivered, `home` where it belongs."""

    origin: str
    home: str
    psap: str
    path: tuple[str, ...]
    links: tuple[str, ...]
    latency: int
    border: str
    flows: tuple[FlowVerdict, ...]
    treatment: Treatment
    permille: int
    located: bool
    failed_at: str
    sentence: str


class Judge:
    """Judges any number of calls on one network as it is now."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.routes = Routes(network)
        self._flows: dict[tuple[str, str], tuple[FlowVerdict, ...]] = {}
        self._choice: dict[str, tuple[str, ...]] = {}

    def call(self, origin: str, home: str) -> CallVerdict:
        """The verdict on a 911 call from an originating network that belongs to PSAP `home`."""
        way, border = self._way(origin, home)
        psap = home
        if way is None:
            overflow = self._overflow(home)
            if overflow:
                way, border = self._way(origin, overflow)
                psap = overflow
        if way is None:
            return self._no_way(origin, home)
        located = self.routes.located(way)
        if not located and self.network.default_psap and psap != self.network.default_psap:
            default, default_border = self._way(origin, self.network.default_psap)
            if default is not None:
                way, border, psap = default, default_border, self.network.default_psap
        flows = self.flows(origin, border)
        treatment, permille = _treatment(flows)
        failed_at = "" if treatment is Treatment.DELIVER else border
        verdict = CallVerdict(
            origin,
            home,
            psap,
            way.elements,
            way.links,
            way.latency,
            border,
            flows,
            treatment,
            permille,
            located,
            failed_at,
            "",
        )
        return _with_sentence(verdict, self.network)

    def flows(self, origin: str, border: str) -> tuple[FlowVerdict, ...]:
        """Every flow of a call from `origin` at one border."""
        known = self._flows.get((origin, border))
        if known is None:
            element = self.network.elements[border]
            assert isinstance(element, Border)
            policy = self.network.policies[element.policy]
            known = tuple(judge_flow(policy, f, origin, at=border, at_name=element.name) for f in CALL_FLOWS)
            self._flows[origin, border] = known
        return known

    def _way(self, origin: str, psap: str) -> tuple[Way | None, str]:
        for border in self._order(origin):
            way = self.routes.way(origin, border, psap)
            if way is not None:
                return way, border
        return None, ""

    def _order(self, origin: str) -> tuple[str, ...]:
        """Borders in the order the network tries them.

        A border that answers calls with a refusal, or no longer answers keep-alives, is tried last
        (RFC 3261: the client tries the next target); one that drops calls in silence is not noticed.
        """
        known = self._choice.get(origin)
        if known is None:
            borders = self.routes.borders(origin)
            known = tuple(sorted(borders, key=lambda border: _shunned(self.flows(origin, border))))
            self._choice[origin] = known
        return known

    def _overflow(self, psap: str) -> str:
        element = self.network.elements[psap]
        return element.overflow if isinstance(element, Answering) else ""

    def _no_way(self, origin: str, home: str) -> CallVerdict:
        names = self.network.elements
        sentence = f"No way is up from {names[origin].name} to {names[home].name}; the caller hears a fast busy."
        return CallVerdict(origin, home, home, (origin,), (), 0, "", (), Treatment.REJECT, 1000, True, origin, sentence)


def judge_call(network: Network, origin: str, psap: str) -> CallVerdict:
    """The verdict on one call; for many calls on one network keep a `Judge`."""
    return Judge(network).call(origin, psap)


def _shunned(flows: tuple[FlowVerdict, ...]) -> bool:
    by_flow = {verdict.flow: verdict for verdict in flows}
    refused = not by_flow[Flow.INVITE].passed and by_flow[Flow.INVITE].verb is Verb.REJECT
    return refused or not by_flow[Flow.OPTIONS].passed


def _treatment(flows: tuple[FlowVerdict, ...]) -> tuple[Treatment, int]:
    by_flow = {verdict.flow: verdict for verdict in flows}
    invite = by_flow[Flow.INVITE]
    if not invite.passed:
        return (Treatment.REJECT if invite.verb is Verb.REJECT else Treatment.SILENT), invite.permille
    blocked = [by_flow[flow] for flow in (Flow.MEDIA_IN, Flow.MEDIA_OUT) if not by_flow[flow].passed]
    if blocked:
        return Treatment.NO_AUDIO, max(verdict.permille for verdict in blocked)
    return Treatment.DELIVER, 1000


def _with_sentence(verdict: CallVerdict, network: Network) -> CallVerdict:
    return replace(verdict, sentence=call_sentence(verdict, network))


def call_sentence(verdict: CallVerdict, network: Network) -> str:
    """Why the call fares as it does, in one sentence that names place, line and direction."""
    origin, psap = network.elements[verdict.origin].name, network.elements[verdict.psap].name
    if verdict.treatment is Treatment.DELIVER:
        elsewhere = "" if verdict.psap == verdict.home else f" instead of {network.elements[verdict.home].name}"
        blind = "" if verdict.located else " without a location, because no location query is answered"
        return f"The call from {origin} reaches {psap}{elsewhere} through {_border(verdict, network)}{blind}."
    by_flow = {flow.flow: flow for flow in verdict.flows}
    share = "" if verdict.permille == 1000 else f" for {verdict.permille / 10:g} % of calls"
    if verdict.treatment is Treatment.NO_AUDIO:
        lost = [flow for flow in (Flow.MEDIA_IN, Flow.MEDIA_OUT) if not by_flow[flow].passed]
        which = "the voice in both directions" if len(lost) == 2 else f"the voice {by_flow[lost[0]].direction}"
        cause = by_flow[lost[0]]
        return (
            f"The number reaches {psap}, but {_border(verdict, network)} drops {which}{share} by {_line(cause)}; "
            f"it would pass if {cause.would_pass_if}."
        )
    cause = by_flow[Flow.INVITE]
    does = "refuses" if verdict.treatment is Treatment.REJECT else "drops"
    hears = "a fast busy" if verdict.treatment is Treatment.REJECT else "silence"
    return (
        f"{_border(verdict, network)} {does} the INVITE from {origin}{share} by {_line(cause)}, so the caller hears "
        f"{hears}; it would pass if {cause.would_pass_if}."
    )


def _border(verdict: CallVerdict, network: Network) -> str:
    return network.elements[verdict.border].name


def _line(flow: FlowVerdict) -> str:
    return "the default rule" if flow.rule == "default" else f"line '{flow.rule}'"
