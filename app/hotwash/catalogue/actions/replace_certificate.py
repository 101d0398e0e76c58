"""The vendor puts a valid certificate on a border: slow, because somebody has to issue it."""

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
class ReplaceCertificate(Action):
    """Encrypted connections to a border are made again. Takes 15 to 60 min (a default)."""

    kind: ClassVar[str] = "replace_certificate"
    title: ClassVar[str] = term("Order a new certificate")
    hint: ClassVar[str] = term("Takes until somebody has issued one; helps only if encrypted connections fail.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            at_firewall(network, self.policy),
            "replace_certificate",
            found=say("The vendor installed a new certificate. Encrypted connections are made again."),
            not_found=say("The vendor looked at the certificate. It was valid, and stays."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The certificate at {policy} was renewed.", policy=called(network, self.policy))
