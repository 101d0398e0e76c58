"""The vendor switches off what rewrites SIP messages on their way through a firewall."""

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
class DisableAlg(Action):
    """A policy passes call messages on as they are.

    Takes 2 to 5 min, and up to 10 more where the firewall has to be restarted (a default).
    """

    kind: ClassVar[str] = "disable_alg"
    title: ClassVar[str] = term("Order the rewriting of SIP (ALG) to be switched off")
    hint: ClassVar[str] = term("The firewall passes call messages on unchanged; helps only if it damages them.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=4 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "disable_alg",
            found=say("The vendor switched the SIP ALG off. Call messages pass unchanged."),
            not_found=say("The vendor checked the SIP ALG. It was off already."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The SIP ALG of {policy} was switched off.", policy=called(network, self.policy))
