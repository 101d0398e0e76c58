"""A social-media post with the local numbers: cheap, quick, partial."""

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
class PostPublicNotice(Action):
    """Part of the public learns of the outage and the local numbers."""

    kind: ClassVar[str] = "post_public_notice"
    title: ClassVar[str] = term("Post the 10-digit numbers on social media")
    hint: ClassVar[str] = term("Reaches some of the public within half an hour.")

    reach: int = about(
        term("Share of the public that reads it within half an hour."), unit="‰", low=0, high=1000, default=300
    )
    uptake: int = about(term("Share of those who then call the local number."), unit="‰", low=0, high=1000, default=600)
    walk_in: int = about(term("Share of those who then go to a station."), unit="‰", low=0, high=1000, default=50)
    test_calls: int = about(
        term("Test calls it causes, relative to normal demand."), unit="‰", low=0, high=5000, default=100
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Written and posted; it spreads for half an hour."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("public_notified")
        yield Tell(
            say("911 is down statewide. Call your local police or fire station directly."),
            say("State 911"),
            say("post"),
            public=True,
        )
        for reach in (self.reach // 4, self.reach // 2, self.reach):
            yield Impair(EVERYWHERE, "post", told(reach, self.uptake, self.walk_in, self.test_calls))
            yield Wait(10 * MINUTE)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The local numbers were posted on social media.")
