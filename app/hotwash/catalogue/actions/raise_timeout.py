"""The vendor makes a firewall keep quiet connections longer than their keep-alives are apart."""

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
class RaiseTimeout(Action):
    """A policy forgets quiet connections later. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "raise_timeout"
    title: ClassVar[str] = term("Order longer time-outs for quiet connections")
    hint: ClassVar[str] = term("Connections stay open through quiet spells; helps only if they are closed too early.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "raise_timeout",
            found=say("The vendor raised the time-out. Quiet connections stay open."),
            not_found=say("The vendor found the time-out longer than any quiet spell."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The idle time-out of {policy} was raised.", policy=called(network, self.policy))
