"""Call takers elsewhere help to answer; they can only take a note and pass it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom, whose
from hotwash.domain.fields import about
from hotwash.domain.impairment import Staffed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMutualAid(Action):
    """More calls are answered at a time, and each takes longer.

    Takes 30 to 90 min. Helpers without the dispatch system relay every call, which takes them 2 to 4 min more: with a
    usual call of 150 s and 180 s of relay, 250 ‰ more people are worth 113 ‰. All are defaults.
    """

    kind: ClassVar[str] = "send_mutual_aid"
    title: ClassVar[str] = term("Request call takers from other centres")
    hint: ClassVar[str] = term("More calls can be answered at a time, though less than so many people of your own.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )

    helpers: int = about(term("Helpers, relative to the usual call takers."), unit="‰", low=0, high=2000, default=250)
    call: int = about(term("Time that a usual call takes up a call taker."), unit="ms", low=1_000, default=150 * SECOND)
    relay: int = about(term("Time that passing a call on takes in addition."), unit="ms", low=0, default=180 * SECOND)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=60 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=90 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Asked for, found, and connected."""
        yield WaitAbout(self.least, self.typical, self.most)
        worth = self.helpers * self.call // (self.call + self.relay)
        yield Impair(whom(self.psap, self.region), "mutual-aid", Staffed(1000 + worth))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Call takers of other centres help at {psaps}.", psaps=whose(network, self.psap, self.region))
