"""Who sends keep-alives to whom, and what share of them the network loses as it is; knows no time.

Keep-alives (SIP OPTIONS) go from every originating network to every BCF that it has a line to, both ways between BCFs
and ESRPs, and from ESRPs to PSAPs. The address of an active/standby pair is that of its active BCF; the standby answers
for it when it can take over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hotwash.analysis.lines import Lines, along
from hotwash.analysis.rules import decide
from hotwash.domain.effective import Effective
from hotwash.domain.elements import Answering, Border, Element, Filter, Originating, Proxy
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

    def _everybody(self) -> list[Peers]:
        found: list[Peers] = []
        for watcher, there in self._usual.items():
            found += [(watcher, peer) for peer in there if peer not in self._spare]
            if isinstance(self._network.elements[watcher], Border) and watcher not in self._spare:
                found += [(peer, watcher) for peer in there]
        return [pair for pair in found if pair[0] not in self._spare]

    def _loss(self, world: Effective, ways: Mapping[str, Mapping[str, Path]], pair: Peers) -> int:
        network = world.network
        watcher, peer = pair
        sender, answerer = self._address(world, watcher), self._address(world, peer)
        path = ways.get(sender, {}).get(answerer) or ways.get(answerer, {}).get(sender)
        if path is None:
            return ALL
        if not (self._filtered or network.imposed or isinstance(network.elements[watcher], Originating)):
            return 0
        seen = _seen(network.elements[watcher])
        return min(_lost_on(network, path, replace(seen, transports=(over,))) for over in seen.transports)

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
                element.id: _there(network, lines, element.id, wanted)
                for element in network.elements.values()
                if network.is_up(element.id) and (wanted := _wanted(element)) is not None
            }
            if len(self._shapes) >= SHAPES:
                del self._shapes[next(reversed(self._shapes))]
            self._shapes[shape] = known
        return known


def _wanted(element: Element) -> type[Element] | None:
    """What an element sends keep-alives towards."""
    if isinstance(element, Originating):
        return Border
    if isinstance(element, Border):
        return Proxy
    return Answering if isinstance(element, Proxy) and element.locates else None


def _there(network: Network, lines: Lines, start: str, wanted: type[Element]) -> Mapping[str, Path]:
    """The quickest way to everything of a kind that messages reach from an element, nearest first."""
    tree = lines.tree(start)
    found: dict[str, Path] = {}
    for end in tree.distance:
        element = network.elements[end]
        if end != start and isinstance(element, wanted) and (wanted is not Proxy or _routes(element)):
            way = tree.way(end)
            assert way is not None  # whatever has a distance has a way
            found[end] = along(*way)
    return found


def _routes(element: Element) -> bool:
    """Whether it is an ESRP."""
    return isinstance(element, Proxy) and element.locates


def _seen(watcher: Element) -> Traits:
    """What a firewall sees of a keep-alive; where one transport does not get through, the next is tried."""
    return watcher.traits() if isinstance(watcher, Originating) else Traits(watcher.id, tuple(Transport))


def _lost_on(network: Network, path: Path, seen: Traits) -> int:
    """Share of keep-alives that is stopped on a path, in thousandths."""
    passed = ALL
    outside = isinstance(network.elements[seen.source], Originating)
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
