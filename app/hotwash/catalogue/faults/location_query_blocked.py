"""F17, LoST queries get no answer: calls still arrive, default-routed and without location."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.impairment import LinkDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Alarm, Impair, Step, Tell, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationQueryBlocked(Fault):
    """The lines between the routing proxies and the ECRF carry nothing."""

    kind: ClassVar[str] = "location_query_blocked"
    title: ClassVar[str] = "Location queries blocked"
    code: ClassVar[str] = "F17"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_queries"})

    server: str = about("ECRF whose queries are blocked.", refers="element")

    def steps(self, network: Network) -> Iterator[Step]:
        """Every query line at once; calls in progress survive."""
        for link in network.links.values():
            if link.carries == "queries" and self.server in (link.a, link.b):
                yield Impair(link.id, link.id, LinkDown())
        yield Wait(2 * MINUTE)
        yield Alarm("LostQueryLogEvent", self.server, "Location queries time out; calls go to the default PSAP.")
        yield Wait(4 * MINUTE)
        yield Tell("We are getting everybody's calls, and none has a location.", "A PSAP supervisor", "phone")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.elements[self.server].name if self.server in network.elements else self.server
        return f"Location queries to {name} get no answer; calls reach the default PSAP without a location."
