"""F22, a firewall that has been up for too long stops passing traffic, neighbour entry by neighbour entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, ramp
from hotwash.catalogue.places import called, listed
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class UptimeBomb(Fault):
    """Known of one maker's firewalls after about 213 days: ARP fails, and entries that age out do not come back.

    Both nodes of a pair stop together where they were started together. A reload of each ends it there. A roll-back, an
    exception and clearing sessions do nothing.
    """

    kind: ClassVar[str] = "uptime_bomb"
    title: ClassVar[str] = term("Firewall stops after a long uptime")
    code: ClassVar[str] = "F22"
    remedies: ClassVar[frozenset[str]] = frozenset({"reload_firewall"})

    border: str = about(term("BCF that stops."), refers="border")
    also: tuple[str, ...] = about(term("More BCFs that were started with it."), refers="border", default=())
    spreads: int = about(term("Time until nothing passes."), unit="ms", low=0, high=4 * HOUR, default=2 * HOUR)

    def steps(self, network: Network) -> Iterator[Step]:
        """A growing share of everything, the keep-alives too, so that they decay with the calls."""
        yield from self._lost(20)
        stages = list(ramp(20, 1000, self.spreads))
        for number, (wait, permille) in enumerate(stages):
            yield Wait(wait)
            yield from self._lost(permille)
            if number == len(stages) // 4:
                text = say("Drops by punt-rate-limit are growing. Uptime is 213 days.")
                yield Alarm("Firewall", self.border, text, among=(self.border, *self.also))
        yield Until(CallsFailed(8), LONGEST)
        yield Wait(2 * MINUTE)
        words = say("It began with a few lost calls. Now hardly any gets through, and nobody has changed anything.")
        yield Tell(words, say("Carrier NOC"), say("phone"))

    def _lost(self, permille: int) -> Iterator[Impair]:
        flows = (Flow.INVITE, Flow.OPTIONS)
        aged = Inspection("arp", flows, permille=permille, note=say("finds no neighbour to go to"))
        yield Impair(self.border, "arp", Inspected(aged))
        for border in self.also:
            yield Impair(border, f"arp-{border}", Inspected(aged))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        hours = self.spreads / HOUR
        if self.also:
            return say(
                "{names} have been up for too long and stop passing traffic; within {hours:g} h every call meets "
                "silence.",
                names=listed([called(network, border) for border in (self.border, *self.also)]),
                hours=hours,
            )
        return say(
            "{name} has been up for too long and stops passing traffic; within {hours:g} h every call meets silence.",
            name=called(network, self.border),
            hours=hours,
        )
