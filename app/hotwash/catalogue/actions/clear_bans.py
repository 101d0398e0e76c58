"""The vendor empties a list of banned senders: relief until the next ban."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import eased, round_firewall
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearBans(Action):
    """No sender is banned by a policy, until one runs into the limit again.

    Takes about a minute (a default). A ban of 300 s is what the sample configuration of Kamailio's pike module sets.
    """

    kind: ClassVar[str] = "clear_bans"
    title: ClassVar[str] = term("Order the list of banned senders to be cleared")
    hint: ClassVar[str] = term("Banned senders get through at once; they may be banned again.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * SECOND)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=1 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer and one command; who passes the limit again is banned again."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from eased(
            round_firewall(network, self.policy),
            "clear_bans",
            0,
            found=say("The vendor cleared the list. A carrier had been on it."),
            not_found=say("The vendor cleared the list. No carrier was on it."),
            change="Inspected",
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The list of banned senders of {policy} was cleared.", policy=called(network, self.policy))
