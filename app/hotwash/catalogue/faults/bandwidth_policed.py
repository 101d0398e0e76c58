"""F23, a policer on a line drops voice when there are many calls: choppy to the point of no sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Loss, SessionLimited, Slowed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class BandwidthPoliced(Fault):
    """Calls above what the line has room for can't be understood, and set-up is slow; it passes with the load.

    Lifting the policer ends it. Nothing done to a firewall does anything; fewer calls do.
    """

    kind: ClassVar[str] = "bandwidth_policed"
    title: ClassVar[str] = term("Line with too little bandwidth")
    code: ClassVar[str] = "F23"
    remedies: ClassVar[frozenset[str]] = frozenset({"lift_policer"})

    link: str = about(term("Line that is policed."), refers="link")
    calls: int = about(term("Calls at a time that can be understood."), low=1, high=1_000_000, default=10)
    delay: int = about(
        term("Time by which call set-up is slower."), unit="milliseconds", low=0, high=60_000, default=1_500
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The policer at once; it is felt when the load comes."""
        line = network.links[self.link]
        yield Impair(self.link, "bandwidth", SessionLimited(self.calls, Loss.NO_AUDIO))
        yield Impair(self.link, "queueing", Slowed(self.delay))
        yield Until(CallsFailed(3), LONGEST)
        yield Alarm("QoS", line.b, say("Packets dropped by the policer; the estimated MOS is below 2."))
        yield Wait(4 * MINUTE)
        yield Until(CallsFailed(6), LONGEST)
        words = say("Voices are choppy, some we cannot understand at all. It is worst when we are busy.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "A policer on {name} has room for {calls} calls; above that nobody is understood, and all calls are set up "
            "{seconds:g} s later.",
            name=called(network, self.link),
            calls=self.calls,
            seconds=self.delay / 1000,
        )
