"""Call takers who are off duty come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom, whose
from hotwash.domain.fields import about
from hotwash.domain.impairment import Fatigued, Staffed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallStaff(Action):
    """More positions are staffed until the recall ends. Takes 15 to 60 min; how many come is a default."""

    kind: ClassVar[str] = "recall_staff"
    title: ClassVar[str] = term("Recall off-duty call takers")
    hint: ClassVar[str] = term("More calls can be answered at a time, once people have come in.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )

    staffed: int = about(
        term("Call takers afterwards, relative to usual."), unit="‰", low=1000, high=3000, default=1300
    )
    fatigue: int = about(
        term("Talk time of everybody there while shifts are extended, relative to usual; a default."),
        unit="‰",
        low=1000,
        high=3000,
        default=1050,
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Rung up, on their way, and seated."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom(self.psap, self.region), "recall", Staffed(self.staffed))
        if self.fatigue > 1000:
            yield Impair(whom(self.psap, self.region), "fatigue", Fatigued(self.fatigue))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Off-duty call takers came in at {psaps}.", psaps=whose(network, self.psap, self.region))
