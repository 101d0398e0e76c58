"""The vendor gives a firewall more addresses and ports to translate calls to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied, round_firewall
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPool(Action):
    """A translation pool of a policy is larger. Takes 5 to 10 min (a default)."""

    kind: ClassVar[str] = "extend_pool"
    title: ClassVar[str] = term("Order a larger address translation (NAT) pool")
    hint: ClassVar[str] = term("More calls can be translated at a time; helps only if the pool is used up.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=7 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            round_firewall(network, self.policy),
            "extend_pool",
            found=say("The vendor extended the NAT pool, which had been used up."),
            not_found=say("The vendor found the NAT pool large enough."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The NAT pool of {policy} was looked at.", policy=called(network, self.policy))
