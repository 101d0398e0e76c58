"""What keeps a fail-over from working is found and put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied, round_element
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FixFailover(Action):
    """A fail-over of this BCF works again.

    Takes 20 to 80 min (a default): BT's emergency call centre switched at the second attempt on 25 June 2023, 77 min
    after the first (Ofcom, 22 July 2024).
    """

    kind: ClassVar[str] = "fix_failover"
    title: ClassVar[str] = term("Order the fail-over of a site to be put right")
    hint: ClassVar[str] = term("A fail-over can be tried again afterwards; helps only if one has failed.")

    border: str = about(term("BCF whose fail-over is put right."), refers="border")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=20 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=45 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=80 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The search through the instructions, and the change."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.border)
        name = called(network, self.border)
        yield from remedied(
            round_element(network, self.border),
            "fix_failover",
            found=say("What kept {name} from failing over was put right.", name=name),
            not_found=say("Nothing keeps {name} from failing over.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The fail-over of {border} was looked into.", border=called(network, self.border))
