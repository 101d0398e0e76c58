"""Call traffic goes round the firewall: quick relief for most firewall faults, at the price of protection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.impairment import Bypassed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class BypassInspection(Action):
    """A policy lets all call traffic through until the bypass is ended."""

    kind: ClassVar[str] = "bypass_inspection"
    title: ClassVar[str] = "Order a bypass of the firewall"
    hint: ClassVar[str] = "Calls go round the firewall; while it lasts nothing is protected."

    policy: str = about("Policy that is bypassed.", refers="policy")
    least: int = about("Shortest time it takes.", unit="ms", low=0, default=3 * MINUTE)
    typical: int = about("Typical time it takes.", unit="ms", low=0, default=5 * MINUTE)
    most: int = about("Longest time it takes.", unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Agreed, then switched."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.policy, "bypass", Bypassed())

    def narrative(self, network: Network) -> str:
        """What was done."""
        return f"Call traffic was led round {network.policies[self.policy].name}; the network is exposed."
