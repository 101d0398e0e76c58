"""A technician goes to a site and brings its power back: slow, and certain."""

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
class RestorePower(Action):
    """Everything in the site that is down for want of power works again."""

    kind: ClassVar[str] = "restore_power"
    title: ClassVar[str] = "Send a technician to restore power"
    hint: ClassVar[str] = "Takes an hour or more; helps only if the site has no power."

    site: str = about("Site that is visited, as elements name it.")
    least: int = about("Shortest time it takes.", unit="ms", low=0, default=45 * MINUTE)
    typical: int = about("Typical time it takes.", unit="ms", low=0, default=75 * MINUTE)
    most: int = about("Longest time it takes.", unit="ms", low=0, default=120 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The way there and the work, then every element of the site."""
        yield WaitAbout(self.least, self.typical, self.most)
        for element in network.elements.values():
            if element.site == self.site:
                yield Remedy(
                    element.id,
                    "restore_power",
                    found="The technician restored the power. The site is working again.",
                    not_found="The technician found the site with power and in order.",
                )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return f"A technician was sent to site '{self.site}'."
