"""Ways through the network: by which borders calls of an originating network enter, and on to each PSAP."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hotwash.analysis.lines import Lines
from hotwash.analysis.lines import along as alternating
from hotwash.domain.elements import Border, Filter, Proxy, Service
from hotwash.domain.firewall import Flow
from hotwash.domain.network import Network

QUERIES = "queries"


@dataclass(frozen=True, slots=True)
class Way:
    """One path in the direction of the call: element ids, the links between, one-way delay in ms.

    `asking` are the routing proxies among them that ask where the call belongs, in order; `proxies` every element
    that passes calls on, and `doors` every link or proxy that holds only so many calls.
    """

    elements: tuple[str, ...]
    links: tuple[str, ...]
    latency: int
    asking: tuple[str, ...]
    proxies: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()

    def then(self, onward: Way) -> Way:
        """This way and another that begins where it ends."""
        return Way(
            self.elements + onward.elements[1:],
            self.links + onward.links,
            self.latency + onward.latency,
            self.asking + tuple(proxy for proxy in onward.asking if proxy not in self.asking),
            self.proxies + tuple(proxy for proxy in onward.proxies if proxy not in self.proxies),
            self.doors + tuple(door for door in onward.doors if door not in self.doors),
        )

    def until(self, element: str) -> Way:
        """The part of this way up to one of its elements; its delay is the whole one's."""
        if element not in self.elements:
            return self
        count = self.elements.index(element) + 1
        elements, links = self.elements[:count], self.links[: count - 1]
        asking = tuple(proxy for proxy in self.asking if proxy in elements)
        proxies = tuple(proxy for proxy in self.proxies if proxy in elements)
        doors = tuple(door for door in self.doors if door in elements or door in links)
        return Way(elements, links, self.latency, asking, proxies, doors)


def shape(network: Network) -> tuple[object, ...]:
    """What the ways of a network depend on, of all that overlays can change."""
    rerouted = tuple(network.rerouted.items())
    return (network.down_elements, network.down_links, network.taken_over, network.unreachable, rerouted)


class Routes:
    """Every way through one network as it is now; built once for a network and asked many times.

    Whoever watches a peer by keep-alives sends nothing to one that it holds to be unreachable.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self._lines = Lines(network)
        self._added = {e.id: e.latency for e in network.elements.values() if isinstance(e, Proxy | Filter)}
        self._asks = frozenset(proxy.id for proxy in network.of(Proxy) if proxy.locates)
        self._holds = frozenset(
            [link.id for link in network.links.values() if link.capacity]
            + [proxy.id for proxy in network.of(Proxy) if proxy.capacity]
        )
        self._borders = tuple(border.id for border in network.borders() if network.is_up(border.id))
        self._resting = frozenset(border.id for border in network.borders() if _rests(border, network))
        self._asked = _asked(network)
        self._legs: dict[tuple[str, str, bool], Way | None] = {}
        self._entered: dict[str, tuple[str, ...]] = {}

    def entrances(self, origin: str) -> tuple[str, ...]:
        """Borders that are up and linked to an originating network, nearest first (ties in the author's order).

        Standby borders and those held to be unreachable are among them.
        """
        known = self._entered.get(origin)
        if known is None:
            reached = []
            for number, border in enumerate(self._borders):
                far = self._lines.tree(border, back=True).distance.get(origin)
                if far is not None:
                    reached.append((far, number, border))
            known = self._entered[origin] = tuple(border for _, _, border in sorted(reached))
        return known

    def borders(self, origin: str) -> tuple[str, ...]:
        """Borders that calls of an originating network can use now, nearest first.

        The standby of a pair rests while its partner is up.
        """
        return tuple(b for b in self.entrances(origin) if b not in self._resting and self.there(origin, b) is not None)

    def shunned(self, origin: str) -> tuple[str, ...]:
        """Borders that could take its calls, but whose keep-alives have failed."""
        return tuple(b for b in self.entrances(origin) if b not in self._resting and self.there(origin, b) is None)

    def legacy(self, origin: str) -> str:
        """The element by which its calls enter in place of a BCF; empty for none."""
        via = self.network.rerouted.get(origin, "")
        element = self.network.elements.get(via)
        return via if isinstance(element, Border) or (isinstance(element, Proxy) and element.enters) else ""

    def way(self, origin: str, border: str, psap: str) -> Way | None:
        """The shortest way through one border; None where there is none."""
        there, onward = self.there(origin, border), self.onward(border, psap)
        return None if there is None or onward is None else there.then(onward)

    def there(self, origin: str, entry: str) -> Way | None:
        """The shortest way from an originating network to where its calls enter."""
        return self._leg(entry, origin, back=True)

    def line(self, origin: str, border: str) -> Way | None:
        """The shortest way from an originating network to a border, whatever anybody holds to be unreachable."""
        found = self._lines.tree(border, back=True).way(origin)
        return None if found is None else self._made(found[0][::-1], found[1][::-1])

    def onward(self, entry: str, psap: str) -> Way | None:
        """The shortest way from where calls enter to a PSAP; borders themselves add no latency."""
        return self._leg(entry, psap, back=False)

    def answered(self, proxy: str) -> bool:
        """Whether a routing proxy reaches a location server (ECRF) that is up."""
        return bool(self.servers(proxy))

    def servers(self, asking: str, query: Flow = Flow.LOST) -> tuple[str, ...]:
        """Servers that are up and that a query of an element can reach, nearest first."""
        return tuple(server for _, server in self.asked(asking, query))

    def asked(self, asking: str, query: Flow, *, up: bool = True) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Servers for a query with the links and elements between, nearest first; with `up` only over what is up.

        Queries run over links that carry queries, by way of proxies, borders and firewalls.
        """
        network = self.network
        found: list[tuple[tuple[str, ...], str]] = []
        seen = {asking}
        waiting: list[tuple[str, tuple[str, ...]]] = [(asking, ())]
        for at, places in waiting:
            for link, other in self._asked.get(at, ()):
                if other in seen or (up and (link in network.down_links or not network.is_up(other))):
                    continue
                element = network.elements[other]
                if isinstance(element, Service) and element.answers is query:
                    seen.add(other)
                    found.append(((*places, link), other))
                elif isinstance(element, Proxy | Border | Filter):
                    seen.add(other)
                    waiting.append((other, (*places, link, other)))
        return tuple(found)

    def _leg(self, entry: str, end: str, *, back: bool) -> Way | None:
        key = (entry, end, back)
        if key not in self._legs:
            up = self.network.is_up(entry)
            self._legs[key] = self._search(entry, end, frozenset(), back=back) if up else None
        return self._legs[key]

    def _search(self, entry: str, end: str, banned: frozenset[str], *, back: bool) -> Way | None:
        """The shortest way on which nobody has to send to a peer that he holds to be unreachable."""
        found = self._lines.tree(entry, banned, back=back).way(end)
        if found is None:
            return None
        elements, links = (found[0][::-1], found[1][::-1]) if back else found
        unreachable = self.network.unreachable
        refused = [pair for pair in combinations(elements, 2) if pair in unreachable] if unreachable else []
        if not refused:
            return self._made(elements, links)
        around = {watcher if peer in (entry, end) else peer for watcher, peer in refused}
        return None if around & {entry, end} else self._search(entry, end, banned | around, back=back)

    def _made(self, elements: tuple[str, ...], links: tuple[str, ...]) -> Way:
        network = self.network
        return Way(
            elements,
            links,
            sum(network.links[link].latency for link in links)
            + sum(self._added[element] for element in elements if element in self._added),
            tuple(element for element in elements if element in self._asks),
            tuple(element for element in elements if element in self._lines.transit),
            tuple(place for place in alternating(elements, links) if place in self._holds) if self._holds else (),
        )


def along(way: Way) -> tuple[str, ...]:
    """Elements and links of a way, in the order in which a call meets them."""
    return alternating(way.elements, way.links)


def _rests(border: Border, network: Network) -> bool:
    """Whether a border only stands by and has not taken over."""
    return network.stands_by(border.id)


def _asked(network: Network) -> dict[str, list[tuple[str, str]]]:
    """For each element the links for queries that end at it, up or down, and their other ends."""
    found: dict[str, list[tuple[str, str]]] = {}
    for link in network.links.values():
        if link.carries == QUERIES:
            found.setdefault(link.a, []).append((link.id, link.b))
            found.setdefault(link.b, []).append((link.id, link.a))
    return found
