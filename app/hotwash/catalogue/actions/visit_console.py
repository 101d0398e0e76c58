"""Somebody goes to a firewall and works at its console: slow, and no lock-out keeps them out."""

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
class VisitConsole(Action):
    """A firewall can be managed again. Takes 45 to 120 min (a default), because people have to travel."""

    kind: ClassVar[str] = "visit_console"
    title: ClassVar[str] = term("Send an engineer to the firewall's console")
    hint: ClassVar[str] = term("Takes an hour or more; helps only if nobody can log in from afar.")

    policy: str = about(term("Policy whose firewalls are visited."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=45 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=75 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=120 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The way there and the work at the console; no lock-out makes it longer."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from remedied(
            round_firewall(network, self.policy),
            "console_visit",
            found=say("The engineer gave access back at the console. Work from afar is possible again."),
            not_found=say("The engineer found that one can log in from afar."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("An engineer was sent to the console of {policy}.", policy=called(network, self.policy))
