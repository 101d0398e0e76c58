"""F17, LoST queries to one server get no answer: where no other answers, calls arrive without location."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import query_lines
from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.impairment import LinkDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsWithoutLocation, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationQueryBlocked(Fault):
    """The lines between the routing proxies and the ECRF carry nothing; a call waits for the answer, then goes on.

    Permitting the queries ends it. Everything done to the firewall at the border does nothing.
    """

    kind: ClassVar[str] = "location_query_blocked"
    title: ClassVar[str] = term("Location queries blocked")
    code: ClassVar[str] = "F17"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_queries"})

    server: str = about(term("ECRF whose queries are blocked."), refers="element")

    def steps(self, network: Network) -> Iterator[Step]:
        """Every query line at once; calls in progress survive. A PSAP notices only where no other server answers."""
        for line in query_lines(network, self.server):
            yield Impair(line.id, line.id, LinkDown())
        yield Wait(2 * MINUTE)
        yield Alarm("LostQueryLogEvent", self.server, say("Location queries to this server time out."))
        yield Until(CallsWithoutLocation(4), 12 * HOUR)
        whose = (
            say("We are getting calls of other PSAPs, and none") if network.default_psap else say("None of our calls")
        )
        yield Tell(say("{whose} has a location.", whose=whose), say("A PSAP supervisor"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.elements[self.server].name if self.server in network.elements else self.server
        if all(self._others(network, proxy.id) for proxy in network.of(Proxy) if proxy.locates):
            return say(
                "Location queries to {name} get no answer; calls keep their location while another server answers.",
                name=name,
            )
        where = say("reach the default PSAP") if network.default_psap else say("arrive")
        return say(
            "Location queries to {name} get no answer; calls {where} without a location.", name=name, where=where
        )

    def _others(self, network: Network, proxy: str) -> bool:
        """Whether a routing proxy asks another server too."""
        asked = [link for link in network.links.values() if link.carries == "queries" and proxy in (link.a, link.b)]
        return any(self.server not in (link.a, link.b) for link in asked)
