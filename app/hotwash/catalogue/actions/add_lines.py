"""911 is forwarded to more 10-digit lines, so that fewer of those callers meet a busy tone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom, whose
from hotwash.domain.fields import about
from hotwash.domain.impairment import LinesAdded
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLines(Action):
    """A PSAP takes more 10-digit calls at a time, without location. Takes 5 to 15 min; how many lines is a default."""

    kind: ClassVar[str] = "add_lines"
    title: ClassVar[str] = term("Publish and forward more 10-digit lines")
    hint: ClassVar[str] = term("More 10-digit calls get through at a time; they bring no location.")

    psap: str = about(term("PSAP that is meant; empty for all of the region."), refers="psap", default="")
    region: str = about(
        term("Region whose PSAPs are meant; empty for all, or where one PSAP is named."), refers="region", default=""
    )
    lines: int = about(term("Lines that are added at each PSAP."), low=1, high=1_000, default=4)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Arranged with the telephone company, and switched."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom(self.psap, self.region), "lines", LinesAdded(self.lines))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("More 10-digit lines lead to {psaps}.", psaps=whose(network, self.psap, self.region))
