"""Intrusion prevention stops again what it takes for an attack."""

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
class EndAlertOnly(Action):
    """Intrusion prevention of a policy is set back from alert only. Takes 1 to 5 min (a default)."""

    kind: ClassVar[str] = "end_alert_only"
    title: ClassVar[str] = term("Order intrusion prevention to stop attacks again")
    hint: ClassVar[str] = term("Protection is back; signatures that were put right drop no call.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        name = called(network, self.policy)
        yield Withdraw(
            self.policy,
            "AlertOnly",
            found=say("Intrusion prevention of {name} stops attacks again.", name=name),
            not_found=say("Intrusion prevention of {name} was not set to alert only.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say(
            "Intrusion prevention of {policy} was set back from alert only.", policy=called(network, self.policy)
        )
