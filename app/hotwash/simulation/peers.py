"""Who sends keep-alives to whom, and what share of them the network loses as it is; knows no time.

Keep-alives (SIP OPTIONS) go from every originating network to every BCF that it has a line to; both ways between BCFs
and ESRPs, from one ESRP to the next, between ESRPs and PSAPs, never past an ESRP; both ways between an LNG and the BCFs
or ESRPs that it has a line to, and between ESRPs and an LPG. A PSAP behind an LPG speaks no SIP and sends none. A
firewall takes those of an LNG for those of the networks behind it. The address of an active/standby pair is that of
its active BCF; the standby answers for it when it can take over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hotwash.analysis.lines import Lines, along
from hotwash.analysis.rules import decide
from hotwash.domain.effective import Effective
from hotwash.domain.elements import Answering, Border, Element, Filter, Gateway, Originating, Proxy
from hotwash.domain.firewall import Flow, Inspection, Traits, Transport
from hotwash.domain.network import Network
from hotwash.simulation.pairs import can_take_over

Peers = tuple[str, str]
"""Who watches, and whom."""
Path = tuple[str, ...]
"""Elements and links from one to the other, both ends included."""
ALL = 1000
"""Thousandths of a whole."""
SHAPES = 32
"""How many shapes of the network are remembered: those of the faults that come and go."""


class Peering:
    """The keep-alives of one network. `lost` is worked out anew only where something that matters to it has changed."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._standbys = {active.id: (active, standby) for active, standby in network.standby_pairs()}
        self._spare = {standby.id for _, standby in network.standby_pairs()}
        self._filtered = any(True for _ in network.of(Filter))
        self._shapes: dict[object, Mapping[str, Mapping[str, Path]]] = {}
        self._usual = self._ways(network)
        self._behind = self._whose()
        self.pairs: tuple[Peers, ...] = tuple(self._everybody())
        self._last: tuple[object, Mapping[Peers, int]] | None = None

    def lost(self, world: Effective) -> Mapping[Peers, int]:
        """Share of keep-alives that get no answer, in thousandths, for every pair that loses any.

        Who is down itself sends none, and loses none.
        """
        network = world.network
        key = (
            network.down_elements, network.down_links, tuple(network.policies.values()), tuple(network.imposed.items()),
            world.broken_failovers if self._standbys else None,
        )  # fmt: skip
        if self._last is None or self._last[0] != key:
            ways = self._ways(network)
            losses = {pair: self._loss(world, ways, pair) for pair in self.pairs if network.is_up(pair[0])}
            self._last = (key, {pair: loss for pair, loss in losses.items() if loss})
        return self._last[1]

    def steers(self, pair: Peers) -> bool:
        """Whether calls go from the first of a pair to the second, and so elsewhere where it is held unreachable."""
        watcher, peer = (self._network.elements[one] for one in pair)
        if isinstance(watcher, Answering) or _gateway(watcher) is Gateway.OUTWARD:
            return False
        return _gateway(peer) is not Gateway.INWARD

    def _everybody(self) -> list[Peers]:
        elements = self._network.elements
        found: list[Peers] = []
        beside: list[Peers] = []
        for watcher, there in self._usual.items():
            element = elements[watcher]
            for peer, path in there.items():
                if _routes(element) and not isinstance(elements[peer], Answering):
                    beside.append((watcher, peer))
                    beside += [(peer, watcher)] if _gateway(elements[peer]) else []
                elif _gateway(element):
                    beside += [(watcher, peer), (peer, watcher)]
                else:
                    found.append((watcher, peer))
                    if _routes(element) and self._direct(path):
                        beside.append((peer, watcher))
            if isinstance(element, Border) and watcher not in self._spare:
                found += [(peer, watcher) for peer in there]
        return [pair for pair in (*found, *beside) if self._spare.isdisjoint(pair)]

    def _direct(self, path: Path, *, past_gateways: bool = False) -> bool:
        """Whether no ESRP stands between the two ends, nor any gateway: whoever sends SIP on answers for itself."""
        between = (self._network.elements.get(place) for place in path[1:-1])
        met = [element for element in between if element is not None]
        return not any(_routes(element) or (_gateway(element) and not past_gateways) for element in met)

    def _loss(self, world: Effective, ways: Mapping[str, Mapping[str, Path]], pair: Peers) -> int:
        network = world.network
        watcher, peer = pair
        sender, answerer = self._address(world, watcher), self._address(world, peer)
        path = ways.get(sender, {}).get(answerer) or ways.get(answerer, {}).get(sender)
        if path is None:
            return ALL
        if not (self._filtered or network.imposed or _outside(network.elements[watcher])):
            return 0
        seen = [_seen(network.elements[name]) for name in self._behind.get(watcher, (watcher,))]
        return min(_lost_on(network, path, replace(one, transports=(over,))) for one in seen for over in one.transports)

    def _whose(self) -> Mapping[str, tuple[str, ...]]:
        """For each LNG the originating networks whose calls pass it."""
        found: dict[str, dict[str, None]] = {}
        for origin in self._network.origins():
            for path in self._usual.get(origin.id, {}).values():
                for place in path:
                    if (element := self._network.elements.get(place)) is not None and _gateway(element):
                        found.setdefault(place, {})[origin.id] = None
        return {gateway: tuple(origins) for gateway, origins in found.items()}

    def _address(self, world: Effective, peer: str) -> str:
        """Who answers for a peer: the standby of a pair whose active BCF is down."""
        if peer in self._standbys and not world.network.is_up(peer):
            active, standby = self._standbys[peer]
            return standby.id if can_take_over(world, active, standby) else peer
        return peer

    def _ways(self, network: Network) -> Mapping[str, Mapping[str, Path]]:
        """Ways from originating networks to BCFs, from BCFs to ESRPs, and from ESRPs to PSAPs."""
        shape = (network.down_elements, network.down_links)
        known = self._shapes.get(shape)
        if known is None:
            lines = Lines(network)
            known = {
                element.id: self._there(lines, element)
                for element in network.elements.values()
                if network.is_up(element.id) and _asks(element)
            }
            if len(self._shapes) >= SHAPES:
                del self._shapes[next(reversed(self._shapes))]
            self._shapes[shape] = known
        return known

    def _there(self, lines: Lines, start: Element) -> Mapping[str, Path]:
        """The quickest way to everything that an element sends keep-alives towards, nearest first."""
        tree = lines.tree(start.id)
        found: dict[str, Path] = {}
        for end in tree.distance:
            element = self._network.elements[end]
            if end != start.id and _wants(start, element):
                way = tree.way(end)
                assert way is not None  # whatever has a distance has a way
                path = along(*way)
                if isinstance(element, Border) or self._direct(path, past_gateways=isinstance(element, Answering)):
                    found[end] = path
        return found


def _asks(element: Element) -> bool:
    """Whether ways to peers are looked for from an element; those back are the same."""
    return isinstance(element, Originating | Border) or _routes(element) or _gateway(element) is Gateway.INWARD


def _wants(element: Element, other: Element) -> bool:
    """Whether an element sends keep-alives towards another of that kind."""
    if isinstance(element, Originating):
        return isinstance(other, Border)
    if isinstance(element, Border):
        return _routes(other)
    if _routes(element):
        return isinstance(other, Answering) or _routes(other) or _gateway(other) is Gateway.OUTWARD
    return isinstance(other, Border) or _routes(other)


def _gateway(element: Element) -> Gateway:
    return element.gateway if isinstance(element, Proxy) else Gateway.NONE


def _routes(element: Element) -> bool:
    """Whether it is an ESRP."""
    return isinstance(element, Proxy) and element.locates


def _outside(element: Element) -> bool:
    """Whether it stands on the far side of the BCFs."""
    return isinstance(element, Originating) or _gateway(element) is Gateway.INWARD


def _seen(watcher: Element) -> Traits:
    """What a firewall sees of a keep-alive; where one transport does not get through, the next is tried."""
    return watcher.traits() if isinstance(watcher, Originating) else Traits(watcher.id, tuple(Transport))


def _lost_on(network: Network, path: Path, seen: Traits) -> int:
    """Share of keep-alives that is stopped on a path, in thousandths."""
    passed = ALL
    outside = _outside(network.elements[seen.source])
    for place in path:
        for inspection in network.imposed.get(place, ()):
            if _concerns(inspection, seen):
                passed = passed * (ALL - inspection.permille) // ALL
        element = network.elements.get(place)
        if isinstance(element, Filter) or (isinstance(element, Border) and outside):
            line = decide(network.policies[element.policy], Flow.OPTIONS, seen)
            if not line.passes:
                passed = passed * (ALL - line.permille) // ALL
    return ALL - passed


def _concerns(inspection: Inspection, seen: Traits) -> bool:
    """Keep-alives have no body: a check for large messages, or for calls that carry a location, lets them pass."""
    if inspection.strips_location or inspection.over_bytes or inspection.locations:
        return False
    if inspection.transports and seen.transports[0] not in inspection.transports:
        return False
    return Flow.OPTIONS in inspection.flows and (not inspection.sources or seen.source in inspection.sources)
