"""A source that was blocked as an attacker is let in again."""

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
class UnblockSource(Action):
    """Lines that seats had put into a policy are taken out. Takes 1 to 4 min (a default)."""

    kind: ClassVar[str] = "unblock_source"
    title: ClassVar[str] = term("Take back the blocking of a source")
    hint: ClassVar[str] = term("Whoever was blocked by order gets in again.")

    policy: str = about(term("Policy that has the blocking."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=4 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Typed in and committed."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        name = called(network, self.policy)
        yield Withdraw(
            self.policy,
            "RuleFirst",
            found=say("The blocking was taken out of {name}.", name=name),
            not_found=say("No source was blocked in {name} by order.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A blocked source was let in again by {policy}.", policy=called(network, self.policy))
