"""A message to every PSAP over the law-enforcement network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Milestone, Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyPsaps(Action):
    """All PSAPs are told in one message."""

    kind: ClassVar[str] = "notify_psaps"
    title: ClassVar[str] = term("Notify PSAPs by the police network")
    hint: ClassVar[str] = term("PSAPs hear that the fault is statewide.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Written, sent and read."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("psaps_notified")
        yield Tell(
            say("911 calls are failing statewide. Use your call log and your 10-digit lines."),
            say("State 911"),
            say("police network"),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Every PSAP was notified over the law-enforcement network.")
