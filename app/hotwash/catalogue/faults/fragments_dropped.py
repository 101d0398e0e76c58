"""F19, fragments of UDP packets are dropped: large call set-ups vanish, small ones pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import border_with, called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Transport
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentsDropped(Fault):
    """Only INVITEs over UDP that do not fit into one packet are met: those with a location or video in them.

    Permitting fragments ends it, and so does a bypass. A roll-back, a reload and clearing sessions do nothing.
    """

    kind: ClassVar[str] = "fragments_dropped"
    title: ClassVar[str] = term("Fragments dropped")
    code: ClassVar[str] = "F19"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_fragments"})

    policy: str = about(term("Policy that drops fragments."), refers="policy")
    over_bytes: int = about(
        term("Largest message that fits into one packet; 1472 are left of an Ethernet packet of 1500."),
        unit="bytes",
        low=200,
        high=65_000,
        default=1472,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The hardening at once; calls in progress survive, and keep-alives are small."""
        note = say("comes in fragments")
        dropped = Inspection(
            "fragments", (Flow.INVITE,), note=note, transports=(Transport.UDP,), over_bytes=self.over_bytes
        )
        yield Impair(self.policy, "fragments", Inspected(dropped))
        yield Until(CallsFailed(4), LONGEST)
        yield Wait(4 * MINUTE)
        words = say("Landlines work and cell phones don't, people say.")
        yield Tell(words, say("A PSAP call taker"), say("phone"))
        yield Wait(6 * MINUTE)
        yield Until(CallsFailed(8), LONGEST)
        text = say("The counter of dropped fragments rises with every lost call.")
        yield Alarm("InitialTrafficBlocked", border_with(network, self.policy), text, policy=self.policy)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The firewall policy '{name}' drops fragments; call set-ups over UDP of more than {size} bytes vanish, and "
            "their callers hear silence.",
            name=called(network, self.policy),
            size=self.over_bytes,
        )
