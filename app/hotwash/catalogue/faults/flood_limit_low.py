"""F3, flood protection with a low threshold: a busy carrier is put on the deny list, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import border_with, called, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Loss, RateLimited
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Ban, Impair, Step, Tell, Tripped, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimitLow(Fault):
    """INVITEs above a threshold are dropped, and each time a source passes it that source is banned for a while.

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
        term("The only originating network that may be banned; empty for whichever passes the threshold."),
        refers="element",
        default="",
    )
    together: bool = about(
        term("All networks come from one address, and are counted and banned as one."), default=False
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
        """The limit at once; then a ban for each source that passes it, over and over; calls in progress survive."""
        limit = RateLimited(self.per_minute, self.burst, Loss.SILENT, per_source=not self.together)
        yield Impair(self.policy, "limit", limit)
        passed = Tripped(self.policy, "rate", "" if self.together else self.origin, apart=not self.together)
        for number in range(len(waves(self.ban)) * max(1, len(network.origins()))):
            yield Until(passed, LONGEST)
            if self.ban:
                yield Ban(self.policy, "ban", self._listed(), self.ban, apart=not self.together)
            if number == 0:
                yield Alarm("Firewall", border_with(network, self.policy), self._logged(), policy=self.policy)
            if number == 1:
                yield self._complaint()
            if not self.ban:
                yield Wait(MINUTE)

    def _listed(self) -> Inspection:
        return Inspection("deny-list", (Flow.INVITE, Flow.OPTIONS), note=say("bars the source"))

    def _logged(self) -> str:
        if not self.ban:
            return say("Flood protection drops packets of a source above its threshold.")
        return say("Flood protection has put a source on the deny list for {seconds} s.", seconds=self.ban // 1000)

    def _complaint(self) -> Tell:
        words = say("Calls to you fail for minutes at a time, then work again, then fail. We see no fault on our side.")
        return Tell(words, say("Carrier NOC"), say("email"))

    def _sender(self, network: Network) -> str:
        if self.together or self.origin:
            return whose(network, self.origin)
        return say("any one network")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The firewall policy '{name}' takes more than {limit} call set-ups a minute from {whose} for a flood and "
            "bars the source for {minutes:g} min each time; callers hear silence.",
            name=called(network, self.policy),
            limit=self.per_minute,
            whose=self._sender(network),
            minutes=self.ban / MINUTE,
        )
