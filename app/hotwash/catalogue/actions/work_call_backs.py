"""PSAPs ring the numbers in their logs; it ties up call takers and many do not answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom
from hotwash.domain.fields import about
from hotwash.domain.impairment import CallBacksWorked
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCallBacks(Action):
    """Call takers work the call log whenever no live call waits."""

    kind: ClassVar[str] = "work_call_backs"
    title: ClassVar[str] = term("Have PSAPs call back from their logs")
    hint: ClassVar[str] = term("Callers whose numbers were logged are rung on other lines.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Until the PSAPs have switched over."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom(self.psap, self.region), "call-backs", CallBacksWorked())

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("PSAPs began to call back the numbers in their logs.")
