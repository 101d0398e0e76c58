"""The vendor lets location queries through to a location server again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Remedy, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLocationQueries(Action):
    """The query lines of one ECRF carry again."""

    kind: ClassVar[str] = "permit_location_queries"
    title: ClassVar[str] = "Order location queries to be permitted"
    hint: ClassVar[str] = "Opens the way to one location server; helps only if it is blocked."

    server: str = about("ECRF whose queries are permitted.", refers="element")
    least: int = about("Shortest time it takes.", unit="ms", low=0, default=3 * MINUTE)
    typical: int = about("Typical time it takes.", unit="ms", low=0, default=5 * MINUTE)
    most: int = about("Longest time it takes.", unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer and the change, then every query line of the server."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = network.elements[self.server].name
        for link in network.links.values():
            if link.carries == "queries" and self.server in (link.a, link.b):
                yield Remedy(
                    link.id,
                    "permit_queries",
                    found=f"The vendor permitted location queries to {name}.",
                    not_found=f"The vendor found location queries to {name} permitted already.",
                )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return f"Location queries to {network.elements[self.server].name} were permitted."
