"""Where in a network something shows, in names that a person knows; shared by kinds of fault and action."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from hotwash.domain.elements import Border, Element, Proxy
from hotwash.domain.network import Network
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
