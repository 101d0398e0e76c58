"""A Wireless Emergency Alert through the emergency management agency: slow to approve, then nearly everybody has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.reach import told
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Milestone, Step, Tell, Wait, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAlert(Action):
    """Phones in the state show the alert; people turn to local numbers, and some test 911."""

    kind: ClassVar[str] = "request_alert"
    title: ClassVar[str] = term("Request a Wireless Emergency Alert")
    hint: ClassVar[str] = term("Reaches most phones once it is approved.")

    reach: int = about(term("Share of the public that sees it."), unit="‰", low=0, high=1000, default=800)
    uptake: int = about(term("Share of those who then call the local number."), unit="‰", low=0, high=1000, default=600)
    walk_in: int = about(term("Share of those who then go to a station."), unit="‰", low=0, high=1000, default=50)
    test_calls: int = about(
        term("Test calls it causes at first, relative to normal demand."), unit="‰", low=0, high=5000, default=600
    )
    neighbours: str = about(
        term("Neighbouring states whose phones show it too, as a list; empty where none do."), default=""
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=40 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=75 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Drafted and approved; then it reaches phones within minutes."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("public_notified")
        yield Tell(
            say("Emergency alert: 911 is down statewide. Call the local public-safety business line directly."),
            say("Emergency management"),
            say("Wireless Emergency Alert"),
            public=True,
        )
        yield Impair(EVERYWHERE, "alert", told(self.reach * 3 // 4, self.uptake, self.walk_in, self.test_calls))
        yield Wait(5 * MINUTE)
        yield Impair(EVERYWHERE, "alert", told(self.reach, self.uptake, self.walk_in, self.test_calls // 2))
        if self.neighbours:
            yield Tell(
                say(
                    "Phones in {neighbours} showed the alert. PSAPs there are asked whether their 911 is out.",
                    neighbours=self.neighbours,
                ),
                say("Neighbouring states"),
                say("phone"),
            )
        yield Wait(20 * MINUTE)
        yield Impair(EVERYWHERE, "alert", told(self.reach, self.uptake, self.walk_in, self.test_calls // 5))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A Wireless Emergency Alert told the public to call local numbers.")
