"""The vendor takes carriers out of a list of blocked addresses that a firewall loads from outside."""

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
class OverrideObject(Action):
    """No carrier stands on a block list of a policy any more. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "override_object"
    title: ClassVar[str] = term("Order block lists to be overridden for carriers")
    hint: ClassVar[str] = term("Carriers are no longer blocked by a list from outside; helps only if one is.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "override_object",
            found=say("The vendor found a carrier on a block list and overrode the entry."),
            not_found=say("The vendor found no carrier on any block list."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The block lists of {policy} were overridden for carriers.", policy=called(network, self.policy))
