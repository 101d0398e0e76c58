"""People dial 911 to see whether it works: a wave that news sets off, and that ebbs by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import ramp
from hotwash.catalogue.places import region_name
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, PublicTold
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Clear, Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveOfTestCalls(Fault):
    """Test calls of the public on top of normal demand. Nothing takes them away; they become fewer with time.

    One regional centre logged about 200 calls in two hours on 18 June 2024, many of them tests (Boston Globe).
    """

    kind: ClassVar[str] = "test_call_wave"
    title: ClassVar[str] = term("Wave of test calls")
    remedies: ClassVar[frozenset[str]] = frozenset()

    region: str = about(term("Region in which people test; empty for everywhere."), refers="region", default="")
    permille: int = about(
        term("Test calls at the peak, relative to normal demand."), unit="‰", low=1, high=100_000, default=600
    )
    ebbs: int = about(term("Time in which the wave ebbs."), unit="ms", low=0, high=48 * HOUR, default=90 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """At once, then less and less."""
        yield self._wave(self.permille)
        yield Wait(5 * MINUTE)
        words = say("People call, say that they only wanted to see whether it works, and hang up.")
        yield Tell(words, say("A PSAP call taker"), say("phone"))
        for wait, permille in ramp(self.permille, 0, self.ebbs):
            yield Wait(wait)
            yield self._wave(permille)
        yield Clear("wave")

    def _wave(self, permille: int) -> Impair:
        return Impair(self.region or EVERYWHERE, "wave", PublicTold(test_calls_permille=permille))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "People in {where} dial 911 to see whether it works; at first {percent:g} % of normal demand is added.",
            where=region_name(network, self.region),
            percent=self.permille / 10,
        )
