"""The announcement is switched off, and calls take the time they need."""

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
class EndTriage(Action):
    """Talks and patience are as usual. Takes 1 to 5 min (a default)."""

    kind: ClassVar[str] = "end_triage"
    title: ClassVar[str] = term("Stop the announcement")
    hint: ClassVar[str] = term("Calls take the time they need again.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Switched off."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = whose(network, self.psap, self.region)
        yield from withdrawn(
            among(network, self.psap, self.region),
            "Triaged",
            found=say("The announcement at {name} was switched off.", name=name),
            not_found=say("No announcement was played at {name}.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The announcement at {psaps} was switched off.", psaps=whose(network, self.psap, self.region))
