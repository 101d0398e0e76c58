"""A BCF that was taken out of service takes calls again; one that is down for another reason stays down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Check, Step, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreBorder(Action):
    """Every fail-over away from a BCF is taken back."""

    kind: ClassVar[str] = "restore_border"
    title: ClassVar[str] = term("Order a site back into service")
    hint: ClassVar[str] = term("Calls can enter there again, if nothing else is wrong with it.")

    border: str = about(term("BCF that is put back in service."), refers="border")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Ordered and carried out, then a look whether it works."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.border)
        name = called(network, self.border)
        yield Withdraw(
            self.border,
            "ElementDown",
            found=say("{name} was put back in service.", name=name),
            not_found=say("{name} had not been taken out of service.", name=name),
        )
        yield Check((self.border,), up=say("It works."), down=say("It does not work, for another reason."))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{border} was ordered back into service.", border=called(network, self.border))
