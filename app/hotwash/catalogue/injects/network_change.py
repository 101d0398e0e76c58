"""A fault of the scenario begins or ends: the network effect of a line of the MSEL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import End, Launch, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChange(Delivery):
    """No words: players meet it by its symptoms."""

    kind: ClassVar[str] = "network_change"
    title: ClassVar[str] = term("Network change")

    begins: tuple[str, ...] = about(term("Faults of the scenario that begin."), default=())
    ends: tuple[str, ...] = about(term("Faults of the scenario that end."), default=())

    @property
    def mode(self) -> str:
        """The network itself."""
        return "network"

    @property
    def script(self) -> str:
        """Nothing is said."""
        return ""

    @property
    def sender(self) -> str:
        """Nobody."""
        return ""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Nobody in particular."""
        return ()

    def steps(self, network: Network) -> Iterator[Step]:
        """What ends ends first."""
        for fault in self.ends:
            yield End(fault)
        for fault in self.begins:
            yield Launch(fault)

    def effect(self, network: Network) -> str:
        """Which faults begin and end, by their ids."""
        if self.begins and self.ends:
            return say("begins: {begun}; ends: {ended}", begun=", ".join(self.begins), ended=", ".join(self.ends))
        if self.begins:
            return say("begins: {begun}", begun=", ".join(self.begins))
        return say("ends: {ended}", ended=", ".join(self.ends))
