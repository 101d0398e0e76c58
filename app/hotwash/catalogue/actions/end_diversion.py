"""PSAPs whose calls were led elsewhere get them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import covered, whose
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDiversion(Action):
    """A diversion that was ordered is taken back. Takes 5 to 15 min (a default)."""

    kind: ClassVar[str] = "end_diversion"
    title: ClassVar[str] = term("End a disaster re-route")
    hint: ClassVar[str] = term("PSAPs get their own calls again, if nothing else keeps them away.")

    psap: str = about(term("PSAP that gets its calls again; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Agreed, then switched back by the operator."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = whose(network, self.psap, self.region)
        for psap in covered(network, self.psap, self.region):
            yield Withdraw(
                psap.id,
                "Diverted",
                found=say("Calls of {name} go there again.", name=name),
                not_found=say("Calls of {name} had not been led elsewhere.", name=name),
            )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The diversion of calls of {psaps} was ended.", psaps=whose(network, self.psap, self.region))
