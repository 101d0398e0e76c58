"""Queries that elements on a call's way make: LoST (whose call), HELD (where is the caller), DNS (next hop)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotwash.analysis.routes import Routes, Way
from hotwash.analysis.rules import FlowVerdict, Gate, Sieve
from hotwash.domain.elements import Border, Filter, Proxy, Service
from hotwash.domain.firewall import Flow, LocationBy, Traits, Transport, Verb
from hotwash.domain.network import Network
from hotwash.domain.sentences import Sentence, say, term

QUERY_TIMEOUT = 3_000
"""Time in ms that a query without an answer adds to call set-up: a default; times of 2 to 5 s are usual."""

_TO = {
    Flow.LOST: term("to the location server"),
    Flow.HELD: term("to the LIS"),
    Flow.DNS: term("to the name server"),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the queries on one way give. `blind` is the share of calls whose place nobody tells, in thousandths.

    `unresolved` is the first element that cannot find its next hop; empty where names resolve. `delay` is what queries
    without an answer add on average, in ms, and `told_delay` what they add for calls whose place somebody tells.
    """

    verdicts: tuple[FlowVerdict, ...]
    blind: int
    delay: int
    unresolved: str = ""
    silent: Flow | None = None
    """The query that gets no answer, where one is to blame for a lack of location."""
    told_delay: int = 0

    @property
    def blind_delay(self) -> int:
        """What they add for calls whose place nobody tells, so that the average over all calls is `delay`."""
        if not self.blind:
            return self.delay
        return (self.delay * 1000 - self.told_delay * (1000 - self.blind)) // self.blind


class Queries:
    """The queries of one network as it is now. They run over links that carry queries, past what is imposed there."""

    def __init__(self, network: Network, routes: Routes) -> None:
        self._network = network
        self._routes = routes
        self._served = frozenset(service.answers for service in network.of(Service))
        self._known: dict[tuple[str, Flow, Traits], FlowVerdict] = {}

    def on(self, way: Way, seen: Traits) -> Answers:
        """Every query that a call of such a network causes on a way, in order."""
        verdicts = []
        unresolved = ""
        if Flow.DNS in self._served:
            for element in way.elements:
                named = self._named(element, seen)
                if named is not None:
                    verdicts.append(named)
                    unresolved = unresolved or ("" if named.passed else element)
        located, silent = 0, None
        told_delay = _delay(verdicts)
        kinds = self._kinds(seen) if way.asking else ()
        for kind in kinds:
            asked = [self.query(proxy, kind, seen) for proxy in way.asking]
            lost = min((0 if verdict.passed else verdict.permille for verdict in asked), default=0)
            if lost and silent is None:
                silent = kind
            located = located + (1000 - located) * lost // 1000
            told_delay += _delay(asked, lost)
            verdicts += asked
        return Answers(tuple(verdicts), located, _delay(verdicts), unresolved, silent, told_delay)

    def _kinds(self, seen: Traits) -> tuple[Flow, ...]:
        """A call with a location by reference needs it looked up first, where the network has a LIS at all."""
        if seen.location is LocationBy.REFERENCE and Flow.HELD in self._served:
            return (Flow.HELD, Flow.LOST)
        return (Flow.LOST,)

    def _named(self, element: str, seen: Traits) -> FlowVerdict | None:
        """The name look-up of a proxy or border that is linked to a name server; None for others."""
        if not isinstance(self._network.elements[element], Proxy | Border | Filter):
            return None
        if not self._routes.asked(element, Flow.DNS, up=False):
            return None
        return self.query(element, Flow.DNS, seen)

    def query(self, asking: str, flow: Flow, seen: Traits) -> FlowVerdict:
        """One query of one element: answered by the first server that it reaches, else by the one it loses least to."""
        key = (asking, flow, seen)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._ask(asking, flow, seen)
        return known

    def _ask(self, asking: str, flow: Flow, seen: Traits) -> FlowVerdict:
        network = self._network
        name = network.elements[asking].name
        stopped: list[tuple[int, FlowVerdict]] = []
        for places, server in self._routes.asked(asking, flow):
            gates = self._gates((asking, *places, server))
            stops = [verdict for gate in gates for verdict in gate.judge(flow, seen, _OVER) if not verdict.passed]
            if not stops:
                return self._answered(flow, asking, name, server)
            worst = max(stops, key=lambda verdict: verdict.permille)
            stopped.append((worst.permille, worst))
        if stopped:
            permille, worst = min(stopped, key=lambda item: item[0])
            return FlowVerdict(
                flow, False, asking, worst.policy, worst.rule, worst.verb, permille, _TO[flow], worst.would_pass_if,
                worst.sentence, worst.code,
            )  # fmt: skip
        remedy = say("a line to a location server that is up carried queries")
        if flow is Flow.LOST:
            sentence = say(
                "LoST query from {name} gets no answer; it would pass if {remedy}.", name=name, remedy=remedy
            )
        else:
            remedy = say("a line to a server that is up carried queries")
            sentence = say(
                "{query} from {name} gets no answer; it would pass if {remedy}.",
                query=Sentence(flow.value),
                name=name,
                remedy=remedy,
            )
        return FlowVerdict(flow, False, asking, "", "", Verb.DENY, 1000, _TO[flow], remedy, sentence)

    def _answered(self, flow: Flow, asking: str, name: str, server: str) -> FlowVerdict:
        values = {"name": name, "server": self._network.elements[server].name}
        if flow is Flow.LOST:
            sentence = say("LoST query from {name} is answered by {server}.", **values)
        else:
            sentence = say("{query} from {name} is answered by {server}.", query=Sentence(flow.value), **values)
        return FlowVerdict(flow, True, asking, "", "", Verb.ALLOW, 1000, _TO[flow], "", sentence)

    def _gates(self, places: tuple[str, ...]) -> list[Gate]:
        """Where a query may be stopped: by the policy of a border or firewall on its way, or by something imposed."""
        network = self._network
        gates = []
        for place in places:
            element = network.elements.get(place)
            name = place if element is None else element.name
            firewall = element if isinstance(element, Border | Filter) else None
            sieve = Sieve(network.policies[firewall.policy]) if firewall is not None else None
            imposed = network.imposed.get(place, ())
            if sieve is not None or imposed:
                gates.append(Gate(place, name, sieve, imposed))
        return gates


def _delay(asked: Iterable[FlowVerdict], lost: int = 0) -> int:
    """Mean time in ms that some queries without an answer take, of calls that are not among `lost` thousandths."""
    shares = [verdict.permille - lost for verdict in asked if not verdict.passed]
    return sum(QUERY_TIMEOUT * share // (1000 - lost) for share in shares) if lost < 1000 else 0


_OVER = Transport.TLS
