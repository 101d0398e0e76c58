"""The vendor permits the RTP port range again, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Remedy, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitMediaRange(Action):
    """The line that drops voice is taken out of a policy."""

    kind: ClassVar[str] = "permit_media_range"
    title: ClassVar[str] = "Order the voice port range to be permitted"
    hint: ClassVar[str] = "Opens the ports that carry voice; helps only if they are blocked."

    policy: str = about("Policy that is changed.", refers="policy")
    least: int = about("Shortest time it takes.", unit="ms", low=0, default=3 * MINUTE)
    typical: int = about("Typical time it takes.", unit="ms", low=0, default=5 * MINUTE)
    most: int = about("Longest time it takes.", unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer, the change, and its check."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Remedy(
            self.policy,
            "permit_media",
            found="The vendor permitted the voice port range. Voice packets pass again.",
            not_found="The vendor checked the voice port range. It was open already.",
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return f"The voice port range was permitted in {network.policies[self.policy].name}."
