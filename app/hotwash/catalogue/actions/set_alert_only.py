"""The vendor has intrusion prevention only report, and stop nothing: quick relief, and less protection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_firewall, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import AlertOnly
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAlertOnly(Action):
    """Intrusion prevention of a policy drops nothing until it is set back. Takes 1 to 3 min (a default)."""

    kind: ClassVar[str] = "set_alert_only"
    title: ClassVar[str] = term("Order intrusion prevention to alert only")
    hint: ClassVar[str] = term("It reports and no longer drops anything; attacks pass too.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "alert_only",
            found=say("The vendor set intrusion prevention to alert only. It had been dropping calls."),
            not_found=say("The vendor set intrusion prevention to alert only. It had dropped no call."),
        )
        yield Impair(self.policy, "alert-only", AlertOnly())

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Intrusion prevention of {policy} was set to alert only.", policy=called(network, self.policy))
