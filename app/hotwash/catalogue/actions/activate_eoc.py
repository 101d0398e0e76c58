"""The emergency operations centre opens: stations become places to go to, and radio stands in for phones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, PublicTold
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivateEoc(Action):
    """People can report emergencies at stations. Takes 15 to 60 min; how many do is a default."""

    kind: ClassVar[str] = "activate_eoc"
    title: ClassVar[str] = term("Activate the emergency operations centre")
    hint: ClassVar[str] = term("Stations, amateur radio and other means stand in where calls fail.")

    walk_in: int = about(
        term("Share of the public that then goes to a station."), unit="‰", low=0, high=1000, default=60
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """People called in; stations told; walk-in points opened."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Tell(
            say("The emergency operations centre is open. Stations take reports in person; amateur radio stands by."),
            say("Emergency management"),
            say("bridge"),
        )
        yield Impair(EVERYWHERE, "walk-in-points", PublicTold(walk_in_permille=self.walk_in))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The emergency operations centre was activated.")
