"""An alarm on the boards of seats that the author writes, such as one of a partner's system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import term
from hotwash.domain.steps import Alarm, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmInject(Delivery):
    """Rings at seats like any other alarm, and stands until it is acknowledged."""

    kind: ClassVar[str] = "alarm"
    title: ClassVar[str] = term("Alarm")

    name: str = about(term("Name of the alarm."))
    element: str = about(term("Element that it stands at."), refers="element")
    to: tuple[str, ...] = about(term("Seats that it reaches; none for all."), default=())
    text: str = about(term("What the alarm says."))

    @property
    def mode(self) -> str:
        """An alarm."""
        return "alarm"

    @property
    def script(self) -> str:
        """What the alarm says."""
        return self.text

    @property
    def sender(self) -> str:
        """The alarm's name."""
        return self.name

    @property
    def recipients(self) -> tuple[str, ...]:
        """Seats at which it rings."""
        return self.to

    def steps(self, network: Network) -> Iterator[Step]:
        """It rings at once."""
        yield Alarm(self.name, self.element, self.text, self.to)

    def effect(self, network: Network) -> str:
        """None on the network."""
        return ""
