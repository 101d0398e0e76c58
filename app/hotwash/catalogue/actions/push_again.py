"""The vendor pushes once more what a roll-back had taken away beside the fault."""

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
class PushAgain(Action):
    """Lines that a roll-back has lost stand again. Takes 5 to 20 min (a default)."""

    kind: ClassVar[str] = "push_again"
    title: ClassVar[str] = term("Order what a roll-back lost to be pushed again")
    hint: ClassVar[str] = term("Helps where the roll-back took more away than the fault.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=20 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Looked up, checked, and pushed."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        name = called(network, self.policy)
        yield Withdraw(
            self.policy,
            "RuleMissing",
            found=say("Lines that the roll-back had lost stand in {name} again.", name=name),
            not_found=say("No roll-back had lost a line of {name}.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("What a roll-back of {policy} had lost was pushed again.", policy=called(network, self.policy))
