"""The vendor empties a session table: relief until it is full again."""

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
class ClearSessions(Action):
    """Sessions that nobody uses are purged from a policy's table.

    Takes about a minute; that the table is full again after ten is a default too.
    """

    kind: ClassVar[str] = "clear_sessions"
    title: ClassVar[str] = term("Order the session table to be cleared")
    hint: ClassVar[str] = term("New calls find room at once, for a while; what filled it may fill it again.")

    policy: str = about(term("Policy that is changed."), refers="policy")
    lasts: int = about(
        term("Time until it is full again, where nothing else changes."), unit="ms", low=0, default=10 * MINUTE
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * SECOND)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=1 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer and one command; it helps for a while."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield from eased(
            round_firewall(network, self.policy),
            "clear_sessions",
            self.lasts,
            found=say("The vendor cleared the session table, which had been full."),
            not_found=say("The vendor cleared the session table, which had room."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The session table of {policy} was cleared.", policy=called(network, self.policy))
