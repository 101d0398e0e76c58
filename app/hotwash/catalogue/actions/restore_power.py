"""A technician goes to a site and brings its power back: slow, and certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import site_name, standing_in
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Check, Remedy, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePower(Action):
    """Everything in the site that is down for want of power works again."""

    kind: ClassVar[str] = "restore_power"
    title: ClassVar[str] = term("Send a technician to restore power")
    hint: ClassVar[str] = term("Takes an hour or more; helps only if the site has no power.")

    site: str = about(term("Site that is visited, as elements name it."))
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=45 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=75 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=120 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The way there and the work on every element of the site, then a look at what works."""
        yield WaitAbout(self.least, self.typical, self.most)
        there = tuple(element.id for element in standing_in(network, self.site))
        for element in there:
            yield Remedy(
                element,
                "restore_power",
                found=say("The technician restored the power."),
                not_found=say("The technician found that the site has power."),
            )
        yield Check(there, up=say("Everything in the site works."), down=term("Still out of service: {names}."))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A technician was sent to {site}.", site=site_name(network, self.site))
