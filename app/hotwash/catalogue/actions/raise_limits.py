"""The vendor raises the limits of a firewall: lasting help where they are too low, short help against a leak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_firewall, eased, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseLimits(Action):
    """Limits of a policy on floods and sessions are set above what carriers send. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "raise_limits"
    title: ClassVar[str] = term("Order the limits of the firewall to be raised")
    hint: ClassVar[str] = term("Lets more calls through at a time; helps only if calls run into a limit.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    lasts: int = about(
        term("Time until the raised limits are reached too, where something fills them up."),
        unit="ms",
        low=0,
        default=10 * MINUTE,
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "raise_limits",
            found=say("The vendor raised the limits. Calls no longer run into them."),
            not_found=say("The vendor raised the limits. Calls had not run into any of them."),
        )
        yield from eased(
            at_firewall(network, self.policy),
            "raise_limits",
            self.lasts,
            found=say("The vendor raised the limits. There is room again, but it is filling up."),
            not_found=say("The vendor raised the limits. Calls had not run into any of them."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The limits of {policy} were raised.", policy=called(network, self.policy))
