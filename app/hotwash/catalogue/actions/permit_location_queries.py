"""The vendor lets location queries through to a location server again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import lines, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLocationQueries(Action):
    """The query lines of one ECRF or LIS carry again."""

    kind: ClassVar[str] = "permit_location_queries"
    title: ClassVar[str] = term("Order location queries to be permitted")
    hint: ClassVar[str] = term("Opens the way to one location server; helps only if it is blocked.")

    server: str = about(term("ECRF or LIS whose queries are permitted."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer and the change, then the server and every line that leads to it."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.server)
        name = called(network, self.server)
        yield from remedied(
            (self.server, *lines(network, (self.server,))),
            "permit_queries",
            found=say("The vendor permitted location queries to {name}.", name=name),
            not_found=say("The vendor found location queries to {name} permitted already.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Location queries to {server} were permitted.", server=called(network, self.server))
