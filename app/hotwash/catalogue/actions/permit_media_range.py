"""The vendor permits the RTP port range again, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_firewall, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitMediaRange(Action):
    """The line that drops voice is taken out of a policy."""

    kind: ClassVar[str] = "permit_media_range"
    title: ClassVar[str] = term("Order the voice port range to be permitted")
    hint: ClassVar[str] = term("Opens the ports that carry voice; helps only if they are blocked.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "permit_media",
            found=say("The vendor permitted the voice port range. Voice packets pass again."),
            not_found=say("The vendor checked the voice port range. It was open already."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The voice port range was permitted in {policy}.", policy=called(network, self.policy))
