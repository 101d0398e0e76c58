"""F2, an intrusion signature takes INVITEs for attacks; keep-alives have no body and stay green."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import border_with
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, LocationBy
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFalsePositive(Fault):
    """A content update drops INVITEs with a body it dislikes.

    An exception for the signature, or setting intrusion prevention to alert only, ends it, and a bypass goes round it.
    A roll-back of the last rule push, a reload and clearing sessions do nothing: content updates install themselves.
    """

    kind: ClassVar[str] = "signature_false_positive"
    title: ClassVar[str] = term("Intrusion signature drops calls")
    code: ClassVar[str] = "F2"
    remedies: ClassVar[frozenset[str]] = frozenset({"signature_exception", "alert_only"})

    policy: str = about(term("Policy whose inspection was updated."), refers="policy")
    origin: str = about(term("Originating network whose calls match; empty matches all."), refers="element", default="")
    permille: int = about(term("Share of matching calls that are dropped."), unit="‰", low=1, high=1000, default=1000)
    locations: tuple[LocationBy, ...] = about(
        term("How the calls that match carry their location; empty for all."), default=()
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The update at once; calls in progress survive."""
        sources = (self.origin,) if self.origin else ()
        note = say("takes the INVITE for an attack")
        taken = Inspection("sig-54871", (Flow.INVITE,), sources, self.permille, note, locations=self.locations)
        yield Impair(self.policy, "signature", Inspected(taken))
        yield Until(CallsFailed(6), 12 * HOUR)
        yield Wait(2 * MINUTE)
        yield Until(CallsFailed(8), HOUR)
        where = say(" on one trunk") if self.origin else ""
        yield Tell(
            say("Failed call set-ups are rising{where}. We see no fault on our side.", where=where),
            say("Carrier NOC"),
            say("email"),
        )
        yield Wait(4 * MINUTE)
        yield Until(CallsFailed(12), HOUR)
        border = border_with(network, self.policy)
        yield Alarm(
            "InitialTrafficBlocked",
            border,
            say("Initial call traffic is being blocked at the border."),
            policy=self.policy,
        )

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.policies[self.policy].name if self.policy in network.policies else self.policy
        whose = network.elements[self.origin].name if self.origin in network.elements else say("every network")
        return say(
            "An intrusion signature of the firewall policy '{name}' drops {percent:g} % of call "
            "set-ups from {whose}; callers hear silence.",
            name=name,
            percent=self.permille / 10,
            whose=whose,
        )
