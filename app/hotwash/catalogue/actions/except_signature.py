"""The vendor sets an exception for the signature that dominates the threat log."""

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
class ExceptSignature(Action):
    """One intrusion signature of a policy no longer drops anything."""

    kind: ClassVar[str] = "except_signature"
    title: ClassVar[str] = term("Order an exception for the intrusion signature")
    hint: ClassVar[str] = term("Stops one signature from dropping calls; helps only if one does.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "signature_exception",
            found=say("The vendor set the exception. The signature drops nothing any more."),
            not_found=say("The vendor found no signature that drops calls."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A signature exception was set in {policy}.", policy=called(network, self.policy))
