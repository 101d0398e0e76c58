"""F14, a threat feed or geographic list takes a carrier's addresses in: its calls, and only its, are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import border_with, called, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Clear, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBlocksCarrier(Fault):
    """A dynamic object of the policy lists one carrier, often a VoIP network in a cloud, until the feed is refreshed.

    Overriding the object ends it. A roll-back does nothing, for nobody changed a rule; so does a fail-over to a site
    with the same feed.
    """

    kind: ClassVar[str] = "feed_blocks_carrier"
    title: ClassVar[str] = term("Threat feed blocks a carrier")
    code: ClassVar[str] = "F14"
    remedies: ClassVar[frozenset[str]] = frozenset({"override_object"})

    policy: str = about(term("Policy that uses the feed."), refers="policy")
    origin: str = about(term("Originating network whose addresses are listed."), refers="element")
    refresh: int = about(
        term("Time from the first symptoms until the feed is put right; 0 means never."),
        unit="ms",
        low=0,
        default=4 * HOUR,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The update at once; calls in progress survive in the session table."""
        note = say("comes from a listed address")
        listed = Inspection("edl-block", (Flow.INVITE, Flow.OPTIONS), (self.origin,), note=note)
        yield Impair(self.policy, "feed", Inspected(listed))
        yield Until(CallsFailed(4), LONGEST)
        text = say("Denied by a dynamic list; the list changed at its last download.")
        yield Alarm("InitialTrafficBlocked", border_with(network, self.policy), text, policy=self.policy)
        yield Wait(4 * MINUTE)
        yield Until(CallsFailed(8), LONGEST)
        name = whose(network, self.origin)
        words = say("No 911 call of {name} gets an answer from you. We see no fault on our side.", name=name)
        yield Tell(words, say("Carrier NOC"), say("email"))
        if self.refresh:
            yield Wait(self.refresh)
            yield Clear("feed")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "A feed that the firewall policy '{name}' downloads lists the addresses of {whose}; its callers hear "
            "silence.",
            name=called(network, self.policy),
            whose=whose(network, self.origin),
        )
