"""The Emergency Alert System tells by radio and television that 911 is out (event code TOE)."""

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
from hotwash.domain.steps import Impair, Milestone, Step, Tell, Try, Wait, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEas(Action):
    """Listeners and viewers learn of the outage; some test 911.

    Takes 5 to 15 min. TOE is the code of the alert system for a 911 telephone outage emergency; times, reach and the
    chance that broadcasters relay it are defaults.
    """

    kind: ClassVar[str] = "request_eas"
    title: ClassVar[str] = term("Request an Emergency Alert System message")
    hint: ClassVar[str] = term("Radio and television tell of the outage, if broadcasters relay it.")

    reach: int = about(term("Share of the public that hears or sees it."), unit="‰", low=0, high=1000, default=250)
    uptake: int = about(term("Share of those who then call the local number."), unit="‰", low=0, high=1000, default=600)

    walk_in: int = about(term("Share of those who then go to a station."), unit="‰", low=0, high=1000, default=50)

    test_calls: int = about(
        term("Test calls it causes at first, relative to normal demand."), unit="‰", low=0, high=5000, default=200
    )
    relayed: int = about(term("Chance that broadcasters relay it."), unit="‰", low=0, high=1000, default=900)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Written and approved; relayed, or not; then it is heard, and heard of."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Try(self.relayed, say("Broadcasters did not relay the message."))
        yield Milestone("public_notified")
        yield Tell(
            say("911 Telephone Outage Emergency: 911 is down statewide. Call your police or fire station directly."),
            say("Emergency management"),
            say("Emergency Alert System"),
            public=True,
        )
        yield Impair(EVERYWHERE, "eas", told(self.reach, self.uptake, self.walk_in, self.test_calls))
        yield Wait(20 * MINUTE)
        yield Impair(EVERYWHERE, "eas", told(self.reach, self.uptake, self.walk_in, self.test_calls // 4))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Radio and television told the public to call local numbers.")
