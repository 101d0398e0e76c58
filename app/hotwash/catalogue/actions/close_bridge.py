"""The conference bridge is closed: people work undisturbed, and PSAPs have their lines back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import withdrawn
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBridge(Action):
    """Everybody leaves the conference bridge. Takes 1 to 5 min (a default)."""

    kind: ClassVar[str] = "close_bridge"
    title: ClassVar[str] = term("Close the conference bridge")
    hint: ClassVar[str] = term("People go back to their work and their phones.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=90 * SECOND)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """A last round, and good-bye."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from withdrawn(
            (EVERYWHERE,),
            "OnBridge",
            found=say("The bridge was closed."),
            not_found=say("There was no bridge to close."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The conference bridge was closed.")
