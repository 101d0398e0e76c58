"""Everybody concerned on one call: all know the same, and nobody else reaches them by phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, OnBridge
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Check, Impair, Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBridge(Action):
    """Seats share what they see, until it is closed. Takes 5 to 20 min until the last has joined (a default)."""

    kind: ClassVar[str] = "open_bridge"
    title: ClassVar[str] = term("Open a conference bridge")
    hint: ClassVar[str] = term("All hear the same, and say whether their own equipment works.")

    noise: int = about(
        term("How much longer work on the network takes while everybody is on the bridge; a default."),
        unit="‰",
        low=1000,
        high=5000,
        default=1100,
    )
    phones: int = about(
        term("10-digit lines that the bridge holds at each PSAP; a default."), low=0, high=100, default=1
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=20 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Invitations, people joining, and a round in which each operator reports."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Tell(
            say("The bridge is open to the vendor, carriers and PSAPs. Say what you see, and what you only guess."),
            say("State 911"),
            say("bridge"),
        )
        yield Check(
            (*(border.id for border in network.borders()), *(proxy.id for proxy in network.of(Proxy) if proxy.locates)),
            up=say("The bridge is open. Operators report that every BCF and ESRP is in service."),
            down=term("The bridge is open. Operators report as out of service: {names}."),
        )
        if self.noise > 1000 or self.phones:
            yield Impair(EVERYWHERE, "bridge", OnBridge(self.noise, self.phones))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A conference bridge was opened.")
