"""An announcement asks callers to hold for emergencies only, and calls are kept short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom, whose
from hotwash.domain.fields import about
from hotwash.domain.impairment import Triaged
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceTriage(Action):
    """Talks are shorter, and more callers hang up while they wait.

    Takes 3 to 10 min; by how much it changes talk and patience are defaults.
    """

    kind: ClassVar[str] = "announce_triage"
    title: ClassVar[str] = term("Start an announcement and keep calls short")
    hint: ClassVar[str] = term("Calls are over sooner; more callers hang up before they are answered.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )

    talk: int = about(term("Length of a talk, relative to usual."), unit="‰", low=100, high=1000, default=800)
    patience: int = about(term("Time callers wait, relative to usual."), unit="‰", low=100, high=1000, default=700)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Recorded and switched on."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom(self.psap, self.region), "triage", Triaged(self.talk, self.patience))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say(
            "An announcement is played at {psaps}, and calls are kept short.",
            psaps=whose(network, self.psap, self.region),
        )
