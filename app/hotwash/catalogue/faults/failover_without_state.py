"""F10, a node dies and its standby knows no session: every call in progress is cut, then all is well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Clear, Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class FailoverWithoutState(Fault):
    """A takeover without session state; decrypted TLS sessions are documented as not replicated by one vendor.

    It heals by itself when the standby has taken over; isolating the dead node makes it do so at once. Nothing else
    helps, and nothing brings the cut calls back: their callers redial.
    """

    kind: ClassVar[str] = "failover_without_state"
    title: ClassVar[str] = term("Takeover cuts every call")
    code: ClassVar[str] = "F10"
    remedies: ClassVar[frozenset[str]] = frozenset({"isolate_node"})

    border: str = about(term("BCF whose active node dies."), refers="border")
    takeover: int = about(
        term("Time until the standby takes calls; seconds up to a minute are usual."),
        unit="ms",
        low=SECOND,
        high=HOUR,
        default=30 * SECOND,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """An impulse: calls are cut, new ones lost until the standby answers."""
        flows = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
        gap = Inspection("takeover", flows, note=say("reaches a dead node"))
        yield Impair(self.border, "takeover", Inspected(gap), cut_calls=True)
        yield Wait(self.takeover)
        yield Clear("takeover")
        yield Alarm("MidTrafficBlocked", self.border, say("The standby became active with an empty session table."))
        yield Wait(MINUTE)
        words = say("Calls that we were on broke off, all at the same moment. New ones come in.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))
        yield Wait(5 * MINUTE)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The active node of {name} has died and its standby knows no session; every call in progress is cut, and "
            "new ones meet silence for {seconds} s.",
            name=called(network, self.border),
            seconds=self.takeover // SECOND,
        )
