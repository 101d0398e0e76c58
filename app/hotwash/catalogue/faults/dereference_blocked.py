"""F18, location references cannot be looked up: mobile calls arrive with the default location, others as ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called, query_lines
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, LocationBy
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsWithoutLocation, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DereferenceBlocked(Fault):
    """HELD queries to one location server are dropped; only calls with their location by reference need them.

    Permitting the queries ends it. Everything done to the firewall at the border does nothing.
    """

    kind: ClassVar[str] = "dereference_blocked"
    title: ClassVar[str] = term("Location references cannot be looked up")
    code: ClassVar[str] = "F18"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_queries"})

    server: str = about(term("LIS whose queries are blocked."), refers="element")

    def steps(self, network: Network) -> Iterator[Step]:
        """Every query line at once; calls in progress survive."""
        note = say("gets no answer")
        held = Inspection("held-drop", (Flow.HELD,), note=note, locations=(LocationBy.REFERENCE,))
        for line in query_lines(network, self.server):
            yield Impair(line.id, line.id, Inspected(held))
        yield Wait(2 * MINUTE)
        yield Until(CallsWithoutLocation(2), LONGEST)
        yield Alarm("QueryTimeOut", self.server, say("Location queries to this server time out."))
        yield Until(CallsWithoutLocation(6), LONGEST)
        words = say("We get mobile calls from far outside our area. Landline calls look right.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Queries to {name} get no answer; calls that carry their location by reference are routed by the default "
            "location, the others as ever.",
            name=called(network, self.server),
        )
