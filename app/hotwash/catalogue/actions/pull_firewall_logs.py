"""The vendor's engineer reads the firewall logs and compares them with recent changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Reveal, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PullFirewallLogs(Action):
    """The vendor reports what a policy drops and since when."""

    kind: ClassVar[str] = "pull_firewall_logs"
    title: ClassVar[str] = term("Ask the vendor to read the firewall logs")
    hint: ClassVar[str] = term("What the firewall has been dropping, if anything.")

    policy: str = about(term("Policy whose logs are read."), refers="policy")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Time to reach an engineer and read, then the evidence."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        yield Reveal("firewall_log", self.policy)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The vendor read the logs of {policy}.", policy=called(network, self.policy))
