"""A wrong telephone number that was given to the public is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import among, remedied
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNumber(Action):
    """Nobody calls the wrong number any more. Takes 3 to 10 min (a default)."""

    kind: ClassVar[str] = "correct_number"
    title: ClassVar[str] = term("Correct a published number")
    hint: ClassVar[str] = term("People learn the right number; helps only if a wrong one was given out.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Checked, written, and sent wherever the wrong number was seen."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Tell(
            say("Correction: please use only the 10-digit numbers on the website of your police or fire department."),
            say("State 911"),
            say("post"),
            public=True,
        )
        yield from remedied(
            among(network, "", ""),
            "correct_number",
            found=say("A wrong number had been given out. It was corrected."),
            not_found=say("The numbers that were given out are right."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The published numbers were checked and corrected.")
