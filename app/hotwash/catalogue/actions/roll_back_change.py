"""The vendor takes back the last rule push: right for a bad push, useless for anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_firewall, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import RuleMissing
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Try, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RollBackChange(Action):
    """The last pushed change of a policy is undone, and with it whatever else was in that push."""

    kind: ClassVar[str] = "roll_back_change"
    title: ClassVar[str] = term("Order a roll-back of the last firewall change")
    hint: ClassVar[str] = term("Undoes the last pushed rules; helps only if they are the fault.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    works: int = about(
        term("Chance that it takes effect at once; otherwise it must be ordered again."),
        unit="‰",
        low=0,
        high=1000,
        default=1000,
    )
    loses: str = about(
        term("Line of the policy that goes with it, because it was in the same push; empty for none."), default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=8 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=20 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield Try(self.works, say("The roll-back has not taken effect. It must be ordered again."))
        yield from remedied(
            at_firewall(network, self.policy),
            "roll_back",
            found=say("The vendor rolled the last change back."),
            not_found=say("The vendor rolled the last change back. Nothing in it concerned calls."),
        )
        if self.loses:
            yield Impair(self.policy, "lost-line", RuleMissing(self.loses))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The last change of {policy} was rolled back.", policy=called(network, self.policy))
