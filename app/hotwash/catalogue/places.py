"""Where in a network something shows, in names that a person knows; shared by kinds of fault and action."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from hotwash.domain.elements import Border, Element, Proxy
from hotwash.domain.network import Link, Network
from hotwash.domain.sentences import joined, say


def routing_proxies(network: Network) -> tuple[str, ...]:
    """Every ESRP: one of them notices when too few calls come."""
    return tuple(proxy.id for proxy in network.of(Proxy) if proxy.locates)


def routing_proxy(network: Network) -> str:
    """The first ESRP; empty where there is none."""
    return next(iter(routing_proxies(network)), "")


def border_with(network: Network, policy: str) -> str:
    """The first BCF that enforces a policy, which is where its symptoms are reported; empty where there is none."""
    return next((border.id for border in network.borders() if border.policy == policy), "")


def standing_in(network: Network, site: str) -> tuple[Element, ...]:
    """Everything that stands in a site, its BCFs first."""
    there = [element for element in network.elements.values() if element.site == site]
    return tuple(sorted(there, key=lambda element: not isinstance(element, Border)))


def site_name(network: Network, site: str) -> str:
    """What people call a site: after the first thing that stands in it."""
    there = standing_in(network, site)
    return say("the site of {name}", name=there[0].name) if there else say("site '{site}'", site=site)


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: a, b and c."""
    return also([joined(words[:-1], ", "), words[-1]] if len(words) > 2 else words)


def also(words: Sequence[str]) -> str:
    """Words with an `and` between any two; empty where there are none."""
    return reduce(lambda before, last: say("{before} and {last}", before=before, last=last), words) if words else ""


def called(network: Network, place: str) -> str:
    """What people call an element, a policy or a link; its id where there is no such thing."""
    if place in network.elements:
        return network.elements[place].name
    if place in network.policies:
        return network.policies[place].name
    if place in network.links:
        link = network.links[place]
        return say("the line between {a} and {b}", a=called(network, link.a), b=called(network, link.b))
    return place


def whose(network: Network, origin: str) -> str:
    """Whose calls are meant: those of one originating network, or of every one."""
    return network.elements[origin].name if origin in network.elements else say("every network")


def query_lines(network: Network, server: str) -> tuple[Link, ...]:
    """The lines over which a server is queried."""
    return tuple(link for link in network.links.values() if link.carries == "queries" and server in (link.a, link.b))


def region_name(network: Network, region: str) -> str:
    """What people call a region; everything where none is named."""
    return network.regions[region].name if region in network.regions else say("the whole area")
