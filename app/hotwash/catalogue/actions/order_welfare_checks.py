"""The emergency operations centre has every failed caller with a number rung, until each is known to be well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom
from hotwash.domain.fields import about
from hotwash.domain.impairment import CallBacksWorked
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWelfareChecks(Action):
    """PSAPs of the target work through the numbers in their logs. Takes 15 to 60 min to set up (a default)."""

    kind: ClassVar[str] = "order_welfare_checks"
    title: ClassVar[str] = term("Order welfare checks on failed callers")
    hint: ClassVar[str] = term("Callers whose numbers were logged are rung; it ties up call takers.")

    region: str = about(term("Region whose callers are meant; empty for all."), refers="region", default="")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Lists put together and shared out."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom("", self.region), "welfare", CallBacksWorked())

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Failed callers are rung to see whether they are well.")
