"""Clocks are set right, so that signatures and certificates are believed again."""

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
class RestoreTime(Action):
    """Every element has the right time again. Takes 5 to 10 min (a default)."""

    kind: ClassVar[str] = "restore_time"
    title: ClassVar[str] = term("Order clocks and time servers (NTP) to be checked")
    hint: ClassVar[str] = term("Every element has the right time again; helps only if it did not.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=7 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the operators, then every element that looks at the time."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from remedied(
            (*network.policies, *(border.id for border in network.borders()), *watchers(network)),
            "restore_time",
            found=say("A clock was wrong. Time is right everywhere again."),
            not_found=say("Every clock was right."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Clocks and time servers were checked.")
