"""F20, a routing proxy's clock drifts: signatures and certificates look invalid, and its policies stop running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Verb
from hotwash.domain.impairment import Inspected, PolicyDead
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSkew(Fault):
    """NTP is blocked, and a clock drifts until an ESRP must take valid signatures of policies for invalid.

    A policy whose signature fails must not run (NENA-STA-010.3f), so that diversions don't happen. Later TLS fails
    too, and with it keep-alives. Restoring the time ends it. A roll-back, a reload and a new certificate do nothing.
    """

    kind: ClassVar[str] = "time_skew"
    title: ClassVar[str] = term("Clock of a routing proxy drifts")
    code: ClassVar[str] = "F20"
    remedies: ClassVar[frozenset[str]] = frozenset({"restore_time"})

    proxy: str = about(term("ESRP whose clock drifts."), refers="element")
    drift: int = about(term("Time until signatures fail."), unit="ms", low=0, high=48 * HOUR, default=30 * MINUTE)
    later: int = about(
        term("Time from there until connections fail too."), unit="ms", low=0, high=48 * HOUR, default=HOUR
    )
    refused_permille: int = about(
        term("Share of calls that are refused with 500, because their own signature seems invalid."),
        unit="‰",
        low=0,
        high=1000,
        default=100,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """Nothing shows at first; then policies stop, and later keep-alives; calls in progress survive."""
        ntp = Inspection("ntp-blocked", (), note=say("has no time server"))
        yield Impair(self.proxy, "time", Inspected(ntp))
        yield Wait(self.drift)
        yield Impair(self.proxy, "policies", PolicyDead())
        if self.refused_permille:
            note = say("seems to be signed in the future")
            refused = Inspection("identity", (Flow.INVITE,), (), self.refused_permille, note, Verb.REJECT, 500)
            yield Impair(self.proxy, "identity", Inspected(refused))
        yield Wait(2 * MINUTE)
        yield Alarm("MalformedMessageLogEvent", self.proxy, say("JWS validation failed: not yet valid."))
        yield Wait(self.later)
        alive = Inspection("handshake", (Flow.OPTIONS,), note=say("finds the certificate not yet valid"))
        yield Impair(self.proxy, "handshake", Inspected(alive))
        if self.refused_permille:
            yield Until(CallsFailed(4), LONGEST)
            words = say("Some of our calls come back with error 500. The times in our log and in yours don't agree.")
            yield Tell(words, say("Carrier NOC"), say("email"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The clock of {name} drifts; after {minutes:g} min it runs no policy any more and refuses {percent:g} % of "
            "calls, and calls go where policies would not have sent them.",
            name=called(network, self.proxy),
            minutes=self.drift / MINUTE,
            percent=self.refused_permille / 10,
        )
