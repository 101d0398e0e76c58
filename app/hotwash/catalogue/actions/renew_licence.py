"""The vendor obtains an emergency licence for a firewall that no longer works without one."""

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
class RenewLicence(Action):
    """A firewall is licensed again. Takes 15 to 120 min through the vendor's portal (a default)."""

    kind: ClassVar[str] = "renew_licence"
    title: ClassVar[str] = term("Order an emergency licence")
    hint: ClassVar[str] = term("Takes up to two hours; helps only if the firewall refuses to work without a licence.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=45 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=120 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "renew_licence",
            found=say("The vendor installed an emergency licence. The firewall works again."),
            not_found=say("The vendor checked the licence. It was valid."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The licence of {policy} was checked and renewed.", policy=called(network, self.policy))
