"""Calls of PSAPs are led to another by order, whatever their policies say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import covered, whose
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Diverted
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDiversion(Action):
    """One PSAP answers for another, or for all of a region. Takes 10 to 30 min (a default)."""

    kind: ClassVar[str] = "order_diversion"
    title: ClassVar[str] = term("Order a disaster re-route")
    hint: ClassVar[str] = term("Calls go to the other PSAP, if there is a way; its load rises.")

    psap: str = about(
        term("PSAP whose calls are led elsewhere; empty for all of the region."), refers="psap", default=""
    )
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    to: str = about(term("PSAP that takes them."), refers="psap")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=10 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=20 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Agreed with whoever takes the calls, then switched by the operator."""
        yield WaitAbout(self.least, self.typical, self.most)
        for psap in covered(network, self.psap, self.region):
            if psap.id != self.to:
                yield Impair(psap.id, "diversion", Diverted(self.to))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say(
            "Calls of {psaps} are led to {to}.",
            psaps=whose(network, self.psap, self.region),
            to=called(network, self.to),
        )
