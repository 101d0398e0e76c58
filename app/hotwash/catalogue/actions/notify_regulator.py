"""The outage is notified to the FCC, which a provider must do within 120 minutes of discovery."""

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
class NotifyRegulator(Action):
    """The notification to the Network Outage Reporting System (NORS) is in.

    47 CFR 4.9 allows 120 min after discovery; the times are defaults.
    """

    kind: ClassVar[str] = "notify_regulator"
    title: ClassVar[str] = term("Notify the regulator (NORS)")
    hint: ClassVar[str] = term("The legal clock for the first notification stops.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=10 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=30 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Figures asked for, and the form filled in."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("regulator_notified")
        yield Tell(
            say("The notification has been received. The initial report is due in 72 hours."), say("FCC"), say("e-mail")
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The outage was notified to the FCC.")
