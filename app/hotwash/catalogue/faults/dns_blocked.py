"""F17, DNS queries are blocked: nothing shows while answers are remembered, then no next hop is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called, query_lines
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsBlocked(Fault):
    """The lines to one DNS server carry no queries; the names that are known last as long as their time to live.

    Permitting the queries ends it. A roll-back and a reload do nothing; neither does anything done to the firewall at
    the border, for these queries run inside.
    """

    kind: ClassVar[str] = "dns_blocked"
    title: ClassVar[str] = term("DNS queries blocked")
    code: ClassVar[str] = "F17"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_queries"})

    server: str = about(term("DNS server whose queries are blocked."), refers="element")
    ttl: int = about(
        term("Time for which answers are remembered."), unit="ms", low=0, high=48 * HOUR, default=10 * MINUTE
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The block at once, its effect when the answers are forgotten."""
        for stage in (self._remembered(), self._forgotten()):
            for line in query_lines(network, self.server):
                yield Impair(line.id, line.id, Inspected(stage))
            if not stage.flows:
                yield Wait(self.ttl)
        yield Until(CallsFailed(4), LONGEST)
        yield Wait(2 * MINUTE)
        words = say("The proxies log SERVFAIL and time-outs for names that worked a few minutes ago.")
        yield Tell(words, say("ESInet operations"), say("email"))

    def _remembered(self) -> Inspection:
        return Inspection("dns-drop", (), note=say("is answered from memory"))

    def _forgotten(self) -> Inspection:
        return Inspection("dns-drop", (Flow.DNS,), note=say("gets no answer"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "DNS queries to {name} get no answer; where no other server answers, the next hop of calls is not found "
            "after {minutes:g} min, and callers hear a fast busy tone.",
            name=called(network, self.server),
            minutes=self.ttl / MINUTE,
        )
