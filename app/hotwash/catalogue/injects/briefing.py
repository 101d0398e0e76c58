"""Something that the facilitator says to the room: a module's beginning, a change of scene, an instruction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import term
from hotwash.domain.steps import Step, Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Delivery):
    """Words for everybody, read aloud and shown at every seat."""

    kind: ClassVar[str] = "briefing"
    title: ClassVar[str] = term("Briefing")

    text: str = about(term("What is read aloud."))

    @property
    def mode(self) -> str:
        """In the room."""
        return "in-person"

    @property
    def script(self) -> str:
        """What is read aloud."""
        return self.text

    @property
    def sender(self) -> str:
        """The facilitator."""
        return term("Facilitator")

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody."""
        return ()

    def steps(self, network: Network) -> Iterator[Step]:
        """Everybody hears it."""
        yield Tell(self.text, self.sender, self.mode)

    def effect(self, network: Network) -> str:
        """None on the network."""
        return ""
