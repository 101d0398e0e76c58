"""A site loses power: everything in it stops, and calls in progress through it are cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Border
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Alarm, Impair, Step, Wait
from hotwash.domain.time import SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePowerLost(Fault):
    """Shared fate: every element whose site this is goes down together."""

    kind: ClassVar[str] = "site_power_lost"
    title: ClassVar[str] = "Site without power"
    remedies: ClassVar[frozenset[str]] = frozenset({"restore_power"})

    site: str = about("Site that loses power, as elements name it.")

    def steps(self, network: Network) -> Iterator[Step]:
        """All elements of the site at once; the keep-alives notice after one period and its time-out."""
        for element in network.elements.values():
            if element.site == self.site:
                yield Impair(element.id, element.id, ElementDown(), cut_calls=isinstance(element, Border))
        yield Wait(92 * SECOND)
        yield Alarm("KeepAliveFailureLogEvent", self.site, "Elements of this site do not answer keep-alives.")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        down = [element.name for element in network.elements.values() if element.site == self.site]
        return f"Site '{self.site}' has lost power; {', '.join(down)} stopped, and calls through it were cut."
