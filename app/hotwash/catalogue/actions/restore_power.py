"""A technician goes to a site and brings its power back: slow, and certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import site_name, standing_in
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.steps import Check, Remedy, Step, WaitAbout
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
        """The way there and the work on every element of the site, then a look at what works."""
        yield WaitAbout(self.least, self.typical, self.most)
        there = tuple(element.id for element in standing_in(network, self.site))
        for element in there:
            yield Remedy(
                element,
                "restore_power",
                found="The technician restored the power.",
                not_found="The technician found that the site has power.",
            )
        yield Check(there, up="Everything in the site works.", down="Still out of service: {names}.")

    def narrative(self, network: Network) -> str:
        """What was done."""
        return f"A technician was sent to {site_name(network, self.site)}."
