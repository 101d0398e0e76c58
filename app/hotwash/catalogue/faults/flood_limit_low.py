"""F3, flood protection with a low threshold: a busy carrier is put on the deny list, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import border_with, called, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected, Loss, RateLimited
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Clear, Impair, Step, Tell, Tripped, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimitLow(Fault):
    """INVITEs above a threshold are dropped, and each time it is passed the source is banned for a while.

    The threshold is that of GPL rule sid 2100158 (100 INVITE in 60 s by source), the ban that of Kamailio's pike
    (300 s; it comes after 16 requests in 2 s, which is 480 a minute with a burst of 16). Calls without an answer are
    sent again and redialled, so that a ban lengthens itself until the load has been low for its whole length.
    Raising the limits ends it, and a bypass goes round it. Clearing the deny list helps until the limit is passed
    again. Blocking the source of the flood makes it worse by itself: that is the carrier. A roll-back or a reload does
    nothing.
    """

    kind: ClassVar[str] = "flood_limit_low"
    title: ClassVar[str] = term("Flood protection bans a carrier")
    code: ClassVar[str] = "F3"
    remedies: ClassVar[frozenset[str]] = frozenset({"raise_limits"})
    relief: ClassVar[frozenset[str]] = frozenset({"clear_bans"})

    policy: str = about(term("Policy that protects against floods."), refers="policy")
    origin: str = about(
        term(
            "Originating network that is banned; empty where all of them come from one address and are counted as one."
        ),
        refers="element",
        default="",
    )
    per_minute: int = about(
        term("INVITEs a minute from one source that are let through."), low=1, high=1_000_000, default=100
    )
    burst: int = about(term("INVITEs at once that are let through."), low=1, high=1_000_000, default=100)
    ban: int = about(
        term("How long a source stays on the deny list; 0 only drops what is too much."),
        unit="ms",
        low=0,
        default=5 * MINUTE,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The limit at once; then a ban each time it is passed, over and over; calls in progress survive."""
        limit = RateLimited(self.per_minute, self.burst, Loss.SILENT, per_source=bool(self.origin))
        yield Impair(self.policy, "limit", limit)
        for number in waves(self.ban):
            yield Until(Tripped(self.policy, "rate"), LONGEST)
            if self.ban:
                yield Impair(self.policy, "ban", self._ban())
            if number == 0:
                yield Alarm("Firewall", border_with(network, self.policy), self._logged(), policy=self.policy)
            if number == 1:
                yield self._complaint()
            yield Wait(self.ban or MINUTE)
            yield Clear("ban")

    def _ban(self) -> Inspected:
        sources = (self.origin,) if self.origin else ()
        return Inspected(Inspection("deny-list", (Flow.INVITE, Flow.OPTIONS), sources, note=say("bars the source")))

    def _logged(self) -> str:
        if not self.ban:
            return say("Flood protection drops packets of a source above its threshold.")
        return say("Flood protection has put a source on the deny list for {seconds} s.", seconds=self.ban // 1000)

    def _complaint(self) -> Tell:
        words = say("Calls to you fail for minutes at a time, then work again, then fail. We see no fault on our side.")
        return Tell(words, say("Carrier NOC"), say("email"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The firewall policy '{name}' takes more than {limit} call set-ups a minute from {whose} for a flood and "
            "bars the source for {minutes:g} min each time; callers hear silence.",
            name=called(network, self.policy),
            limit=self.per_minute,
            whose=whose(network, self.origin),
            minutes=self.ban / MINUTE,
        )
