"""The vendor raises how many calls a session border controller admits."""

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
class RaiseCap(Action):
    """Admission control of a border admits more calls. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "raise_cap"
    title: ClassVar[str] = term("Order the cap on calls to be raised")
    hint: ClassVar[str] = term(
        "The border admits more calls at a time; helps only if it turns calls away at a fixed number."
    )

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            round_firewall(network, self.policy),
            "raise_cap",
            found=say("The vendor raised the cap. No call is turned away by it any more."),
            not_found=say("The vendor found no cap that calls had reached."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The cap on calls at {policy} was raised.", policy=called(network, self.policy))
