"""Call takers who came in, and those lent by others, go again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import among, whose, withdrawn
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStaff(Action):
    """Positions are staffed as usual. Takes 5 to 15 min (a default)."""

    kind: ClassVar[str] = "release_staff"
    title: ClassVar[str] = term("Release additional call takers")
    hint: ClassVar[str] = term("As many call takers as usual are left.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Handed over, and home."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = whose(network, self.psap, self.region)
        for change in ("Fatigued", "Staffed"):
            yield from withdrawn(
                among(network, self.psap, self.region),
                change,
                found=say("Additional call takers at {name} were released.", name=name),
                not_found=say("There were no additional call takers at {name} by order.", name=name),
            )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Additional call takers at {psaps} were released.", psaps=whose(network, self.psap, self.region))
