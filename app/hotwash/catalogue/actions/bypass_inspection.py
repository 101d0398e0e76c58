"""Call traffic goes round the firewall: quick relief for most firewall faults, at the price of protection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Bypassed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class BypassInspection(Action):
    """A policy lets all call traffic through until the bypass is ended."""

    kind: ClassVar[str] = "bypass_inspection"
    title: ClassVar[str] = term("Order a bypass of the firewall")
    hint: ClassVar[str] = term("Calls go round the firewall; while it lasts nothing is protected.")

    policy: str = about(term("Policy that is bypassed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Agreed, then switched."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield Impair(self.policy, "bypass", Bypassed())

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Call traffic was led round {policy}; the network is exposed.", policy=called(network, self.policy))
