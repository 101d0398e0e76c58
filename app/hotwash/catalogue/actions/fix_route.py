"""The vendor leads calls and their replies through one and the same firewall again."""

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
class FixRoute(Action):
    """Both directions of a call take one path. Takes 5 to 20 min (a default)."""

    kind: ClassVar[str] = "fix_route"
    title: ClassVar[str] = term("Order the path of replies to be fixed")
    hint: ClassVar[str] = term("Both directions of a call take one path; helps only if they did not.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=20 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            round_firewall(network, self.policy),
            "fix_route",
            found=say("The vendor pinned the route. Both directions take one path again."),
            not_found=say("The vendor traced the route. Both directions take one path already."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The route at {policy} was checked and pinned.", policy=called(network, self.policy))
