"""Call traffic goes through the firewall again: protection is back, and so is any fault of the firewall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBypass(Action):
    """Every bypass that was ordered of a policy is taken back."""

    kind: ClassVar[str] = "end_bypass"
    title: ClassVar[str] = term("Order the bypass of the firewall to be ended")
    hint: ClassVar[str] = term("Calls go through the firewall again, with whatever it does to them.")

    policy: str = about(term("Policy whose bypass ends."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Agreed, then switched back."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        name = called(network, self.policy)
        yield Withdraw(
            self.policy,
            "Bypassed",
            found=say("The bypass was ended; calls go through {name} again.", name=name),
            not_found=say("There was no bypass of {name} to end.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The bypass of {policy} was ended.", policy=called(network, self.policy))
