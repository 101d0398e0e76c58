"""A firewall is restarted: a cure for what has built up in it, and minutes without any call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_element, managed, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Clear, Impair, Step, Try, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RebootFirewall(Action):
    """A firewall does nothing while it starts again, and may not come back.

    It forwards again 5 to 20 min after the order; the chance that it does is a default too.
    """

    kind: ClassVar[str] = "reboot_firewall"
    title: ClassVar[str] = term("Order a firewall to be rebooted")
    hint: ClassVar[str] = term("Cuts every call through it and is out for minutes; may help against what has built up.")

    firewall: str = about(term("BCF or firewall that is rebooted."), refers="element")
    comes_back: int = about(
        term("Chance that it starts properly; otherwise it stays out of service."),
        unit="‰",
        low=0,
        high=1000,
        default=950,
    )
    start_least: int = about(term("Shortest time it needs to start."), unit="ms", low=0, default=4 * MINUTE)
    start_typical: int = about(term("Typical time it needs to start."), unit="ms", low=0, default=8 * MINUTE)
    start_most: int = about(term("Longest time it needs to start."), unit="ms", low=0, default=15 * MINUTE)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Ordered; down; up again, unless it starts over and over; then what had built up is gone."""
        yield WaitAbout(self.least, self.typical, self.most, on=managed(network, self.firewall))
        name = called(network, self.firewall)
        yield Impair(self.firewall, "reboot", ElementDown(), cut_calls=True)
        yield WaitAbout(self.start_least, self.start_typical, self.start_most)
        yield Try(
            self.comes_back, say("{name} does not start properly. It must be ordered back into service.", name=name)
        )
        yield Clear("reboot")
        yield from remedied(
            at_element(network, self.firewall),
            "reload_firewall",
            found=say("{name} was rebooted and passes calls again.", name=name),
            not_found=say("{name} was rebooted. It does what it did before.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{name} was rebooted; its calls in progress were cut.", name=called(network, self.firewall))
