"""F21, a firewall forgets quiet connections: the first call after a quiet spell is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import IdleAged
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleTimeoutShort(Fault):
    """A trunk that was quiet for too long loses its next call in silence, and comes up again with it: a night pattern.

    Raising the time-out ends it. A roll-back, a reload, clearing sessions and a bypass of the inspection do nothing.
    """

    kind: ClassVar[str] = "idle_timeout_short"
    title: ClassVar[str] = term("Quiet connections forgotten")
    code: ClassVar[str] = "F21"
    remedies: ClassVar[frozenset[str]] = frozenset({"raise_timeout"})

    border: str = about(term("BCF whose firewall forgets."), refers="border")
    idle: int = about(
        term("Quiet time after which a connection is forgotten; 180 s is a default for UDP of one maker."),
        unit="ms",
        low=SECOND,
        high=24 * HOUR,
        default=180 * SECOND,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """From now on, and only after quiet spells."""
        yield Impair(self.border, "idle", IdleAged(self.idle))
        yield Until(CallsFailed(2), LONGEST)
        yield Wait(10 * MINUTE)
        yield Until(CallsFailed(3), LONGEST)
        words = say("A caller says that 911 was dead, and worked at the second try. He is not the first to say so.")
        yield Tell(words, say("A PSAP call taker"), say("phone"))
        yield Until(CallsFailed(5), LONGEST)
        yield Alarm("InitialTrafficBlocked", self.border, say("Sessions aged out; first packet after that is dropped."))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "{name} forgets connections that were quiet for {seconds} s; the first call after such a spell meets "
            "silence, the next one passes.",
            name=called(network, self.border),
            seconds=self.idle // SECOND,
        )
