"""The vendor lets fragments of large messages through a firewall."""

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
class PermitFragments(Action):
    """A policy no longer drops fragments. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "permit_fragments"
    title: ClassVar[str] = term("Order fragments of large messages to be permitted")
    hint: ClassVar[str] = term("Large call messages arrive whole; helps only if their parts are dropped.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "permit_fragments",
            found=say("The vendor permitted fragments. Large call messages arrive whole."),
            not_found=say("The vendor found fragments permitted already."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Fragments were permitted in {policy}.", policy=called(network, self.policy))
