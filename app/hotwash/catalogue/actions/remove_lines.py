"""10-digit lines that were added are given back."""

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
class RemoveLines(Action):
    """A PSAP has its usual 10-digit lines. Takes 5 to 15 min (a default)."""

    kind: ClassVar[str] = "remove_lines"
    title: ClassVar[str] = term("Give back added 10-digit lines")
    hint: ClassVar[str] = term("Fewer 10-digit calls get through at a time.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Arranged with the telephone company, and switched back."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = whose(network, self.psap, self.region)
        yield from withdrawn(
            among(network, self.psap, self.region),
            "LinesAdded",
            found=say("Added lines to {name} were given back.", name=name),
            not_found=say("No lines had been added at {name}.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Added 10-digit lines to {psaps} were given back.", psaps=whose(network, self.psap, self.region))
