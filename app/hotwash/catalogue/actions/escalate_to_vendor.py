"""The operator raises the trouble with the vendor, whose engineer joins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateToVendor(Action):
    """An engineer of the vendor is there to ask. Takes 5 to 60 min (a default)."""

    kind: ClassVar[str] = "escalate_to_vendor"
    title: ClassVar[str] = term("Escalate to the vendor")
    hint: ClassVar[str] = term("An engineer joins and can be asked for logs and changes.")

    policy: str = about(term("Policy of the firewall that the engineer looks after."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=15 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The ticket, the call to the one on duty, and the first words."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield Tell(
            say(
                "I am on the bridge and can log in to {name}. Tell me what you see, and what to look at.",
                name=called(network, self.policy),
            ),
            say("Vendor engineer"),
            say("bridge"),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("An engineer of the vendor joined.")
