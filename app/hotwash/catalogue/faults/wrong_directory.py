"""The list of fallback numbers is wrong: people who are told to dial ten digits reach somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import region_name
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, WrongNumber
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongDirectory(Fault):
    """A share of 10-digit calls reaches a wrong place; it does no harm before the public is told to dial ten digits.

    Giving out the right number ends it. Nothing else does anything, and every further notice spreads it. As in the
    Netherlands on 24 June 2019, where the alert carried a newspaper's tip line, and at Telstra on 1 March 2024.
    """

    kind: ClassVar[str] = "wrong_directory"
    title: ClassVar[str] = term("Wrong fallback numbers")
    remedies: ClassVar[frozenset[str]] = frozenset({"correct_number"})

    region: str = about(term("Region whose numbers are wrong; empty for everywhere."), refers="region", default="")
    permille: int = about(
        term("Share of 10-digit calls that reach a wrong place."), unit="‰", low=1, high=1000, default=500
    )
    found: int = about(
        term("Time until somebody doubts the list; 13 min at Telstra."),
        unit="ms",
        low=0,
        high=48 * HOUR,
        default=13 * MINUTE,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The list is wrong from now on; the only sign is a doubt, true whether anybody dials or not."""
        yield Impair(self.region or EVERYWHERE, "directory", WrongNumber(self.permille))
        yield Wait(self.found)
        words = say("Has anybody dialled the numbers on our fallback list lately? Some of these offices have moved.")
        yield Tell(words, say("A records clerk"), say("email"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The fallback numbers for {where} are wrong; {percent:g} % of those who dial them reach somebody else.",
            where=region_name(network, self.region),
            percent=self.permille / 10,
        )
