"""The governor's office speaks to the press: many learn of the outage, and many try 911."""

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
class HoldPressConference(Action):
    """Part of the public learns of the outage; test calls peak after the broadcast.

    Takes 30 to 60 min; reach and test calls are defaults.
    """

    kind: ClassVar[str] = "hold_press_conference"
    title: ClassVar[str] = term("Hold a press conference")
    hint: ClassVar[str] = term("Reaches many, and moves some to try 911.")

    reach: int = about(term("Share of the public that sees it."), unit="‰", low=0, high=1000, default=300)
    uptake: int = about(term("Share of those who then call the local number."), unit="‰", low=0, high=1000, default=500)

    walk_in: int = about(term("Share of those who then go to a station."), unit="‰", low=0, high=1000, default=50)

    claim: str = about(
        term("Cause that is named there before anybody knows it, as in 'an attack'; empty for none."), default=""
    )
    test_calls: int = about(
        term("Test calls it causes at first, relative to normal demand."), unit="‰", low=0, high=5000, default=800
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=45 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Prepared and held; then people try whether 911 works."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("public_notified")
        words = say("911 is out of service. Call your local police or fire station. We are looking into the cause.")
        if self.claim:
            words = say(
                "911 is out of service. Call your local police or fire station. The cause is {claim}.", claim=self.claim
            )
        yield Tell(words, say("Governor's office"), say("press conference"), public=True)
        if self.claim:
            yield Milestone("cause_claimed")
        for test_calls in (self.test_calls, self.test_calls // 2, self.test_calls // 8):
            yield Impair(EVERYWHERE, "press", told(self.reach, self.uptake, self.walk_in, test_calls))
            yield Wait(10 * MINUTE)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A press conference was held.")
