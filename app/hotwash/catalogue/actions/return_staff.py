"""Call takers who are missing are replaced, or come back to their positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import among, remedied, whose
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnStaff(Action):
    """Positions that had nobody are staffed again. Takes 15 to 60 min (a default)."""

    kind: ClassVar[str] = "return_staff"
    title: ClassVar[str] = term("Get missing call takers back to their positions")
    hint: ClassVar[str] = term("Positions are staffed again; helps only if call takers are missing.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Found, fetched, and seated."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = whose(network, self.psap, self.region)
        yield from remedied(
            among(network, self.psap, self.region),
            "return_staff",
            found=say("Call takers at {name} are back at their positions.", name=name),
            not_found=say("No call taker was missing at {name}.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Missing call takers at {psaps} were sent for.", psaps=whose(network, self.psap, self.region))
