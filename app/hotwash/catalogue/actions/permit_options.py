"""The vendor lets keep-alives through, so that peers see again what works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied, round_firewall, watchers
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitOptions(Action):
    """A policy lets OPTIONS pass, and every peer that had given up hears an answer again.

    Takes 2 to 5 min (a default).
    """

    kind: ClassVar[str] = "permit_options"
    title: ClassVar[str] = term("Order keep-alives (OPTIONS) to be permitted")
    hint: ClassVar[str] = term(
        "Peers see again whether the border answers; helps only if their keep-alives are stopped."
    )

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and the first keep-alive of every peer."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from remedied(
            (*round_firewall(network, self.policy), *watchers(network)),
            "permit_options",
            found=say("The vendor permitted keep-alives. Peers are in service again."),
            not_found=say("The vendor found keep-alives permitted already."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Keep-alives were permitted in {policy}.", policy=called(network, self.policy))
