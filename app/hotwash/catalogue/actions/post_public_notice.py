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
from hotwash.domain.steps import Impair, Milestone, Step, Tell, Wait, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPublicNotice(Action):
    """Part of the public learns of the outage and the local numbers."""

    kind: ClassVar[str] = "post_public_notice"
    title: ClassVar[str] = "Post the 10-digit numbers on social media"
    hint: ClassVar[str] = "Reaches some of the public within half an hour."

    reach: int = about(
        "Share of the public that reads it within half an hour.", unit="‰", low=0, high=1000, default=300
    )
    uptake: int = about("Share of those who then call the local number.", unit="‰", low=0, high=1000, default=600)
    walk_in: int = about("Share of those who then go to a station.", unit="‰", low=0, high=1000, default=50)
    test_calls: int = about("Test calls it causes, relative to normal demand.", unit="‰", low=0, high=5000, default=100)
    least: int = about("Shortest time it takes.", unit="ms", low=0, default=3 * MINUTE)
    typical: int = about("Typical time it takes.", unit="ms", low=0, default=5 * MINUTE)
    most: int = about("Longest time it takes.", unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Written and posted; it spreads for half an hour."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("public_notified")
        yield Tell(
            "911 is down statewide. Call your local police or fire station directly.", "State 911", "post", public=True
        )
        for reach in (self.reach // 4, self.reach // 2, self.reach):
            yield Impair(EVERYWHERE, "post", told(reach, self.uptake, self.walk_in, self.test_calls))
            yield Wait(10 * MINUTE)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return "The local numbers were posted on social media."
