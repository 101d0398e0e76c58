"""F15, a border runs out of ports to translate to: the next calls are set up without sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, ramp
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected, Loss, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Clear, Impair, Step, Tell, Tripped, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class NatPoolExhausted(Fault):
    """Fewer and fewer calls at a time get ports for their voice; location queries may find none either.

    Extending the pool, or shortening its time-outs, ends it. Clearing sessions helps for a while. A roll-back and a
    bypass of the inspection do nothing, for addresses are translated all the same.
    """

    kind: ClassVar[str] = "nat_pool_exhausted"
    title: ClassVar[str] = term("No ports left for voice")
    code: ClassVar[str] = "F15"
    remedies: ClassVar[frozenset[str]] = frozenset({"extend_pool"})
    relief: ClassVar[frozenset[str]] = frozenset({"clear_sessions"})

    border: str = about(term("BCF whose pool runs out."), refers="border")
    room: int = about(term("Calls at a time that find ports at first."), low=1, high=1_000_000, default=200)
    left: int = about(term("Calls at a time that find ports in the end."), low=1, high=1_000_000, default=5)
    fills: int = about(term("Time until the pool is used up."), unit="ms", low=0, default=30 * MINUTE)
    stays: int = about(
        term("Time it stays so after calls lost their sound; 0 means for good."), unit="ms", low=0, default=2 * HOUR
    )
    empties: int = about(term("Time in which ports become free again."), unit="ms", low=0, default=4 * HOUR)
    unlocated_permille: int = about(
        term("Share of calls that lose their location, once the pool is used up."),
        unit="‰",
        low=0,
        high=1000,
        default=0,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """Fewer ports from stage to stage; the symptoms when a call found none; much later they become free."""
        yield self._pool(self.room)
        for wait, room in ramp(self.room, self.left, self.fills):
            yield Wait(wait)
            yield self._pool(room)
        if self.unlocated_permille:
            note = say("finds no port for its query")
            blind = Inspection("no-query", (Flow.INVITE,), (), self.unlocated_permille, note, strips_location=True)
            yield Impair(self.border, "queries", Inspected(blind))
        yield Until(Tripped(self.border, "sessions"), LONGEST)
        yield Alarm("MediaLoss", self.border, say("Port allocation failed: the address pool is exhausted."))
        yield Wait(3 * MINUTE)
        yield Until(Tripped(self.border, "sessions"), HOUR)
        words = say("Some of our calls have no sound in either direction. Most are fine. It comes and goes.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))
        if self.stays:
            yield Wait(self.stays)
            yield Clear("queries")
            for wait, room in ramp(self.left, self.room, self.empties):
                yield Wait(wait)
                yield self._pool(room)
            yield Clear("pool")

    def _pool(self, room: int) -> Impair:
        return Impair(self.border, "pool", SessionLimited(room, Loss.NO_AUDIO))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "{name} runs out of ports within {minutes:g} min; calls above {left} at a time are set up without sound.",
            name=called(network, self.border),
            minutes=self.fills / MINUTE,
            left=self.left,
        )
