"""How every element and link of a network stands now, in one word for screens and paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotwash.analysis.routes import Routes
from hotwash.analysis.verdict import CallVerdict, Judge, Treatment
from hotwash.domain.elements import Answering, Border, Element, Filter, Proxy
from hotwash.domain.firewall import PLAIN, Flow
from hotwash.domain.network import Network
from hotwash.domain.sentences import say, term


class Standing(StrEnum):
    """Four standings, each with a shape and a line style of its own on the map."""

    WORKING = term("working")
    DEGRADED = term("degraded")
    BLOCKING = term("blocking")
    DOWN = term("down")


@dataclass(frozen=True, slots=True)
class Condition:
    """A standing and the word that says what is the matter; the word is `working` where nothing is."""

    standing: Standing
    word: str


WORKING = Condition(Standing.WORKING, term("working"))
_HEARD = {Treatment.NO_AUDIO: term("no voice"), Treatment.SILENT: term("no calls"), Treatment.REJECT: term("no calls")}
_DROPPED = {Flow.INVITE: term("drops calls"), Flow.OPTIONS: term("drops keep-alives")}


def conditions(network: Network, routes: Routes | None = None) -> dict[str, Condition]:
    """The condition of every element and link, by id; `routes` may be those of any network of the same `shape`."""
    judge = Judge(network, routes)
    found = {element.id: WORKING for element in network.elements.values()}
    for firewall in network.of(Element):
        if isinstance(firewall, Border | Filter):
            found[firewall.id] = _firewall(judge, firewall)
    for proxy in network.of(Proxy):
        if proxy.locates and not judge.queries.query(proxy.id, Flow.LOST, PLAIN).passed:
            found[proxy.id] = Condition(Standing.DEGRADED, term("no location answers"))
    for place in network.imposed:
        if found.get(place, WORKING) is WORKING:
            found[place] = _stopping(judge, place)
    origins = [origin.id for origin in network.origins() if network.is_up(origin.id)]
    for psap in network.psaps():
        received = _psap(psap, [judge.call(origin, psap.id) for origin in origins])
        found[psap.id] = received if received is not WORKING else found[psap.id]
    for origin in network.origins():
        sent = _origin(judge, origin.id, network)
        found[origin.id] = sent if sent is not WORKING else found[origin.id]
    for down in network.down_elements:
        found[down] = Condition(Standing.DOWN, term("down"))
    for link in network.links.values():
        if link.id in network.down_links:
            found[link.id] = Condition(Standing.DOWN, term("cut"))
        elif not (network.is_up(link.a) and network.is_up(link.b)):
            found[link.id] = Condition(Standing.DEGRADED, term("no traffic"))
        else:
            found.setdefault(link.id, WORKING)
    return found


def _firewall(judge: Judge, firewall: Border | Filter) -> Condition:
    if judge.network.policies[firewall.policy].bypassed and firewall.id not in judge.network.imposed:
        return Condition(Standing.DEGRADED, term("bypassed, no protection"))
    found = _stopping(judge, firewall.id)
    if found == WORKING and judge.network.policies[firewall.policy].alert_only:
        return Condition(Standing.DEGRADED, term("alert only, less protection"))
    return found


def _stopping(judge: Judge, place: str) -> Condition:
    """What an element or link stops, by the first flow of a call that it stops for some network."""
    origins = judge.network.origins()
    lost: dict[Flow, frozenset[str]] = {}
    partly = stripped = False
    unheard: set[str] = set()
    for origin in origins:
        for verdict in judge.flows(origin.id, place):
            if not verdict.passed and verdict.flow is not Flow.OPTIONS and verdict.permille == 1000:
                unheard.add(origin.id)
            stripped = stripped or verdict.strips_permille > 0
            if not verdict.passed:
                lost[verdict.flow] = lost.get(verdict.flow, frozenset()) | {origin.id}
                partly = partly or verdict.permille < 1000
    if not lost:
        return Condition(Standing.DEGRADED, term("takes locations away")) if stripped else WORKING
    if len(unheard) == len(origins) and 0 < len(lost.get(Flow.INVITE, ())) < len(origins):
        return Condition(Standing.BLOCKING, term("drops calls and voice"))
    flow = min(lost, key=list(Flow).index)
    what = _DROPPED.get(flow, term("drops voice"))
    some = len(lost[flow]) < len(origins)
    standing = Standing.DEGRADED if partly or some or flow is Flow.OPTIONS else Standing.BLOCKING
    return Condition(standing, say("{drops} of some networks", drops=what) if some else what)


def _psap(psap: Answering, verdicts: list[CallVerdict]) -> Condition:
    failing = [verdict for verdict in verdicts if verdict.treatment is not Treatment.DELIVER]
    if failing and len(failing) == len(verdicts):
        partly = all(verdict.delivered_permille for verdict in failing)
        word = _HEARD[failing[0].treatment]
        return (
            Condition(Standing.DEGRADED, say("partly {word}", word=word))
            if partly
            else Condition(Standing.BLOCKING, word)
        )
    if failing:
        return Condition(Standing.DEGRADED, say("{word} from some networks", word=_HEARD[failing[0].treatment]))
    if any(verdict.psap != psap.id for verdict in verdicts):
        return Condition(Standing.DEGRADED, term("calls go elsewhere"))
    if any(not verdict.located for verdict in verdicts):
        return Condition(Standing.DEGRADED, term("no locations"))
    if any(verdict.blind_permille for verdict in verdicts):
        return Condition(Standing.DEGRADED, term("some locations missing"))
    return WORKING


def _origin(judge: Judge, origin: str, network: Network) -> Condition:
    if network.is_up(origin) and not judge.entries(origin):
        return Condition(Standing.BLOCKING, term("no way into the ESInet"))
    if origin in network.rerouted:
        return Condition(Standing.DEGRADED, term("goes round the BCF"))
    return WORKING
