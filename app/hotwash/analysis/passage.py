"""What every firewall on a call's way does to it, in order from the caller, and what is lost of it in all.

Knows nothing of where a call belongs: calls that meet the same gates share one passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hotwash.analysis.heard import Treatment
from hotwash.analysis.routes import Way, along
from hotwash.analysis.rules import FlowVerdict, Gate, Sieve
from hotwash.domain.elements import Border, Filter
from hotwash.domain.firewall import MEDIA, Flow, Traits, Transport, Verb
from hotwash.domain.network import Network

CALL_FLOWS = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
"""Flows of a call that every firewall judges, in the order they are explained; queries follow inside."""
INSIDE = (Transport.TLS, Transport.TCP, Transport.UDP)
"""Transports inside the ESInet, in the order in which they are tried (NENA-STA-010.3f)."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One cause and the share of all calls that it takes, in thousandths, what causes before it took not counted.

    `media` are the directions that are lost, for one that takes the sound; `code` the SIP answer of one that refuses.
    """

    treatment: Treatment
    permille: int
    at: str
    policy: str
    rule: str
    code: int = 0
    media: tuple[Flow, ...] = ()
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of a way on which SIP runs over one transport: its gates' verdicts and the transport it ended up with."""

    flows: tuple[FlowVerdict, ...]
    over: Transport
    fallback: bool


def taken(left: int, share: int) -> int:
    """What a cause that hits `share` thousandths takes out of `left` thousandths."""
    return (left * share + 500) // 1000


def stripped(flows: Iterable[FlowVerdict]) -> int:
    """Share of calls whose location is taken away by any of some verdicts, in thousandths."""
    left = 1000
    for verdict in flows:
        if verdict.flow is Flow.INVITE:
            left -= taken(left, verdict.strips_permille)
    return 1000 - left


class Gates:
    """Every place in one network where a call may be stopped."""

    def __init__(self, network: Network) -> None:
        self._network = network
        sieves = {policy.id: Sieve(policy) for policy in network.policies.values()}
        self._gates: dict[str, Gate] = {}
        for element in network.elements.values():
            sieve = sieves.get(element.policy) if isinstance(element, Border | Filter) else None
            imposed = network.imposed.get(element.id, ())
            if sieve is not None or imposed:
                self._gates[element.id] = Gate(element.id, element.name, sieve, imposed)
        for place, imposed in network.imposed.items():
            link = network.links.get(place)
            if link is not None:
                name = f"{network.elements[link.a].name} – {network.elements[link.b].name}"
                self._gates[place] = Gate(place, name, None, imposed)
        self._on_links = any(place in network.links for place in self._gates)
        self._legs: dict[tuple[Traits, tuple[Transport, ...], tuple[str, ...]], Leg] = {}

    def on(self, way: Way) -> tuple[str, ...]:
        """Places on a way where a call may be stopped, in order."""
        places = along(way) if self._on_links else way.elements
        return tuple(place for place in places if place in self._gates)

    @property
    def places(self) -> frozenset[str]:
        """Every such place."""
        return frozenset(self._gates)

    def leg(self, seen: Traits, transports: tuple[Transport, ...], places: tuple[str, ...]) -> Leg:
        """The verdicts at some gates, over the first transport by which the INVITE passes.

        Where it passes whole by none, over that by which the fewest calls are lost. Keep-alives choose for themselves.
        """
        key = (seen, transports, places)
        known = self._legs.get(key)
        if known is None:
            best = min(transports, key=lambda over: self._lost(Flow.INVITE, seen, over, places))
            kept = min(transports, key=lambda over: self._lost(Flow.OPTIONS, seen, over, places))
            flows: list[FlowVerdict] = []
            for place in places:
                for flow in CALL_FLOWS:
                    over = kept if flow is Flow.OPTIONS else best
                    flows += self._gates[place].judge(flow, seen, over, fallback=over is not transports[0])
            known = self._legs[key] = Leg(tuple(flows), best, best is not transports[0])
        return known

    def flows(self, seen: Traits, transports: tuple[Transport, ...], place: str) -> tuple[FlowVerdict, ...]:
        """Every flow of such a call at one place, by the transport that it would use past that place alone."""
        return self.leg(seen, transports, (place,)).flows if place in self._gates else ()

    def _lost(self, flow: Flow, seen: Traits, over: Transport, places: tuple[str, ...]) -> int:
        left = 1000
        for place in places:
            for verdict in self._gates[place].judge(flow, seen, over):
                if not verdict.passed:
                    left -= taken(left, verdict.permille)
        return 1000 - left


def losses(flows: tuple[FlowVerdict, ...], left: int = 1000) -> tuple[Loss, ...]:
    """What is lost of `left` thousandths of calls at all gates together: first of their set-up, then of their sound."""
    found = []
    for verdict in flows:
        if verdict.flow is Flow.INVITE and not verdict.passed:
            share = taken(left, verdict.permille)
            left -= share
            treatment = Treatment.REJECT if verdict.verb is Verb.REJECT else Treatment.SILENT
            if share:
                found.append(_loss(treatment, share, verdict))
    return (*found, *_sound(flows, left))


def _sound(flows: tuple[FlowVerdict, ...], left: int) -> list[Loss]:
    """Losses of sound; one line that stops both directions takes the same calls, two whole causes meet in all calls."""
    stops: dict[tuple[str, str, str, int], FlowVerdict] = {}
    media: dict[tuple[str, str, str, int], tuple[Flow, ...]] = {}
    for verdict in flows:
        if verdict.flow in MEDIA and not verdict.passed:
            key = (verdict.at, verdict.policy, verdict.rule, verdict.permille)
            stops.setdefault(key, verdict)
            media[key] = (*media.get(key, ()), verdict.flow)
    found: list[Loss] = []
    for key, verdict in stops.items():
        if verdict.permille == 1000:
            found = [replace(loss, media=_both(loss.media, media[key])) for loss in found]
        share = taken(left, verdict.permille)
        left -= share
        if share:
            found.append(_loss(Treatment.NO_AUDIO, share, verdict, media[key]))
    return found


def _both(some: tuple[Flow, ...], more: tuple[Flow, ...]) -> tuple[Flow, ...]:
    return tuple(flow for flow in (Flow.MEDIA_IN, Flow.MEDIA_OUT) if flow in some or flow in more)


def _loss(treatment: Treatment, share: int, verdict: FlowVerdict, media: tuple[Flow, ...] = ()) -> Loss:
    return Loss(treatment, share, verdict.at, verdict.policy, verdict.rule, verdict.code, media, verdict.would_pass_if)
