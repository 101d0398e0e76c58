"""Far more people call than usual, for a reason of their own: it rises, stays, and falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import ramp
from hotwash.catalogue.places import region_name
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, Surged
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Clear, Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSurge(Fault):
    """Real callers, eight to ten times as many: 15-minute counts of 578 to 797 instead of 70 to 90 in Dallas.

    (8 April 2017; in Pierce County, 18 August 2010, trunks were busy for 32 min.) Nothing takes it away. Staff that
    are recalled, triage with an announcement, and overflow to others help while it lasts.
    """

    kind: ClassVar[str] = "demand_surge"
    title: ClassVar[str] = term("Surge of calls")
    remedies: ClassVar[frozenset[str]] = frozenset()

    region: str = about(term("Region in which people call; empty for everywhere."), refers="region", default="")
    permille: int = about(
        term("Calls in addition, relative to normal; 8000 is nine times as many."),
        unit="‰",
        low=1,
        high=100_000,
        default=8_000,
    )
    rises: int = about(term("Time in which it rises."), unit="ms", low=0, high=24 * HOUR, default=5 * MINUTE)
    lasts: int = about(term("Time for which it stays."), unit="ms", low=0, high=48 * HOUR, default=32 * MINUTE)
    falls: int = about(term("Time in which it falls."), unit="ms", low=0, high=24 * HOUR, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Up, along, and down again."""
        for wait, permille in ramp(0, self.permille, self.rises):
            yield Wait(wait)
            yield self._surge(permille)
        yield Wait(MINUTE)
        words = say("Every line is lit. They all ask what the noise was.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))
        yield Wait(self.lasts)
        for wait, permille in ramp(self.permille, 0, self.falls):
            yield Wait(wait)
            yield self._surge(permille)
        yield Clear("surge")

    def _surge(self, permille: int) -> Impair:
        return Impair(self.region or EVERYWHERE, "surge", Surged(permille))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Within {minutes:g} min people in {where} call {times:g} times as much as ever; callers wait or hear busy.",
            minutes=self.rises / MINUTE,
            where=region_name(network, self.region),
            times=1 + self.permille / 1000,
        )
