"""A site loses power: everything in it stops, and calls in progress through it are cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import listed, standing_in
from hotwash.domain.elements import Border
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePowerLost(Fault):
    """Shared fate: every element whose site this is goes down together.

    Restoring the power ends it; a fail-over does what the network has done by itself. Nothing else helps.
    """

    kind: ClassVar[str] = "site_power_lost"
    title: ClassVar[str] = term("Site without power")
    remedies: ClassVar[frozenset[str]] = frozenset({"restore_power"})

    site: str = about(term("Site that loses power, as elements name it."))

    def steps(self, network: Network) -> Iterator[Step]:
        """All elements of the site at once; the keep-alives of their peers notice by themselves."""
        for element in standing_in(network, self.site):
            yield Impair(element.id, element.id, ElementDown(), cut_calls=isinstance(element, Border))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        there = standing_in(network, self.site)
        down = listed([element.name for element in there])
        if not there:
            return say(
                "Site '{site}' has lost power; {down} stopped, and calls through it were cut.",
                site=self.site,
                down=down,
            )
        return say(
            "The site of {name} has lost power; {down} stopped, and calls through it were cut.",
            name=there[0].name,
            down=down,
        )
