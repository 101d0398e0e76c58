"""Call takers leave their logs alone, so that all of them are there for live calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import among, withdrawn
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCallBacks(Action):
    """PSAPs no longer ring the numbers in their logs; calls back under way go on."""

    kind: ClassVar[str] = "stop_call_backs"
    title: ClassVar[str] = term("Have PSAPs stop calling back")
    hint: ClassVar[str] = term("Frees call takers for live calls; what is left in the logs stays there.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Until the PSAPs have stopped."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from withdrawn(
            among(network, self.psap, self.region),
            "CallBacksWorked",
            found=say("PSAPs stopped calling back."),
            not_found=say("No PSAP was calling back."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("PSAPs were told to stop calling back.")
