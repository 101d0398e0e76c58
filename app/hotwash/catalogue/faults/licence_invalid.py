"""F13, the licence of the firewalls cannot be validated, and they fail closed: nothing passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import border_with, called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Cut, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceInvalid(Fault):
    """Virtual firewalls that could not reach their licence server for long (about 30 days) stop forwarding.

    An emergency licence ends it; a bypass goes round it. A roll-back, a reload and a fail-over to a site with the same
    licence do nothing. An ordinary subscription that runs out does not stop forwarding.
    """

    kind: ClassVar[str] = "licence_invalid"
    title: ClassVar[str] = term("Firewall licence invalid")
    code: ClassVar[str] = "F13"
    remedies: ClassVar[frozenset[str]] = frozenset({"renew_licence"})

    policy: str = about(term("Policy whose firewalls stop."), refers="policy")

    def steps(self, network: Network) -> Iterator[Step]:
        """Everything stops at once, calls in progress too."""
        flows = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
        yield Impair(self.policy, "licence", Inspected(Inspection("licence", flows, note=say("is forwarded no more"))))
        yield Cut(self.policy)
        yield Wait(MINUTE)
        text = say("Licence invalid. Throughput is zero.")
        yield Alarm("Firewall", border_with(network, self.policy), text, policy=self.policy)
        yield Until(CallsFailed(8, psaps=2), LONGEST)
        words = say("Every call broke off, and since then there is nothing.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The licence of the firewalls of '{name}' is invalid and they forward nothing; calls in progress were cut, "
            "and callers hear silence.",
            name=called(network, self.policy),
        )
