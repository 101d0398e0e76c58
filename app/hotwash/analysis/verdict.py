"""What becomes of a call from one network to one PSAP now, hop by hop, and why: the one verdict for all screens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotwash.analysis.routes import Routes, Way
from hotwash.analysis.rules import FlowVerdict, judge_flow, line_words
from hotwash.domain.elements import Answering, Border
from hotwash.domain.firewall import Flow, Verb
from hotwash.domain.network import Network
from hotwash.domain.sentences import say, term


class Treatment(StrEnum):
    """What the network does to the attempt, before any queue."""

    DELIVER = "deliver"
    SILENT = "silent"
    REJECT = "reject"
    NO_AUDIO = "no audio"


CALL_FLOWS = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
"""Flows of a call that cross the border, in the order they are explained; the LoST query follows inside."""


@dataclass(frozen=True, slots=True)
class CallVerdict:
    """The judgement of one call. `psap` is where it is delivered, `home` where it belongs.

    `flows` are judged at the border; `queries` are the LoST queries of the routing proxies on the way.
    """

    origin: str
    home: str
    psap: str
    path: tuple[str, ...]
    links: tuple[str, ...]
    latency: int
    border: str
    flows: tuple[FlowVerdict, ...]
    queries: tuple[FlowVerdict, ...]
    treatment: Treatment
    permille: int
    located: bool
    failed_at: str
    sentence: str


class Judge:
    """Judges any number of calls on one network as it is now."""

    def __init__(self, network: Network, routes: Routes | None = None, *, minute_of_week: int = 0) -> None:
        """`routes` may be those of a network that has the same elements and links up: policies don't matter there."""
        self.network = network
        self.minute_of_week = minute_of_week
        self.routes = Routes(network) if routes is None else routes
        self._flows: dict[tuple[str, str], tuple[FlowVerdict, ...]] = {}
        self._choice: dict[str, tuple[str, ...]] = {}
        self._asked: dict[tuple[str, ...], tuple[FlowVerdict, ...]] = {}
        self._treatments: dict[tuple[str, str], tuple[Treatment, int]] = {}

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
        treatment, permille = self._treated(origin, border)
        failed_at = "" if treatment is Treatment.DELIVER else border
        sentence = _Sentence(self.network, origin, home, psap, border, flows).of(treatment, permille, located=located)
        return CallVerdict(
            origin,
            home,
            psap,
            way.elements,
            way.links,
            way.latency,
            border,
            flows,
            self._queries(way.asking),
            treatment,
            permille,
            located,
            failed_at,
            sentence,
        )

    def _queries(self, asking: tuple[str, ...]) -> tuple[FlowVerdict, ...]:
        """The LoST query of every routing proxy on a way that asks."""
        known = self._asked.get(asking)
        if known is None:
            known = tuple(_query(self.network, proxy, self.routes.servers(proxy)) for proxy in asking)
            self._asked[asking] = known
        return known

    def _treated(self, origin: str, border: str) -> tuple[Treatment, int]:
        known = self._treatments.get((origin, border))
        if known is None:
            known = self._treatments[origin, border] = _treatment(self.flows(origin, border))
        return known

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
        sentence = say(
            "No way is up from {origin} to {home}; the caller hears a fast busy.",
            origin=names[origin].name,
            home=names[home].name,
        )
        return CallVerdict(
            origin, home, home, (origin,), (), 0, "", (), (), Treatment.REJECT, 1000, True, origin, sentence
        )


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


def lost_by(verdict: CallVerdict) -> frozenset[tuple[str, str]]:
    """The lines that fail the call, each as policy and line name; none where it is delivered or finds no way."""
    flows = {
        Treatment.SILENT: (Flow.INVITE,),
        Treatment.REJECT: (Flow.INVITE,),
        Treatment.NO_AUDIO: (Flow.MEDIA_IN, Flow.MEDIA_OUT),
    }.get(verdict.treatment, ())
    return frozenset((flow.policy, flow.rule) for flow in verdict.flows if flow.flow in flows and not flow.passed)


def _query(network: Network, proxy: str, servers: tuple[str, ...]) -> FlowVerdict:
    name, direction = network.elements[proxy].name, term("to the location server")
    if servers:
        sentence = say(
            "LoST query from {name} is answered by {server}.", name=name, server=network.elements[servers[0]].name
        )
        return FlowVerdict(Flow.LOST, True, proxy, "", "", Verb.ALLOW, 1000, direction, "", sentence)
    remedy = say("a line to a location server that is up carried queries")
    sentence = say("LoST query from {name} gets no answer; it would pass if {remedy}.", name=name, remedy=remedy)
    return FlowVerdict(Flow.LOST, False, proxy, "", "", Verb.DENY, 1000, direction, remedy, sentence)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Why a call fares as it does, in one sentence that names place, line and direction."""

    network: Network
    origin: str
    home: str
    psap: str
    border: str
    flows: tuple[FlowVerdict, ...]

    def of(self, treatment: Treatment, permille: int, *, located: bool) -> str:
        if treatment is Treatment.DELIVER:
            return self._delivered(located=located)
        share = "" if permille == 1000 else say(" for {percent:g} % of calls", percent=permille / 10)
        if treatment is Treatment.NO_AUDIO:
            return self._no_audio(share)
        cause = next(flow for flow in self.flows if flow.flow is Flow.INVITE)
        values = {
            "border": self._name(self.border),
            "origin": self._name(self.origin),
            "share": share,
            "line": line_words(cause.rule),
            "remedy": cause.would_pass_if,
        }
        if treatment is Treatment.REJECT:
            return say(
                "{border} refuses the INVITE from {origin}{share} by {line}, so the caller hears a fast busy; it would "
                "pass if {remedy}.",
                **values,
            )
        return say(
            "{border} drops the INVITE from {origin}{share} by {line}, so the caller hears silence; it would pass if "
            "{remedy}.",
            **values,
        )

    def _delivered(self, *, located: bool) -> str:
        origin, psap, border = self._name(self.origin), self._name(self.psap), self._name(self.border)
        if self.psap == self.home and located:
            return say(
                "The call from {origin} reaches {psap} through {border}.", origin=origin, psap=psap, border=border
            )
        elsewhere = "" if self.psap == self.home else say(" instead of {home}", home=self._name(self.home))
        blind = "" if located else say(" without a location, because no location query is answered")
        return say(
            "The call from {origin} reaches {psap}{elsewhere} through {border}{blind}.",
            origin=origin,
            psap=psap,
            elsewhere=elsewhere,
            border=border,
            blind=blind,
        )

    def _no_audio(self, share: str) -> str:
        lost = [flow for flow in self.flows if flow.flow in (Flow.MEDIA_IN, Flow.MEDIA_OUT) and not flow.passed]
        both = say("the voice in both directions")
        return say(
            "The number reaches {psap}, but {border} drops {which}{share} by {line}; it would pass if {remedy}.",
            psap=self._name(self.psap),
            border=self._name(self.border),
            which=both if len(lost) == 2 else say("the voice {direction}", direction=lost[0].direction),
            share=share,
            line=line_words(lost[0].rule),
            remedy=lost[0].would_pass_if,
        )

    def _name(self, element: str) -> str:
        return self.network.elements[element].name
