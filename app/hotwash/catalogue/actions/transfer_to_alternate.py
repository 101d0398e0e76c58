"""A PSAP gives its calls to the one that stands in for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Diverted
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferToAlternate(Action):
    """Another PSAP answers until the diversion is ended. Takes 1 to 5 min (a default)."""

    kind: ClassVar[str] = "transfer_to_alternate"
    title: ClassVar[str] = term("Transfer all calls to the alternate PSAP")
    hint: ClassVar[str] = term("The other PSAP answers, if there is a way to it; its load rises.")

    psap: str = about(term("PSAP that gives its calls away."), refers="psap")
    alternate: str = about(term("PSAP that takes them."), refers="psap")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """A word with the other PSAP, and the switch."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.psap, "diversion", Diverted(self.alternate))

    def narrative(self, network: Network) -> str:
        """What was done."""
        names = {"psap": called(network, self.psap), "to": called(network, self.alternate)}
        return say("{psap} gave its calls to {to}.", **names)
