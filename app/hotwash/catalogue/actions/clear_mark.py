"""The mark of a bad actor is taken off a source of calls, at every border that has heard of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied, watchers
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearMark(Action):
    """No carrier is marked as a bad actor any more. Takes 2 to 10 min, because the mark must be found (a default)."""

    kind: ClassVar[str] = "clear_mark"
    title: ClassVar[str] = term("Order bad-actor marks of carriers to be removed")
    hint: ClassVar[str] = term("Borders take calls of every carrier again; helps only if one is marked.")

    policy: str = about(term("Policy at which the search begins; marks are removed at all of them."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The search, then the removal, which spreads to every border as the mark did."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        places = (*network.policies, *(border.id for border in network.borders()), *watchers(network))
        yield from remedied(
            places,
            "clear_mark",
            found=say("A carrier was marked as a bad actor. The mark was removed at every border."),
            not_found=say("No carrier is marked as a bad actor."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The marks of bad actors were looked through.")
